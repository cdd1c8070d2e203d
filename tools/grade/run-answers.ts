import { stepsOf } from "./answers.ts";
import { startSandbox } from "./sandbox.ts";

import type { Answers, Pristine } from "./answers.ts";
import type { Step } from "./inside/run-cells.ts";

export type Lost = { status: "crashed" | "too long" | "too much memory"; hint: string };

/** What came of an answer: a record to be judged, or why there is none. */
export type Outcome = { record: string } | Lost;

export interface Limits {
  /** seconds for one run of a notebook */
  time: number;
  /** seconds for one answer, with the trials of its exercise */
  cellTime: number;
  /** bytes */
  memory: number;
  backend?: string;
}

interface Round {
  /** by exercise */
  outcomes: Map<string, Outcome>;
  /** the exercise whose answer ended the run */
  culprit?: string;
  /** how the notebook itself failed */
  problem?: string;
}

const outOfMemory =
  /heap out of memory|OutOfMemory|allocation failed|bad_alloc|cannot allocate memory|ENOMEM/i;

const lost = (text: string): Lost =>
  outOfMemory.test(text)
    ? { status: "too much memory", hint: text.trim() }
    : { status: "crashed", hint: text.trim() };

/** Runs the cells once, until the end or until an answer ends the run. */
async function round(steps: Step[], limits: Limits, signal?: AbortSignal): Promise<Round> {
  const outcomes = new Map<string, Outcome>();
  const sandbox = startSandbox("run-cells.mjs", limits);
  let ending: Lost | undefined;
  const giveUpAfter = (seconds: number) =>
    setTimeout(() => {
      ending ??= { status: "too long", hint: `It had not finished after ${seconds} s.` };
      sandbox.stop();
    }, seconds * 1000);
  const timer = giveUpAfter(limits.time);
  signal?.addEventListener("abort", sandbox.stop, { once: true });
  sandbox.write(JSON.stringify({ steps }));
  sandbox.endInput();

  let at = -1;
  let isComplete = false;
  let problem: string | undefined;
  let cellTimer: NodeJS.Timeout | undefined;
  for await (const message of sandbox.messages) {
    const { begins, ended, failed, record, died } = (message ?? {}) as Record<string, unknown>;
    if (typeof died === "string") ending ??= lost(died);
    if (typeof begins === "number" && steps[begins]) {
      at = begins;
      clearTimeout(cellTimer);
      if (steps[at].exercise) cellTimer = giveUpAfter(limits.cellTime);
    }
    if (ended !== at || at < 0) continue;
    clearTimeout(cellTimer);
    isComplete = at === steps.length - 1;
    const { exercise, source } = steps[at];
    if (exercise) outcomes.set(exercise, typeof record === "string" ? { record } : lost(String(failed)));
    else if (typeof failed === "string" && !steps.slice(0, at).some((step) => step.exercise)) {
      problem = `its own cell \`${source.trim().split("\n")[0]}\` failed: ${failed}`;
      sandbox.stop();
    }
  }
  const { reason, log } = await sandbox.gone;
  clearTimeout(timer);
  clearTimeout(cellTimer);
  signal?.removeEventListener("abort", sandbox.stop);
  if (problem !== undefined || isComplete || signal?.aborted) return { outcomes, problem };

  if (reason === "too much memory") {
    ending = { status: reason, hint: `It took more than ${Math.round(limits.memory / 1e6)} MB.` };
  }
  ending ??= lost(log || "The sandbox ended.");
  // Code that an answer left behind can end the run in a later cell that holds no answer.
  const culprit = steps
    .slice(0, at + 1)
    .reverse()
    .find(({ exercise }) => exercise)?.exercise;
  if (culprit === undefined) return { outcomes, problem: `it did not reach its exercises: ${ending.hint}` };
  if (!outcomes.has(culprit)) outcomes.set(culprit, ending);
  return { outcomes, culprit };
}

/**
 * Runs a notebook with these answers. Where one ends the run, the notebook is run again without it, so that the
 * others are judged all the same.
 */
export async function runAnswers(
  pristine: Pristine,
  answers: Answers,
  limits: Limits,
  signal?: AbortSignal,
): Promise<{ outcomes: Map<string, Outcome>; problem?: string }> {
  const outcomes = new Map<string, Outcome>();
  const left = new Map(answers);
  while ([...left.keys()].some((id) => !outcomes.has(id)) && !signal?.aborted) {
    const { outcomes: found, culprit, problem } = await round(stepsOf(pristine, left), limits, signal);
    if (problem !== undefined) return { outcomes, problem };
    for (const [id, outcome] of found) if (!outcomes.has(id)) outcomes.set(id, outcome);
    if (culprit === undefined) break;
    left.delete(culprit);
  }
  return { outcomes };
}
