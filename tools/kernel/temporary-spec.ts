import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernelSpec } from "../setup/kernel-spec.mjs";
import { writeAtomically } from "../setup/shared/files.mjs";

type Options = Parameters<typeof kernelSpec>[0];

/**
 * Writes a kernel spec where Jupyter finds it if `JUPYTER_PATH` names the folder.
 *
 * @returns the folder
 */
export function writeKernelSpec(folder: string, options: Options): string {
  const text = `${JSON.stringify(kernelSpec(options), undefined, 2)}\n`;
  writeAtomically(join(folder, "kernels", "tslab", "kernel.json"), text);
  return folder;
}

/** Writes a kernel spec into a temporary folder, which is removed when `use` has ended. */
export async function withKernelSpec<T>(options: Options, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "kernel-spec-"));
  try {
    return await use(writeKernelSpec(folder, options));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
