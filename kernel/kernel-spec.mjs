import { join } from "node:path";
import { hugePages } from "./huge-pages.mjs";

/**
 * The kernel spec that the set-up writes into the virtual environment as `share/jupyter/kernels/tslab`.
 * It keeps stock tslab's name, so that the notebooks open with either.
 *
 * @param {object} options
 * @param {string} options.node absolute path of Node
 * @param {string} options.root the project's top folder
 * @param {boolean} [options.stock] whether stock tslab is started
 */
export function kernelSpec({ node, root, stock = false }) {
  const tslab = [join(root, "node_modules/tslab/bin/tslab"), "kernel"];
  // V8 would keep 32 MB for young objects; a cell is compiled nearly as fast with 4.
  const kernel = ["--max-semi-space-size=2", join(root, "kernel/launcher.js")];
  return {
    argv: [node, ...(stock ? tslab : kernel), "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    ...(stock ? {} : { env: hugePages }),
    // The kernel hears interrupts also where a signal would not reach the code that runs.
    interrupt_mode: stock ? "signal" : "message",
  };
}
