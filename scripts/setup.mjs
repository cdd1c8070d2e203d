import "./shared/node-version.mjs";
import { parseArgs } from "node:util";
import { exitCodeOf, explanation } from "./shared/failure.mjs";
import { setUp } from "./setup/set-up.mjs";

const help = `npm run setup [-- options]

Brings into this folder what the project needs: npm packages, a Python environment with JupyterLab, the compiled
library, the native TensorFlow backend, the TypeScript kernel. Only what is missing or out of date is made.
npm start and npm test do it, too.

  --retry-native  try again to get the native TensorFlow backend
  --help          show this`;

try {
  const { values } = parseArgs({
    options: {
      "retry-native": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(help);
  else await setUp({ retryNative: values["retry-native"], command: "npm run setup" });
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}
