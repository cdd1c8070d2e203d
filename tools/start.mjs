import "./setup/shared/begin.mjs";
import { exitCodeOf, explanation } from "./setup/shared/failure.mjs";
import { root } from "./setup/shared/paths.mjs";
import { interruptible } from "./setup/interruption.mjs";
import { setUp } from "./setup/set-up.mjs";
import { hasDisplay } from "./setup/start/display.mjs";
import { runJupyter } from "./setup/start/jupyter-server.mjs";
import { startOptions } from "./setup/start/options.mjs";
import { forgetProgress, showProgress } from "./setup/start/progress.mjs";

const help = `npm start [-- options] [-- options of JupyterLab]

Sets up this folder where something is missing, then opens JupyterLab on the first notebook. Ctrl-C stops it.

  --no-browser  print the address, open no browser
  --ip <a>      listen on this address (default: 127.0.0.1, which only this machine reaches; 0.0.0.0: all)
  --port <n>    listen on this port (default: 8888, or the next free one)
  --progress    start nothing: print which exercises you have solved, and where that is kept
  --forget      start nothing: delete what is kept
  --help        show this`;

try {
  const options = startOptions(process.argv.slice(2));
  if (options.help) console.log(help);
  else if (options.progress) await showProgress();
  else if (options.forget) await forgetProgress();
  else {
    await setUp({ command: "npm start" });
    await interruptible(async (signal) => {
      signal.addEventListener("abort", () => console.log("\n… stopping JupyterLab and its kernels"));
      await runJupyter({
        root,
        browser: options.browser && hasDisplay(),
        ip: options.ip,
        port: options.port,
        forJupyter: options.forJupyter,
        signal,
        onReady: (address, hasAnswered) => {
          const state = hasAnswered
            ? "✓ JupyterLab runs. Open in a browser:"
            : "! JupyterLab says that it listens at this address, but gave no answer there within 20 s. Try it in a browser:";
          console.log(`${state}\n\n    ${address}\n\nCtrl-C stops it.`);
        },
        onWarning: (line) => console.log(`! JupyterLab: ${line}`),
      });
    });
    console.log("✓ JupyterLab has stopped");
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}
