import { join, resolve } from "node:path";
import { kernelSpec } from "./kernel-spec.mjs";
import { Failure } from "./shared/failure.mjs";
import { holds, writeAtomically } from "./shared/write-atomically.mjs";

/**
 * The TypeScript kernel for a Jupyter that is not the project's own, as on Binder, on a JupyterHub, or in an editor.
 *
 * @param {object} where
 * @param {string} where.root the project's folder
 * @param {string} where.prefix the folder whose `share/jupyter` that Jupyter reads: its Python's `sys.prefix`, or
 *   `~/.local` for each Jupyter of this user
 * @param {string} [where.node]
 * @returns {import("./step.mjs").Step}
 * @throws {Failure} where no prefix is given; `run` throws one where its folder may not be written
 */
export function kernelForJupyter({ root, prefix, node = process.execPath }) {
  const cure = "name a folder that is yours: `npm run setup -- --jupyter ~/.local`";
  if (prefix.trim() === "") throw new Failure("--jupyter needs a folder, and got none", { cure });
  const folder = resolve(prefix);
  const file = join(folder, "share/jupyter/kernels/tslab/kernel.json");
  const content = `${JSON.stringify(kernelSpec({ node, root }), null, 2)}\n`;

  return {
    name: `kernel for another Jupyter (${folder})`,
    after: ["npm packages"],
    isDone: () => holds(file, content),
    async run() {
      try {
        writeAtomically(file, content);
      } catch (error) {
        const { code = "", message } = /** @type {NodeJS.ErrnoException} */ (error);
        if (!["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"].includes(code)) throw error;
        throw new Failure(`the kernel cannot be written below ${folder}: ${message}`, { cure, cause: error });
      }
    },
  };
}
