import { join, resolve } from "node:path";
import { kernelSpec } from "./kernel-spec.mjs";
import { Failure, messageOf } from "./shared/failure.mjs";
import { holds, replaceFile, writeAtomically } from "./shared/files.mjs";
import { pythonSteps } from "./python-environment.mjs";

/** JupyterLab's defaults in this project; what a user sets in its Settings menu takes precedence. */
const labSettings = {
  // No question about news, and no offers to update: the versions are pinned.
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  // Texts such as data/README.md open to be read.
  "@jupyterlab/docmanager-extension:plugin": { defaultViewers: { markdown: "Markdown Preview" } },
};

/** Where a Jupyter finds the kernel. @param {string} prefix the folder whose `share/jupyter` it reads */
export const kernelFile = (prefix) => join(prefix, "share/jupyter/kernels/tslab/kernel.json");

/** @param {unknown} content */
const print = (content) => `${JSON.stringify(content, null, 2)}\n`;

/**
 * What JupyterLab reads from the Python environment: the TypeScript kernel, and settings for learners.
 *
 * @param {{ root: string }} where
 * @returns {import("./step.mjs").Step}
 */
export function kernel({ root }) {
  const environment = join(root, ".venv");
  const files = Object.entries({
    [kernelFile(environment)]: print(kernelSpec({ node: process.execPath, root })),
    [join(environment, "share/jupyter/lab/settings/overrides.json")]: print(labSettings),
  });
  return {
    name: "TypeScript kernel",
    after: ["npm packages", ...pythonSteps],
    isDone: () => files.every(([file, content]) => holds(file, content)),
    async run() {
      for (const [file, content] of files) replaceFile(file, content);
    },
  };
}

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
  const cure = "name a folder of your own: `npm run setup -- --jupyter ~/.local`";
  if (prefix.trim() === "") throw new Failure("--jupyter needs a folder, and got none", { cure });
  const folder = resolve(prefix);
  const file = kernelFile(folder);
  const content = print(kernelSpec({ node, root }));
  return {
    name: `kernel for another Jupyter (${folder})`,
    after: ["npm packages"],
    isDone: () => holds(file, content),
    async run() {
      try {
        writeAtomically(file, content);
      } catch (error) {
        const message = `the kernel cannot be written below ${folder}: ${messageOf(error)}`;
        throw new Failure(message, { cure, cause: error });
      }
    },
  };
}
