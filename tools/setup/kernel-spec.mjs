import { join } from "node:path";

/**
 * The environment in which glibc (2.35 or newer) asks Linux for pages of 2 MB where much memory is allocated, as NumPy
 * does for its arrays. It is read when a process starts, so Node cannot set it later. With it, copying Fashion-MNIST's
 * rows in random order takes three quarters of the time, and memory stays the same. On other systems it does nothing.
 * In the kernel it replaces tunables that the reader has set.
 */
export const hugePages = { GLIBC_TUNABLES: "glibc.malloc.hugetlb=1" };

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
  // By default V8 keeps 32 MB for young objects; a cell is compiled nearly as fast with 4.
  const kernel = ["--max-semi-space-size=2", join(root, "kernel/launcher.js")];
  return {
    argv: [node, ...(stock ? tslab : kernel), "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    ...(stock ? {} : { env: hugePages }),
    // As messages, interrupts reach the kernel even where a signal would not reach the code that runs.
    interrupt_mode: stock ? "signal" : "message",
  };
}
