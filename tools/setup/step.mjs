import { appendFileSync } from "node:fs";
import { attempt, Failure } from "./shared/failure.mjs";
import { beginLog } from "./shared/files.mjs";
import { endingInWords, runProgram, tailOf } from "./shared/run-program.mjs";
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
    // A full disk must not hide the failure that is being logged.
    attempt(() => appendFileSync(this.log, `${line}\n`));
  }

  /**
   * Runs a program, with its output going to the log.
   *
   * @param {string[]} command program and arguments
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options]
   */
  async try([program, ...programArguments], { onLine, ...options } = {}) {
    this.signal.throwIfAborted();
    this.note(`$ ${[program, ...programArguments].join(" ")}`);
    const ending = await runProgram(program, programArguments, {
      ...options,
      signal: this.signal,
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
   * @param {string} what failed, for the message: "npm could not install the packages"
   * @param {string[]} command program and arguments
   * @param {Parameters<Work["try"]>[1] & { cure?: string }} [options] cure: if its output suggests no better one
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

/**
 * Runs what is not done yet, each step as soon as those before it are done, several at once where they do not
 * need each other. After a failure only what needs the failed step is left out, so that the next start has less
 * to do; after an interruption nothing more is begun.
 *
 * @param {Step[]} steps
 * @param {(step: Step) => Promise<void>} perform runs one step that is not done
 * @returns {Promise<string[]>} the names of the steps that were run
 * @throws the failure, or an AggregateError of several
 */
export async function runSteps(steps, perform) {
  /** @type {Map<string, Promise<boolean>>} */
  const ends = new Map();
  /** @type {unknown[]} */
  const failures = [];
  /** @type {string[]} */
  const performed = [];

  /** @param {Step} step */
  const bring = async (step) => {
    const before = await Promise.all(step.after.map((name) => ends.get(name)));
    if (before.includes(false) || failures.some(isInterruption)) return false;
    try {
      if (await step.isDone()) return true;
      performed.push(step.name);
      await perform(step);
      return true;
    } catch (error) {
      failures.push(error);
      return false;
    }
  };
  for (const step of steps) ends.set(step.name, bring(step));
  await Promise.all(ends.values());

  if (failures.length === 0) return performed;
  // Where the user stopped the work, each running step says so; once is enough.
  const [first] = failures.length === 1 ? failures : failures.filter(isInterruption);
  throw first ?? new AggregateError(failures, "several steps of the set-up failed");
}

/** @param {unknown} failure */
const isInterruption = (failure) => failure instanceof Failure && failure.interrupted;
