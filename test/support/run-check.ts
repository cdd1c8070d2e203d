import { inRoot, root } from "../../tools/setup/shared/paths.mjs";
import { runProgram } from "../../tools/setup/shared/run-program.mjs";

/** Runs a Node program in the project's folder; what it printed, and an empty text where nothing is wrong. */
export async function findings(script: string, ...options: string[]): Promise<string> {
  const { code, output } = await runProgram(process.execPath, [inRoot(script), ...options], { cwd: root });
  return code === 0 ? "" : output || `${script} ended with code ${String(code)}`;
}
