import "./setup/shared/begin.mjs";
import { explained } from "./setup/shared/failure.mjs";
import { root } from "./setup/shared/paths.mjs";
import { interruptible } from "./setup/interruption.mjs";
import { setUp } from "./setup/set-up.mjs";
import { runJupyter } from "./setup/start/jupyter-server.mjs";
import { hasDisplay, startOptions } from "./setup/start/options.mjs";
import { forgetProgress, showProgress } from "./setup/start/progress.mjs";

const help = `npm start [-- options] [-- options of JupyterLab]

Sets up what is missing in this folder, then opens JupyterLab on the first notebook. Ctrl-C stops it.

  --no-browser  print the address without opening a browser
  --ip <a>      listen on this address (default: 127.0.0.1, which only this machine can reach; 0.0.0.0 means all)
  --port <n>    listen on this port (default: 8888, or the next free one)
  --progress    do not start; print which exercises you have solved, and where that is kept
  --forget      do not start; delete what is kept
  --help        show this help`;

/** @param {string} address @param {boolean} hasAnswered */
function onReady(address, hasAnswered) {
  const state = hasAnswered
    ? "✓ JupyterLab is running. Open this address in a browser:"
    : "! JupyterLab says that it listens at this address, but did not answer there within 20 s. Try it in a browser:";
  console.log(`${state}\n\n    ${address}\n\nCtrl-C stops it.`);
}

await explained(async () => {
  const { help: wantsHelp, progress, forget, browser, ...options } = startOptions(process.argv.slice(2));
  if (wantsHelp) return console.log(help);
  if (progress) return showProgress();
  if (forget) return forgetProgress();
  await setUp({ command: "npm start" });
  await interruptible(async (signal) => {
    signal.addEventListener("abort", () => console.log("\n… stopping JupyterLab and its kernels"));
    const onWarning = (/** @type {string} */ line) => console.log(`! JupyterLab: ${line}`);
    await runJupyter({ root, ...options, browser: browser && hasDisplay(), signal, onReady, onWarning });
  });
  console.log("✓ JupyterLab has stopped");
});
