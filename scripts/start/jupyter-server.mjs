import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "../shared/failure.mjs";
import { runProgram, tailOf } from "../shared/run-program.mjs";
import { endingInWords } from "../setup/step.mjs";
import { pythonProgram, withoutPythonSettings } from "../setup/python-program.mjs";
import { warningIn } from "./warnings.mjs";

const firstNotebook = "notebooks/0-start-here.ipynb";
const secondsToStop = 15;

/**
 * Runs JupyterLab on the project's folder until it ends or the signal asks it to, with a token. Its log goes to .setup/logs/jupyterlab.log.
 *
 * @param {object} options
 * @param {string} options.root the project's folder
 * @param {boolean} options.browser whether JupyterLab opens one
 * @param {string} [options.ip] address to listen on; default: 127.0.0.1, which only this machine reaches
 * @param {number} [options.port] default: 8888, or the next free one
 * @param {string[]} [options.forJupyter] further words for JupyterLab
 * @param {(address: string) => void} options.onReady called with the first notebook's address once it answers
 * @param {(line: string) => void} options.onWarning called with warnings from JupyterLab's log that matter
 * @param {AbortSignal} options.signal stops it
 * @throws {Failure} if JupyterLab does not start, or ends with an error
 */
export async function runJupyter(options) {
  const { root, browser, ip = "127.0.0.1", port, forJupyter = [], onReady, onWarning, signal } = options;
  const python = pythonProgram(join(root, ".venv"));
  const log = join(root, ".setup/logs/jupyterlab.log");
  const env = environmentOf(root);
  mkdirSync(dirname(log), { recursive: true });
  writeFileSync(log, "");
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
      telling = addressOf(runtimeFolder, pid, { ip, signal: isOver.signal }).then(onReady, () => {});
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
  const portIsTaken =
    port !== undefined && /port \d+ is already in use|port .* not available/i.test(ending.output);
  throw new Failure(portIsTaken ? `port ${port} is in use` : `JupyterLab ended: ${endingInWords(ending)}`, {
    cure: portIsTaken
      ? "give another --port, or none for the next free one"
      : "`npm run doctor` looks for reasons",
    log,
    tail: tailOf(ending.output),
  });
}

/** @param {{ root: string, browser: boolean, ip: string, port?: number, forJupyter: string[] }} options */
function argumentsOf({ root, browser, ip, port, forJupyter }) {
  return [
    ...["-m", "jupyterlab", `--ServerApp.root_dir=${root}`, `--ServerApp.ip=${ip}`],
    // Ctrl-C is not followed by a question.
    ...["--ServerApp.answer_yes=True", `--LabApp.default_url=/lab/tree/${firstNotebook}`],
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(browser ? [] : ["--no-browser"]),
    ...(port === undefined ? [] : [`--ServerApp.port=${port}`, "--ServerApp.port_retries=0"]),
    ...forJupyter,
  ];
}

/** Terminals within JupyterLab find this Node and this Python. @param {string} root */
function environmentOf(root) {
  const env = Object.fromEntries(
    Object.entries(withoutPythonSettings()).filter(([name]) => !name.toLowerCase().startsWith("npm_")),
  );
  const first = [dirname(pythonProgram(join(root, ".venv"))), dirname(process.execPath)];
  return { ...env, PATH: [...first, env["PATH"] ?? ""].join(delimiter) };
}

/**
 * Waits until the server with this process id has written where it listens, and answers there.
 *
 * @param {Promise<string>} runtimeFolder where Jupyter describes its running servers
 * @param {number} pid
 * @param {{ ip: string, signal: AbortSignal }} options where it listens; what gives up
 */
async function addressOf(runtimeFolder, pid, { ip, signal }) {
  const file = join(await runtimeFolder, `jpserver-${pid}.json`);
  for (;;) {
    try {
      const { url, token } = JSON.parse(readFileSync(file, "utf8"));
      const server = new URL(url);
      // Jupyter would tell the machine's name, which in a container nobody else knows.
      if (["0.0.0.0", "::"].includes(ip)) server.hostname = "127.0.0.1";
      const address = `${server.href}lab/tree/${firstNotebook}?token=${token}`;
      if ((await fetch(address, { signal })).ok) return address;
    } catch {
      // Not written yet, written in part, or not listening yet.
    }
    await pause(50, undefined, { signal });
  }
}
