/* global afterAll */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { writeKernelSpec } from "../../tools/kernel/temporary-spec.ts";
import { jupyterEnvironment } from "../../tools/setup/shared/jupyter-environment.mjs";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import { root } from "./start-kernel.mjs";

const folder = mkdtempSync(join(tmpdir(), "jupyter-"));
const kernels = writeKernelSpec(folder, { node: process.execPath, root, stock: false });
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Runs one of the Python programs beside this file, where Jupyter knows no kernel but the one under test.
 *
 * @param {string} program
 * @param {string} [input]
 */
export async function python(program, input = "") {
  const child = spawn(venvProgram("python"), [join(root, "test/kernel", program)], {
    env: jupyterEnvironment(folder, { kernels }),
  });
  child.stdin.end(input);
  const exit = /** @type {Promise<number | null>} */ (new Promise((resolve) => child.once("close", resolve)));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { stdout, stderr, code };
}
