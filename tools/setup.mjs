import "./setup/shared/begin.mjs";
import { check } from "./setup/doctor/check.mjs";
import { setUp } from "./setup/set-up.mjs";
import { exitCodeOf, explanation } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";

const help = `npm run setup [-- options]

Brings into this folder what the project needs: npm packages, a Python environment with JupyterLab, the compiled
library, the native TensorFlow backend, the TypeScript kernel. Only what is missing or out of date is made.
npm start and npm test do it, too.

  --retry-native      try again to get the native TensorFlow backend
  --jupyter <prefix>  offer the kernel to another Jupyter, too: to the one installed there, or with ~/.local to
                      each of yours (JupyterHub, VS Code)
  --without-library   compile no library: all that a later set-up need not fetch again, for an image's layers
  --without-jupyterlab
                      no JupyterLab of the project's own: for a host that has one, with --jupyter
  --check             make nothing: say what is installed, which backend computes and why, what is wrong and what to do,
                      after comparing the installed files and trying out JupyterLab and the kernel; ends with code 1 if
                      the notebooks cannot run like this
  --quick             with --check: try nothing out and compare no installed files
  --json              with --check: for programs, a list of { state, subject, found, cure }
  --help              show this`;

const flag = /** @type {const} */ ({ type: "boolean", default: false });

try {
  const { values } = parseOptions({
    options: {
      "retry-native": flag,
      jupyter: { type: "string" },
      "without-library": flag,
      "without-jupyterlab": flag,
      check: flag,
      quick: flag,
      json: flag,
      help: flag,
    },
  });
  if (values.help) console.log(help);
  else if (values.check) {
    if (!(await check({ quick: values.quick, json: values.json }))) process.exitCode = 1;
  } else {
    await setUp({
      command: "npm run setup",
      retryNative: values["retry-native"],
      jupyter: values.jupyter,
      withLibrary: !values["without-library"],
      withJupyterLab: !values["without-jupyterlab"],
    });
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}
