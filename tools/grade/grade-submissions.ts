import { inParallel } from "../notebooks/in-parallel.ts";
import { answersOf, pristineOf } from "./answers.ts";
import { startJudge } from "./judge.ts";
import { runAnswers } from "./run-answers.ts";

import type { Progress } from "../setup/shared/progress.mjs";
import type { Pristine } from "./answers.ts";
import type { Judge, Judged } from "./judge.ts";
import type { Limits, Outcome } from "./run-answers.ts";
import type { Submission } from "./submissions.ts";

export interface Graded {
  /** whose submission it is */
  name: string;
  /** by exercise; of the notebooks that were handed in, each exercise */
  judged: Map<string, Judged>;
  /** why something could not be graded */
  problems: string[];
}

async function judgedOf(judge: Judge, id: string, outcome: Outcome | undefined): Promise<Judged> {
  if (!outcome) return { status: "not answered" };
  return "record" in outcome ? judge.judge(id, outcome.record) : outcome;
}

/** Grades one submission; nothing that it holds makes this throw. */
async function grade(
  { name, notebooks, problems }: Submission,
  collection: readonly Pristine[],
  judge: Judge,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Graded> {
  const graded: Graded = { name, judged: new Map(), problems: [...problems] };
  /** Does work whose failure is one more problem of the submission. */
  const noting = (what: string, work: () => Promise<void>) =>
    work().catch((error: Error) => void graded.problems.push(`${what}: ${error.message}`));
  for (const { name: file, notebook } of notebooks) {
    await noting(file, async () => {
      const pristine = pristineOf(notebook, file, collection);
      if (!pristine) throw new Error("it does not come from a notebook with exercises");
      if (pristine.exercises.some(({ id }) => graded.judged.has(id)))
        throw new Error(`${pristine.name} was handed in twice; the first one counts`);
      const { outcomes, problem } = await runAnswers(pristine, answersOf(notebook, pristine), limits, signal);
      if (problem !== undefined) throw new Error(`${pristine.name}: ${problem}`);
      for (const { id } of pristine.exercises) {
        await noting(`${file}, exercise ${id}`, async () => {
          graded.judged.set(id, await judgedOf(judge, id, outcomes.get(id)));
        });
      }
    });
  }
  return graded;
}

/** What the progress line ends with. */
function summary({ judged, problems }: Graded) {
  const counts = new Map<string, number>();
  for (const { status } of judged.values()) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...[...counts].map(([status, count]) => `${count} ${status}`), ...problems].join(", ");
}

interface GradingOptions extends Limits {
  /** how many submissions are graded at once */
  atOnce: number;
  progress: Progress;
  signal?: AbortSignal;
}

/** Grades all submissions. @returns in the order of the submissions */
export async function gradeSubmissions(
  submissions: readonly Submission[],
  collection: readonly Pristine[],
  { atOnce, progress, signal, ...limits }: GradingOptions,
): Promise<Graded[]> {
  const judge = startJudge(limits);
  try {
    return await inParallel(submissions, atOnce, async (submission) => {
      if (signal?.aborted) return { name: submission.name, judged: new Map(), problems: ["interrupted"] };
      const line = progress.start(submission.name);
      const graded = await grade(submission, collection, judge, limits, signal);
      line[graded.problems.length === 0 ? "done" : "failed"](summary(graded));
      return graded;
    });
  } finally {
    judge.stop();
  }
}
