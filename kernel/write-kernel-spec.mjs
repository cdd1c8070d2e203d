import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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

/**
 * Writes a kernel spec into a temporary folder for as long as it is used.
 *
 * @template T
 * @param {Parameters<typeof kernelSpec>[0]} options
 * @param {(folder: string) => Promise<T>} use
 */
export async function withKernelSpec(options, use) {
  const folder = mkdtempSync(join(tmpdir(), "kernel-spec-"));
  try {
    return await use(writeKernelSpec(folder, options));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
