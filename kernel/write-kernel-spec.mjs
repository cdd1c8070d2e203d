import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kernelSpec } from "./kernel-spec.mjs";

/**
 * Writes a kernel spec where Jupyter finds it if `JUPYTER_PATH` names the folder.
 *
 * @param {string} folder
 * @param {Parameters<typeof kernelSpec>[0]} options
 * @returns {string} the folder
 */
export function writeKernelSpec(folder, options) {
  const place = join(folder, "kernels", "tslab");
  mkdirSync(place, { recursive: true });
  const unfinished = join(place, "kernel.json.new");
  writeFileSync(unfinished, `${JSON.stringify(kernelSpec(options), undefined, 2)}\n`);
  renameSync(unfinished, join(place, "kernel.json"));
  return folder;
}
