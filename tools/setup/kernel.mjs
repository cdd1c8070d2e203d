import { join } from "node:path";
import { kernelSpec } from "./kernel-spec.mjs";
import { holds, replaceFile } from "./shared/write-atomically.mjs";
import { labSettings } from "./lab-settings.mjs";
import { pythonSteps } from "./python-environment.mjs";

/**
 * What JupyterLab reads from the Python environment: the TypeScript kernel, and settings for learners.
 *
 * @param {{ root: string, node?: string }} where
 * @returns {import("./step.mjs").Step}
 */
export function kernel({ root, node = process.execPath }) {
  const share = join(root, ".venv/share/jupyter");
  const files = () => [
    { file: join(share, "kernels/tslab/kernel.json"), content: kernelSpec({ node, root }) },
    { file: join(share, "lab/settings/overrides.json"), content: labSettings },
  ];
  /** @param {unknown} content */
  const print = (content) => `${JSON.stringify(content, null, 2)}\n`;

  return {
    name: "TypeScript kernel",
    after: ["npm packages", ...pythonSteps],
    isDone: () => files().every(({ file, content }) => holds(file, print(content))),
    async run() {
      for (const { file, content } of files()) replaceFile(file, print(content));
    },
  };
}
