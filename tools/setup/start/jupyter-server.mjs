import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../shared/failure.mjs";
import { beginLog } from "../shared/files.mjs";
import { labEnvironment } from "../shared/jupyter-environment.mjs";
import { endingInWords, runProgram, tailOf } from "../shared/run-program.mjs";
import { diagnose, lastError } from "../diagnose.mjs";
import { pythonProgram } from "../python-program.mjs";
import { addressOf } from "./address.mjs";

const firstNotebook = "notebooks/0-start-here.ipynb";
const secondsToStop = 10;

/**
 * @typedef {object} JupyterOptions
 * @property {string} root the project's folder
 * @property {boolean} browser whether JupyterLab opens one
 * @property {string} [ip] address to listen on; default: 127.0.0.1, which only this machine reaches
 * @property {number} [port] default: 8888, or the next free one
 * @property {string[]} [forJupyter] further words for JupyterLab
 * @property {(address: string, hasAnswered: boolean) => void} onReady called with the first notebook's address
 *   once it answers, or has not for too long
 * @property {(line: string) => void} onWarning called with warnings from JupyterLab's log that matter
 * @property {AbortSignal} signal stops it
 */

/**
 * Runs JupyterLab on the project's folder until it ends or the signal asks it to, with a token. Its log
 * goes to .setup/logs/jupyterlab.log.
 *
 * @param {JupyterOptions} options
 * @throws {Failure} if JupyterLab does not start, or ends with an error
 */
export async function runJupyter(options) {
  const { root, ip = "127.0.0.1", port, onReady, onWarning, signal } = options;
  const python = pythonProgram(join(root, ".venv"));
  const log = join(root, ".setup/logs/jupyterlab.log");
  const env = labEnvironment(root);
  beginLog(log);
  const question = "from jupyter_core.paths import jupyter_runtime_dir as f; print(f())";
  const runtimeFolder = runProgram(python, ["-c", question], { env });

  const isOver = new AbortController();
  /** @param {number} pid */
  const tell = async (pid) => {
    const folder = (await runtimeFolder).output.trim();
    const { address, hasAnswered } = await addressOf(join(folder, `jpserver-${pid}.json`), {
      path: `lab/tree/${firstNotebook}`,
      ip,
      signal: isOver.signal,
      onSilence: () => onWarning(`it has not said yet where it listens; its log: ${log}`),
    });
    onReady(address, hasAnswered);
  };
  let telling = Promise.resolve();
  const ending = await runProgram(python, argumentsOf({ ...options, ip }), {
    cwd: root,
    env,
    signal,
    grace: secondsToStop * 1000,
    // Rejects where JupyterLab ends before it is ready.
    onStart: (pid) => void (telling = tell(pid).catch(() => {})),
    onLine: (line) => {
      appendFileSync(log, `${line}\n`);
      const warning = warningIn(line);
      if (warning) onWarning(warning);
    },
  });
  isOver.abort();
  await telling;
  if (!signal.aborted && ending.code !== 0) throw failureOf(ending, port, log);
}

/** @param {import("../shared/run-program.mjs").Ending} ending @param {number | undefined} port @param {string} log */
function failureOf(ending, port, log) {
  const tail = tailOf(ending.output);
  if (port !== undefined && /port \d+ is already in use|port .* not available/i.test(ending.output)) {
    const cure = "choose another --port, or leave it out for the next free one";
    return new Failure(`port ${port} is in use`, { cure, log, tail });
  }
  const cure =
    diagnose(ending.output)?.cure ??
    "`npm run setup -- --check` looks for reasons; `JUPYTER_NO_CONFIG=1 npm start` starts without your own Jupyter settings";
  const reason = lastError(ending.output) ?? endingInWords(ending);
  return new Failure(`JupyterLab ended: ${reason}`, { cure, log, tail });
}

/** @param {JupyterOptions & { ip: string }} options */
const argumentsOf = ({ root, browser, ip, port, forJupyter = [] }) => [
  ...["-m", "jupyterlab", `--ServerApp.root_dir=${root}`, `--ServerApp.ip=${ip}`, "--ServerApp.sock="],
  // Ctrl-C is not followed by a question.
  ...["--ServerApp.answer_yes=True", `--LabApp.default_url=/lab/tree/${firstNotebook}`],
  ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
  ...(browser ? [] : ["--no-browser"]),
  ...(port === undefined ? [] : [`--ServerApp.port=${port}`, "--ServerApp.port_retries=0"]),
  ...forJupyter,
];

/** Warnings of JupyterLab that a reader of the notebooks can do nothing about. */
const harmless = [
  /Could not determine (jupyterlab|npm)/i,
  /websocket|Websocket/,
  /Timeout waiting for kernel_info/,
  /^404 GET/,
  /No session ID specified/,
  /nodejs/i,
  /trusted|Trust/,
  /all \d+ ports|The port \d+ is already in use/,
];

/**
 * A warning or an error in a line of JupyterLab's log, without time and place; undefined where there is none
 * that matters.
 *
 * @param {string} line
 * @returns {string | undefined}
 */
export function warningIn(line) {
  const text = /^\[[WE] [\d-]+ [\d:.]+ \w+\] (.*)$/.exec(line)?.[1]?.trim();
  return text && !harmless.some((pattern) => pattern.test(text)) ? text : undefined;
}
