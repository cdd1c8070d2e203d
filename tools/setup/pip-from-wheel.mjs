import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "./shared/failure.mjs";
import { withoutPipSettings } from "./pip-environment.mjs";

const fetcher = fileURLToPath(new URL("fetch_wheel.py", import.meta.url));

/** pip as its makers offer it; any Python from 3.9 on. */
export const pipWheel = {
  name: "pip",
  file: "pip-25.3-py3-none-any.whl",
  sha256: "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd",
};

/**
 * Puts pip into a virtual environment that was made without it, where Python lacks `ensurepip`: a wheel of pip
 * can be run as it is, and installs itself.
 *
 * @param {import("./step.mjs").Work} work
 * @param {object} environment
 * @param {string} environment.program its Python
 * @param {string} environment.folder
 * @param {NodeJS.ProcessEnv} environment.env
 * @param {typeof pipWheel} environment.pip which wheel
 */
export async function installPipFromWheel(work, { program, folder, env, pip }) {
  work.detail("fetching pip, which this Python does not bring");
  const wheel = join(folder, pip.file);
  try {
    await work.run(
      "this Python has no pip to give (no ensurepip), and pip could not be downloaded",
      [program, fetcher, pip.name, pip.file, pip.sha256, folder],
      { env },
    );
    await work.run(
      "pip could not be installed",
      [
        program,
        join(wheel, "pip"),
        "install",
        "--no-index",
        "--no-deps",
        "--disable-pip-version-check",
        wheel,
      ],
      { env: withoutPipSettings(env) },
    );
  } catch (error) {
    if (!(error instanceof Failure) || error.interrupted) throw error;
    const cure = `on Debian or Ubuntu \`sudo apt-get install python3-venv\`, then start again; or ${error.cure}`;
    throw new Failure(error.message, { cure, log: error.log, tail: error.tail, cause: error });
  }
  rmSync(wheel);
}
