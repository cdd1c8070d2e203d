import { stepsOf } from "./answers.ts";
import { startSandbox } from "./sandbox.ts";

import type { Answers, Pristine } from "./answers.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Step } from "./inside/run-cells.ts";

/** What came of an answer: a record to be judged, or why there is none. */
export type Recorded = { record: string };

export type Lost = { status: "crashed" | "too long" | "too much memory"; hint: string };

export type Outcome = Recorded | Lost;

export interface Limits {
  /** seconds for one run of a notebook */
  time: number;
  /** seconds for one answer, with the trials of its exercise */
  cellTime: number;
  /** bytes */
  memory: number;
  backend?: string;
}

export interface Round {
  /** by exercise */
  outcomes: Map<string, Outcome>;
  /** the exercise whose answer ended the run */
  culprit?: string;
  /** what the notebook itself failed by */
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
  let ending: Lost | undefined;
  let problem: string | undefined;
  let at = -1;
  let complete = false;
  let cellTimer: NodeJS.Timeout | undefined;
  const sandbox: Sandbox = startSandbox("run-cells.mjs", limits, (message) => {
    const { begins, ended, failed, record, died } = (message ?? {}) as Record<string, unknown>;
    if (typeof died === "string") ending ??= lost(died);
    if (typeof begins === "number" && steps[begins]) {
      at = begins;
      clearTimeout(cellTimer);
      if (steps[at].exercise) cellTimer = setTimeout(tooLong, limits.cellTime * 1000, limits.cellTime);
    }
    if (ended !== at || at < 0) return;
    clearTimeout(cellTimer);
    complete = at === steps.length - 1;
    const { exercise, source } = steps[at];
    if (exercise && typeof record === "string") outcomes.set(exercise, { record });
    else if (exercise) outcomes.set(exercise, lost(String(failed)));
    else if (typeof failed === "string" && !steps.slice(0, at).some((step) => step.exercise)) {
      problem = `its own cell \`${source.trim().split("\n")[0]}\` failed: ${failed}`;
      sandbox.stop();
    }
  });
  function tooLong(seconds: number) {
    ending ??= { status: "too long", hint: `It was not done after ${seconds} s.` };
    sandbox.stop();
  }
  const timer = setTimeout(tooLong, limits.time * 1000, limits.time);
  signal?.addEventListener("abort", sandbox.stop, { once: true });
  sandbox.write(JSON.stringify({ steps }));
  sandbox.endInput();
  const { reason, log } = await sandbox.gone;
  clearTimeout(timer);
  clearTimeout(cellTimer);
  signal?.removeEventListener("abort", sandbox.stop);
  if (problem !== undefined || complete || signal?.aborted) return { outcomes, problem };

  if (reason === "too much memory") {
    ending = { status: "too much memory", hint: `It took more than ${Math.round(limits.memory / 1e6)} MB.` };
  }
  ending ??= lost(log || "The sandbox ended.");
  // Code that an answer left behind can end the run in a later cell that is none's.
  const culprit = steps
    .slice(0, at + 1)
    .flatMap(({ exercise }) => exercise ?? [])
    .at(-1);
  if (culprit === undefined) return { outcomes, problem: `it did not come to its exercises: ${ending.hint}` };
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
