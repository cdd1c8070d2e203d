import { join } from "node:path";

/**
 * The kernel spec that the set-up writes into the virtual environment as `share/jupyter/kernels/tslab`.
 * It keeps stock tslab's name, so that the notebooks open with either.
 *
 * @param {{ node: string, root: string }} where absolute path of Node, and the project's top folder
 */
export function kernelSpec({ node, root }) {
  return {
    argv: [node, join(root, "node_modules/tslab/bin/tslab"), "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    interrupt_mode: "signal",
  };
}
