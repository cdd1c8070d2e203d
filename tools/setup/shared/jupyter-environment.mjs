import { mkdirSync } from "node:fs";
import { join } from "node:path";

/**
 * The environment in which a notebook is executed: the user's and the system's Jupyter settings and
 * kernels have no say in it, and neither has a wish for colours, which would write escape codes. Which exercises the
 * user has solved is neither read nor changed.
 *
 * @param {string} folder a temporary folder for what Jupyter writes
 * @param {{ backend?: string, kernels?: string }} [options] backend: sets LINEAR_NETWORKS_BACKEND; kernels:
 *   a folder that holds `kernels/`, looked through before the virtual environment
 */
export function jupyterEnvironment(folder, { backend, kernels } = {}) {
  /** @param {string} name */
  const made = (name) => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  /** @type {NodeJS.ProcessEnv} */
  const environment = {
    ...process.env,
    JUPYTER_CONFIG_DIR: made("config"),
    JUPYTER_DATA_DIR: made("data"),
    JUPYTER_RUNTIME_DIR: made("runtime"),
    IPYTHONDIR: made("ipython"),
    JUPYTER_NO_CONFIG: "1",
    JUPYTER_PREFER_ENV_PATH: "1",
    PYTHONUTF8: "1",
    LINEAR_NETWORKS_PROGRESS: join(folder, "exercises.txt"),
  };
  for (const name of [
    ...["FORCE_COLOR", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "NODE_OPTIONS"],
    ...["TF_CPP_MIN_LOG_LEVEL", "TF_NUM_INTRAOP_THREADS"],
  ]) {
    delete environment[name];
  }
  if (kernels) environment["JUPYTER_PATH"] = kernels;
  if (backend) environment["LINEAR_NETWORKS_BACKEND"] = backend;
  return environment;
}
