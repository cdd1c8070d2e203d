import { appendFileSync } from "node:fs";
import { beginLog } from "./shared/begin-log.mjs";
import { Failure } from "./shared/failure.mjs";
import { runProgram, tailOf } from "./shared/run-program.mjs";
import { diagnose, lastError } from "./diagnose.mjs";

/**
 * @typedef {object} Step one thing that the set-up makes
 * @property {string} name what it makes, as the progress line says it
 * @property {string[]} after names of the steps that must be done before
 * @property {() => boolean | Promise<boolean>} isDone whether nothing is to be made; quick, changes nothing
 * @property {(work: Work) => Promise<string | void>} run makes it; returns what is worth saying
 */

/** What a running step may use: its log, its progress line, and a way to run programs. */
export class Work {
  /**
   * @param {object} options
   * @param {string} options.log path of the log file, emptied first
   * @param {(text: string) => void} options.detail says what is happening just now
   * @param {AbortSignal} options.signal
   */
  constructor({ log, detail, signal }) {
    this.log = log;
    this.detail = detail;
    this.signal = signal;
    beginLog(log);
  }

  /** @param {string} line */
  note(line) {
    try {
      appendFileSync(this.log, `${line}\n`);
    } catch {
      // A full disk must not hide the failure that is being logged.
    }
  }

  /**
   * Runs a program, its words going to the log.
   *
   * @param {string[]} command program and arguments
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal, onLine?: (line: string) => void }} [options]
   *   signal: ends this program before its time
   */
  async try(command, { onLine, signal, ...options } = {}) {
    this.signal.throwIfAborted();
    this.note(`$ ${command.join(" ")}`);
    const [program, ...programArguments] = command;
    const ending = await runProgram(program, programArguments, {
      ...options,
      signal: signal ? AbortSignal.any([this.signal, signal]) : this.signal,
      onLine: (line) => {
        this.note(line);
        onLine?.(line);
      },
    });
    this.note(`→ ${endingInWords(ending)}`);
    if (this.signal.aborted) throw new Failure("interrupted", { interrupted: true });
    return ending;
  }

  /**
   * Runs a program that must succeed.
   *
   * @param {string} what it does, for the message: "npm could not install the packages"
   * @param {string[]} command program and arguments
   * @param {Parameters<Work["try"]>[1] & { cure?: string }} [options] cure: if its words tell no better one
   * @throws {Failure} with the log's tail, the reason and the cure
   */
  async run(what, command, { cure, ...options } = {}) {
    const ending = await this.try(command, options);
    if (ending.code === 0) return ending;
    const diagnosis = ending.error === undefined ? diagnose(ending.output) : undefined;
    const reason = diagnosis?.reason ?? lastError(ending.output) ?? endingInWords(ending);
    throw new Failure(`${what}: ${reason}`, {
      cure: diagnosis?.cure ?? cure ?? "the log tells more; `npm run setup -- --check` checks the rest",
      log: this.log,
      tail: tailOf(ending.output.split("\n").filter(isTelling).join("\n")),
    });
  }
}

/** Whether a line helps to see what went wrong; the log has them all. @param {string} line */
const isTelling = (line) =>
  !/^(Ignoring|Looking in|Collecting|Processing|Installing) |^ +(Downloading|Using) |WARNING: Retrying|^npm (http|error +at |error$)|complete log of this run/.test(
    line,
  );

/** @param {import("./shared/run-program.mjs").Ending} ending */
export function endingInWords({ code, signal, error }) {
  if (error !== undefined) return error === "ENOENT" ? "the program was not found" : `not started (${error})`;
  if (signal === "SIGKILL") return "killed, perhaps because memory ran out";
  if (signal) return `ended by ${signal}`;
  return code === 0 ? "done" : `it ended with code ${code}`;
}
