import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pythonProgram, without, withoutPythonSettings } from "../python-program.mjs";

/** The user's and the system's settings; and a wish for colours, which would write escape codes. */
const unwanted =
  /^(FORCE_COLOR|JUPYTER_PATH|JUPYTER_CONFIG_PATH|NODE_OPTIONS|TF_CPP_MIN_LOG_LEVEL|TF_NUM_INTRAOP_THREADS)$/;

/**
 * The environment in which a notebook is executed. The user's and the system's Jupyter settings and kernels have no
 * effect on it. Which exercises the user has solved is neither read nor changed.
 *
 * @param {string} folder a temporary folder for what Jupyter writes
 * @param {{ backend?: string, kernels?: string }} [options] backend: sets LINEAR_NETWORKS_BACKEND; kernels:
 *   a folder that holds `kernels/`, looked through before the virtual environment
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment(folder, { backend, kernels } = {}) {
  /** @param {string} name */
  const made = (name) => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  return {
    ...without(unwanted, process.env),
    JUPYTER_CONFIG_DIR: made("config"),
    JUPYTER_DATA_DIR: made("data"),
    JUPYTER_RUNTIME_DIR: made("runtime"),
    IPYTHONDIR: made("ipython"),
    JUPYTER_NO_CONFIG: "1",
    JUPYTER_PREFER_ENV_PATH: "1",
    PYTHONUTF8: "1",
    LINEAR_NETWORKS_PROGRESS: join(folder, "exercises.txt"),
    ...(kernels ? { JUPYTER_PATH: kernels } : {}),
    ...(backend ? { LINEAR_NETWORKS_BACKEND: backend } : {}),
  };
}

/**
 * The environment of JupyterLab: the kernel of this project goes before one of the same name elsewhere, a JupyterLab
 * that started this shell has no say in which files are served, and terminals find this Node and this Python. The user's
 * Jupyter settings stay in force.
 *
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function labEnvironment(root, env = process.env) {
  const venv = join(root, ".venv");
  return {
    ...without(/^(npm_|JUPYTERLAB_DIR$)/i, withoutPythonSettings(env)),
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_PATH: [join(venv, "share/jupyter"), env["JUPYTER_PATH"]].filter(Boolean).join(delimiter),
    PATH: [dirname(pythonProgram(venv)), dirname(process.execPath), env["PATH"] ?? ""].join(delimiter),
  };
}
