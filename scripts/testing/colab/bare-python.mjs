import { join } from "node:path";
import { askPython, findPython, oldestPython } from "../../setup/find-python.mjs";
import { pythonEnvironment } from "../../setup/python-environment.mjs";
import { pythonProgram } from "../../setup/python-program.mjs";
import { Work } from "../../setup/step.mjs";
import { inRoot, paths, root } from "../../shared/paths.mjs";

const folder = join(paths.state, "colab-venv");

/** The system's Python, which every user may run, if it is new enough; else the one that the set-up takes. */
function basePython() {
  const system = process.env["PYTHON"] ? undefined : askPython("/usr/bin/python3");
  const isNew = system && (system.version[0] > 3 || system.version[1] >= (oldestPython[1] ?? 0));
  return isNew ? system : findPython();
}

/**
 * A Python environment with nothing but nbconvert and ipykernel, made where it is missing.
 *
 * @param {{ detail: (text: string) => void, signal: AbortSignal }} context
 * @returns {Promise<string>} the path of its Python
 * @throws {import("../../shared/failure.mjs").Failure} where it cannot be made
 */
export async function barePython({ detail, signal }) {
  const step = pythonEnvironment({
    root,
    python: basePython,
    name: "Python environment with nbconvert and ipykernel alone",
    folder,
    requirements: inRoot("scripts", "testing", "colab", "requirements.txt"),
    hashes: false,
  });
  if (!(await step.isDone())) {
    await step.run(new Work({ log: join(paths.state, "logs", "colab-python.log"), detail, signal }));
  }
  return pythonProgram(folder);
}
