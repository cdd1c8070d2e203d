import "./setup/shared/begin.mjs";
import { exitCodeOf, explanation } from "./setup/shared/failure.mjs";
import { setUp } from "./setup/set-up.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";

const help = `npm run setup [-- options]

Brings into this folder what the project needs: npm packages, a Python environment with JupyterLab, the compiled
library, the native TensorFlow backend, the TypeScript kernel. Only what is missing or out of date is made.
npm start and npm test do it, too.

  --retry-native      try again to get the native TensorFlow backend
  --jupyter <prefix>  offer the kernel to another Jupyter, too: to the one installed there, or with ~/.local to
                      each of yours (JupyterHub, VS Code)
  --without-library   compile no library: all that a later set-up need not fetch again, for an image's layers
  --without-jupyterlab  no JupyterLab of the project's own: for a host that has one, with --jupyter
  --help              show this`;

try {
  const { values } = parseOptions({
    options: {
      "retry-native": { type: "boolean", default: false },
      jupyter: { type: "string" },
      "without-library": { type: "boolean", default: false },
      "without-jupyterlab": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(help);
  else {
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
