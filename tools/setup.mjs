import "./setup/shared/begin.mjs";
import { check } from "./setup/doctor/check.mjs";
import { setUp } from "./setup/set-up.mjs";
import { explained } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";

const help = `npm run setup [-- options]

Installs into this folder what the project needs: npm packages, a Python environment with JupyterLab, the compiled
library, the native TensorFlow backend, the TypeScript kernel. Only what is missing or out of date is made.
npm start and npm test do the same first.

  --retry-native      try again to get the native TensorFlow backend
  --jupyter <prefix>  also offer the kernel to another Jupyter: to the one installed under this prefix, or with
                      ~/.local to all of your own (JupyterHub, VS Code)
  --without-library   do not compile the library; only get what is downloaded, for a layer of an image
  --without-jupyterlab
                      do not install JupyterLab: for a host that has its own, together with --jupyter
  --check             change nothing; say what is installed, which backend is used and why, what is wrong and what
                      to do. This compares the installed files and tries out JupyterLab and the kernel. The exit
                      code is 1 if the notebooks cannot run
  --quick             with --check: do not try anything out or compare the installed files
  --json              with --check: print a list of { state, subject, found, cure }, for programs
  --help              show this help`;

const flag = /** @type {const} */ ({ type: "boolean", default: false });

await explained(async () => {
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
  if (values.help) return console.log(help);
  if (values.check) {
    if (!(await check(values))) process.exitCode = 1;
    return;
  }
  await setUp({
    command: "npm run setup",
    retryNative: values["retry-native"],
    jupyter: values.jupyter,
    withLibrary: !values["without-library"],
    withJupyterLab: !values["without-jupyterlab"],
  });
});
