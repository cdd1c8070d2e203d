import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";

/**
 * Prints what `npm run setup -- --check --quick` says about this installation: versions, backend, kernel, data, disk, and what
 * to do where something is wrong.
 *
 * @throws Error if the library does not lie in a clone of the project, where the set-up is
 */
export async function doctor(): Promise<void> {
  const script = resolve(__dirname, "..", "..", "..", "tools", "setup.mjs");
  if (!existsSync(script)) {
    throw new Error("doctor: tools/setup.mjs is not there. Use the library from a clone of the project.");
  }
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--check", "--quick"]).catch(
    (error: Error & { code?: unknown; stdout: string }) => {
      // An exit code is a finding, told in the lines; anything else is a doctor that could not run.
      if (typeof error.code === "number") return error;
      throw error;
    },
  );
  console.log(stdout.trimEnd());
}
