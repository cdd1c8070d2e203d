import { join } from "node:path";
import { findPython } from "../setup/find-python.mjs";
import { pythonEnvironment } from "../setup/python-environment.mjs";
import { pythonProgram } from "../setup/python-program.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import type { Python } from "../setup/find-python.mjs";
import type { Step } from "../setup/step.mjs";

/**
 * The Python of the benchmark.
 *
 * @param root the project's folder
 */
export const benchPython = (root: string) => pythonProgram(folderOf(root));

const folderOf = (root: string) => join(root, ".setup/bench-venv");

/**
 * PyTorch and NumPy as tools/bench/requirements.txt has them, in a virtual environment of the benchmark's own. The
 * set-up of the notebooks does not make it.
 *
 * @param options.root the project's folder
 */
export function benchEnvironment({
  root,
  python = findPython,
}: {
  root: string;
  python?: () => Python;
}): Step {
  const step = pythonEnvironment({
    root,
    python,
    name: "Python environment of the benchmark (PyTorch, NumPy)",
    folder: folderOf(root),
    requirements: join(root, "tools/bench/requirements.txt"),
    // The wheels of PyTorch differ from index to index.
    hashes: false,
  });
  return {
    ...step,
    async run(work) {
      work.detail("fetching PyTorch, about 200 MB");
      try {
        return await step.run(work);
      } catch (error) {
        throw error instanceof Failure && !error.interrupted ? withCureFor(error) : error;
      }
    },
  };
}

function withCureFor(failure: Failure) {
  // Where pip's settings hold constraints, it tells of a conflict instead.
  if (
    !/(No matching distribution|Could not find a version|Cannot install)[^]*torch==/.test(failure.tail ?? "")
  )
    return failure;
  return new Failure("no index that pip knows offers this PyTorch for this Python and platform", {
    cure:
      "PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu before the command adds PyTorch's own index of " +
      "builds without CUDA; PYTHON=python3.12 before it chooses another Python; `pip config list` shows a constraint " +
      "that may exclude it",
    log: failure.log,
    tail: failure.tail,
    cause: failure,
  });
}
