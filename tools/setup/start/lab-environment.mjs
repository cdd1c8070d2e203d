import { delimiter, dirname, join } from "node:path";
import { pythonProgram, withoutPythonSettings } from "../python-program.mjs";

/**
 * The environment of JupyterLab: the kernel of this project goes before one of the same name elsewhere, a JupyterLab
 * that started this shell has no say in which files are served, and terminals find this Node and this Python. The user's
 * settings of Jupyter stay in force.
 *
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function labEnvironment(root, env = process.env) {
  const venv = join(root, ".venv");
  const kept = Object.entries(withoutPythonSettings(env)).filter(
    ([name]) => !/^(npm_|JUPYTERLAB_DIR$)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_PATH: [join(venv, "share/jupyter"), env["JUPYTER_PATH"]].filter(Boolean).join(delimiter),
    PATH: [dirname(pythonProgram(venv)), dirname(process.execPath), env["PATH"] ?? ""].join(delimiter),
  };
}
