import { join } from "node:path";
import { askPython, findPython, oldestPython } from "../../../tools/setup/find-python.mjs";
import { pythonEnvironment } from "../../../tools/setup/python-environment.mjs";
import { pythonProgram } from "../../../tools/setup/python-program.mjs";
import { Work } from "../../../tools/setup/step.mjs";
import { paths, root } from "../../../tools/setup/shared/paths.mjs";

const folder = join(paths.state, "colab-venv");

/** The system's Python, which every user may run, if it is new enough; else the one that the set-up takes. */
function basePython() {
  const system = process.env["PYTHON"] ? undefined : askPython("/usr/bin/python3");
  const isNew = system && (system.version[0] > 3 || system.version[1] >= (oldestPython[1] ?? 0));
  return isNew ? system : findPython();
}

/**
 * A Python environment with nothing but nbconvert and ipykernel; it is made where it is missing.
 *
 * @returns the path of its Python
 */
export async function barePython(): Promise<string> {
  const step = pythonEnvironment({
    root,
    python: basePython,
    name: "Python environment with nbconvert and ipykernel alone",
    folder,
    requirements: join(__dirname, "requirements.txt"),
    hashes: false,
  });
  if (!(await step.isDone())) {
    const { signal } = new AbortController();
    await step.run(
      new Work({ log: join(paths.state, "logs", "colab-python.log"), detail: () => {}, signal }),
    );
  }
  return pythonProgram(folder);
}
