import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { beginLog } from "../shared/begin-log.mjs";
import { Failure } from "../shared/failure.mjs";
import { runProgram, tailOf } from "../shared/run-program.mjs";
import { diagnose, lastError } from "../diagnose.mjs";
import { pythonProgram } from "../python-program.mjs";
import { endingInWords } from "../step.mjs";
import { addressOf } from "./address.mjs";
import { labEnvironment } from "./lab-environment.mjs";
import { warningIn } from "./warnings.mjs";

const firstNotebook = "notebooks/0-start-here.ipynb";
const secondsToStop = 10;

/**
 * Runs JupyterLab on the project's folder until it ends or the signal asks it to, with a token. Its log
 * goes to .setup/logs/jupyterlab.log.
 *
 * @param {object} options
 * @param {string} options.root the project's folder
 * @param {boolean} options.browser whether JupyterLab opens one
 * @param {string} [options.ip] address to listen on; default: 127.0.0.1, which only this machine reaches
 * @param {number} [options.port] default: 8888, or the next free one
 * @param {string[]} [options.forJupyter] further words for JupyterLab
 * @param {(address: string, hasAnswered: boolean) => void} options.onReady called with the first notebook's address
 *   once it answers, or has not for too long
 * @param {(line: string) => void} options.onWarning called with warnings from JupyterLab's log that matter
 * @param {AbortSignal} options.signal stops it
 * @throws {Failure} if JupyterLab does not start, or ends with an error
 */
export async function runJupyter(options) {
  const { root, browser, ip = "127.0.0.1", port, forJupyter = [], onReady, onWarning, signal } = options;
  const python = pythonProgram(join(root, ".venv"));
  const log = join(root, ".setup/logs/jupyterlab.log");
  const env = labEnvironment(root);
  beginLog(log);
  const runtimeFolder = runProgram(
    python,
    ["-c", "from jupyter_core.paths import jupyter_runtime_dir as f; print(f())"],
    { env },
  ).then(({ output }) => output.trim());

  const isOver = new AbortController();
  /** @type {Promise<void>} */
  let telling = Promise.resolve();
  const ending = await runProgram(python, argumentsOf({ root, browser, ip, port, forJupyter }), {
    cwd: root,
    env,
    signal,
    grace: secondsToStop * 1000,
    onStart: (pid) => {
      telling = runtimeFolder
        .then((folder) =>
          addressOf(join(folder, `jpserver-${pid}.json`), {
            path: `lab/tree/${firstNotebook}`,
            ip,
            signal: isOver.signal,
            onSilence: () => onWarning(`it has not said yet where it listens; its log: ${log}`),
          }),
        )
        .then(
          ({ address, hasAnswered }) => onReady(address, hasAnswered),
          () => {},
        );
    },
    onLine: (line) => {
      appendFileSync(log, `${line}\n`);
      const warning = warningIn(line);
      if (warning) onWarning(warning);
    },
  });
  isOver.abort();
  await telling;
  if (signal.aborted || ending.code === 0) return;
  throw failureOf(ending, port, log);
}

/** @param {import("../shared/run-program.mjs").Ending} ending @param {number | undefined} port @param {string} log */
function failureOf(ending, port, log) {
  const tail = tailOf(ending.output);
  if (port !== undefined && /port \d+ is already in use|port .* not available/i.test(ending.output)) {
    return new Failure(`port ${port} is in use`, {
      cure: "give another --port, or none for the next free one",
      log,
      tail,
    });
  }
  const reason = lastError(ending.output) ?? endingInWords(ending);
  return new Failure(`JupyterLab ended: ${reason}`, {
    cure:
      diagnose(ending.output)?.cure ??
      "`npm run setup -- --check` looks for reasons; `JUPYTER_NO_CONFIG=1 npm start` starts without your own settings of Jupyter",
    log,
    tail,
  });
}

/** @param {{ root: string, browser: boolean, ip: string, port?: number, forJupyter: string[] }} options */
function argumentsOf({ root, browser, ip, port, forJupyter }) {
  return [
    ...["-m", "jupyterlab", `--ServerApp.root_dir=${root}`, `--ServerApp.ip=${ip}`, "--ServerApp.sock="],
    // Ctrl-C is not followed by a question.
    ...["--ServerApp.answer_yes=True", `--LabApp.default_url=/lab/tree/${firstNotebook}`],
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(browser ? [] : ["--no-browser"]),
    ...(port === undefined ? [] : [`--ServerApp.port=${port}`, "--ServerApp.port_retries=0"]),
    ...forJupyter,
  ];
}
