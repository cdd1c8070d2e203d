import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { digestOf } from "./shared/digest.mjs";
import { Failure } from "./shared/failure.mjs";
import { openFolders } from "./shared/open-folders.mjs";
import { pipEnvironment } from "./pip-environment.mjs";
import { installPipFromWheel, pipWheel } from "./pip-from-wheel.mjs";
import { pythonProgram, withoutPythonSettings } from "./python-program.mjs";
import { hasStamp, removeStamp, writeStampWithSums } from "./stamp.mjs";

/** How the step is called with packages and without: what needs a Python waits for either. */
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
  pip = pipWheel,
  hashes = true,
  packages = true,
  ...options
}) {
  const { name = pythonSteps[packages ? 0 : 1] ?? "" } = options;
  const { folder = join(root, ".venv"), requirements = join(root, "requirements.txt") } = options;
  const program = pythonProgram(folder);
  const env = withoutPythonSettings();

  /** The programs in a virtual environment hold its path and need the minor version that they were made with. */
  const digest = (/** @type {string} */ content) => {
    const options = /** @type {const} */ ({ encoding: "utf8", env, windowsHide: true });
    const code = "import sys; print(sys.version_info[:2])";
    const { status, stdout } = spawnSync(program, ["-I", "-S", "-c", code], options);
    return status === 0
      ? digestOf(content, root, process.platform, process.arch, stdout.trim(), "stamp 2")
      : undefined;
  };

  /** @param {import("./step.mjs").Work} work */
  const create = async (work) => {
    const found = python();
    const base = [found.program, "-m", "venv"];
    work.detail(`making the environment with Python ${found.version.join(".")}`);
    openFolders(folder);
    rmSync(folder, { recursive: true, force: true });
    const whole = found.canMakePip && (await work.try([...base, folder], { env }));
    if (whole && whole.code === 0) return found;
    work.note("ensurepip does not work here: pip is installed from its own wheel");
    rmSync(folder, { recursive: true, force: true });
    await work.run("Python could not make a virtual environment", [...base, "--without-pip", folder], {
      env,
      cure: "on Debian or Ubuntu `sudo apt-get install python3-venv`, then start again",
    });
    await installPipFromWheel(work, { program, folder, env, pip });
    return found;
  };

  /** @param {import("./step.mjs").Work} work */
  const install = async (work) => {
    let collected = 0;
    await work.run(
      "pip could not install the Python packages",
      [
        ...[program, "-m", "pip", "install", ...(hashes ? ["--require-hashes"] : []), "--no-input"],
        ...["--disable-pip-version-check", "--progress-bar", "off", "-r", requirements],
      ],
      {
        env: await pipEnvironment(program, { signal: work.signal }),
        onLine: (line) => {
          if (/^(Collecting|Processing) /.test(line)) work.detail(`${(collected += 1)} packages found`);
          if (line.startsWith("Installing ")) work.detail("unpacking the packages");
        },
      },
    );
  };

  const wanted = () => (packages ? readFileSync(requirements, "utf8") : "");
  const installed = () => {
    const all = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => basename(path));
    return new Set(all.filter((name) => name.endsWith(".dist-info"))).size;
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
      const inputs = digest(wanted());
      if (inputs === undefined)
        throw new Failure("the new Python environment does not run", { log: work.log });
      writeStampWithSums(folder, inputs);
      return `Python ${version.join(".")}, ${installed()} packages`;
    },
  };
}
