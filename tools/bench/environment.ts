import { join } from "node:path";
import { findPython } from "../setup/find-python.mjs";
import { pythonEnvironment } from "../setup/python-environment.mjs";
import { pythonProgram } from "../setup/python-program.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import type { Python } from "../setup/find-python.mjs";
import type { Step } from "../setup/step.mjs";

const folderIn = (root: string) => join(root, ".setup/bench-venv");

/** The Python of the benchmark. @param root the project's folder */
export const benchPython = (root: string) => pythonProgram(folderIn(root));

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
    ...{ root, python, folder: folderIn(root) },
    name: "Python environment of the benchmark (PyTorch, NumPy)",
    requirements: join(root, "tools/bench/requirements.txt"),
    // The wheels of PyTorch differ from index to index.
    hashes: false,
  });
  return {
    ...step,
    run(work) {
      work.detail("fetching PyTorch, about 200 MB");
      return step.run(work).catch((error: unknown) => {
        throw error instanceof Failure && isWithoutPyTorch(error) ? withCure(error) : error;
      });
    },
  };
}

/** If pip's settings hold constraints, pip speaks of a conflict instead. */
const isWithoutPyTorch = ({ interrupted, tail = "" }: Failure) =>
  !interrupted && /(No matching distribution|Could not find a version|Cannot install)[^]*torch==/.test(tail);

const withCure = (failure: Failure) =>
  new Failure("no index that pip knows offers this PyTorch for this Python and platform", {
    cure:
      "PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu before the command adds PyTorch's own index of " +
      "builds without CUDA; PYTHON=python3.12 before it chooses another Python; `pip config list` shows a constraint " +
      "that may exclude it",
    log: failure.log,
    tail: failure.tail,
    cause: failure,
  });
