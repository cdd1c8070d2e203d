import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "./shared/failure.mjs";
import { digestOf, filesBelow, openFolders } from "./shared/files.mjs";
import {
  pipEnvironment,
  pythonProgram,
  withoutPipSettings,
  withoutPythonSettings,
} from "./python-program.mjs";
import { hasStamp, removeStamp, writeStampWithSums } from "./stamp.mjs";

const fetcher = fileURLToPath(new URL("fetch_wheel.py", import.meta.url));

/** pip as its makers offer it; any Python from 3.9 on. */
const pipWheel = {
  name: "pip",
  file: "pip-25.3-py3-none-any.whl",
  sha256: "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd",
};
const installVenv = "on Debian or Ubuntu `sudo apt-get install python3-venv`, then start again";

/** What the step is called with packages and without: what needs a Python waits for either. */
export const pythonSteps = ["Python environment (JupyterLab, nbconvert)", "Python environment"];

/**
 * Python packages as a file of requirements has them, in a virtual environment of the project's own: JupyterLab
 * and nbconvert, where nothing else is named.
 *
 * @param {object} options
 * @param {string} options.root the project's folder
 * @param {() => import("./find-python.mjs").Python} options.python finds the Python that it is made with
 * @param {string} [options.name] of the step
 * @param {string} [options.folder] of the environment; default: .venv
 * @param {string} [options.requirements] default: requirements.txt
 * @param {boolean} [options.hashes] whether the requirements hold the hash of each file; default true
 * @param {boolean} [options.packages] whether packages are installed; default true. Where not, any environment will do
 * @param {typeof pipWheel} [options.pip] what is fetched where that Python cannot make pip
 * @returns {import("./step.mjs").Step}
 */
export function pythonEnvironment({
  root,
  python,
  packages = true,
  name = pythonSteps[packages ? 0 : 1] ?? "",
  folder = join(root, ".venv"),
  requirements = join(root, "requirements.txt"),
  hashes = true,
  pip = pipWheel,
}) {
  const program = pythonProgram(folder);
  const env = withoutPythonSettings();
  const quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"];

  /** The programs in a virtual environment hold its path and need the minor version that they were made with. */
  const digest = (/** @type {string} */ content) => {
    const code = "import sys; print(sys.version_info[:2])";
    const options = /** @type {const} */ ({ encoding: "utf8", env, windowsHide: true });
    const { status, stdout } = spawnSync(program, ["-I", "-S", "-c", code], options);
    if (status !== 0) return undefined;
    return digestOf(content, root, process.platform, process.arch, stdout.trim(), "stamp 2");
  };

  /** @param {import("./step.mjs").Work} work */
  const create = async (work) => {
    const found = python();
    const base = [found.program, "-m", "venv"];
    work.detail(`making the environment with Python ${found.version.join(".")}`);
    openFolders(folder);
    rmSync(folder, { recursive: true, force: true });
    if (found.canMakePip && (await work.try([...base, folder], { env })).code === 0) return found;
    work.note("ensurepip does not work here: pip is installed from its own wheel");
    rmSync(folder, { recursive: true, force: true });
    const failure = "Python could not make a virtual environment";
    await work.run(failure, [...base, "--without-pip", folder], { env, cure: installVenv });
    await installPip(work);
    return found;
  };

  /**
   * A wheel of pip can be run as it is, and installs itself.
   * @param {import("./step.mjs").Work} work
   */
  const installPip = async (work) => {
    work.detail("fetching pip, which this Python does not bring");
    const wheel = join(folder, pip.file);
    const fetch = [program, fetcher, pip.name, pip.file, pip.sha256, folder];
    const install = [program, join(wheel, "pip"), "install", "--no-index", "--no-deps", ...quiet, wheel];
    try {
      await work.run("this Python brings no pip (no ensurepip), and pip could not be downloaded", fetch, {
        env,
      });
      await work.run("pip could not be installed", install, { env: withoutPipSettings(env) });
    } catch (error) {
      if (!(error instanceof Failure) || error.interrupted) throw error;
      const { message, log, tail } = error;
      throw new Failure(message, { cure: `${installVenv}; or ${error.cure}`, log, tail, cause: error });
    }
    rmSync(wheel);
  };

  /** @param {import("./step.mjs").Work} work */
  const install = async (work) => {
    const checked = hashes ? ["--require-hashes"] : [];
    const command = [program, "-m", "pip", "install", ...checked, ...quiet, "-r", requirements];
    let collected = 0;
    await work.run("pip could not install the Python packages", command, {
      env: await pipEnvironment(program, { signal: work.signal }),
      onLine: (line) => {
        if (/^(Collecting|Processing) /.test(line)) work.detail(`${(collected += 1)} packages found`);
        if (line.startsWith("Installing ")) work.detail("unpacking the packages");
      },
    });
  };

  return {
    name,
    after: [],
    isDone: () => {
      const inputs = [digest(readFileSync(requirements, "utf8")), ...(packages ? [] : [digest("")])];
      return inputs.some((each) => each !== undefined && hasStamp(folder, each));
    },
    async run(work) {
      removeStamp(folder);
      const { version } = await create(work);
      if (packages) await install(work);
      const inputs = digest(packages ? readFileSync(requirements, "utf8") : "");
      if (inputs === undefined)
        throw new Failure("the new Python environment does not run", { log: work.log });
      writeStampWithSums(folder, inputs);
      const installed = filesBelow(folder).filter((file) => file.endsWith(".dist-info/METADATA"));
      return `Python ${version.join(".")}, ${installed.length} packages`;
    },
  };
}
