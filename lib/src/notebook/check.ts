import { unanswered } from "./answer";
import { exercisesPackage, type Judgement } from "./exercises";
import { rememberAnswer } from "./solved";

/** The section and the number of an exercise, as in "1.3/4". */
export type ExerciseId = `${number}.${number}/${number}`;

/**
 * Says whether an answer to an exercise is right, wrong (with a hint), or not there yet, or that it could not be
 * checked, for example for want of a data file. It never throws, so that a notebook runs on whatever was answered,
 * and remembers what was solved, on this machine only. The first answer to a section loads that section's exercises.
 *
 * @param id the section and the number, as in "1.3/4"
 * @param answer the answer: a function, a number, letters, as the exercise asks; `unanswered` until then
 */
export async function check(id: ExerciseId, answer: unknown): Promise<void> {
  const judged = olderValue(answer) ?? (await judgementOf(id, answer));
  console.log(`${marks[judged.verdict]} ${id} ${words(judged)}`);
  if (judged.verdict === "unanswered" || judged.verdict === "unchecked") return;
  try {
    await rememberAnswer(id, judged.verdict === "right");
  } catch (error) {
    console.log(`  (not remembered: ${(error as Error).message})`);
  }
}

/** An answer whose cell was changed and fails still has its older value, which nobody wants to be judged. */
function olderValue(answer: unknown): Judgement | undefined {
  const { __tslab__: kernel } = globalThis as {
    __tslab__?: { failureBehind?(value: unknown): string | undefined };
  };
  const reason = kernel?.failureBehind?.(answer);
  return reason === undefined ? undefined : { verdict: "unchecked", reason: `${reason}.` };
}

/** What is to be said of an answer, without a word printed. */
export async function judgementOf(id: string, answer: unknown): Promise<Judgement> {
  if (answer === unanswered || answer === undefined) return { verdict: "unanswered" };
  try {
    const exercises = await exercisesPackage();
    return await exercises.judge(id, answer);
  } catch (error) {
    return { verdict: "unchecked", reason: (error as Error).message };
  }
}

const marks = { right: "✓", wrong: "✗", unanswered: "○", unchecked: "?" };

function words(judged: Judgement): string {
  if (judged.verdict === "right") return `is right. ${judged.shows}`;
  if (judged.verdict === "unchecked") return `could not be checked. ${judged.reason}`;
  return judged.verdict === "wrong" ? `is not right yet. ${judged.hint}` : "is not answered yet.";
}
