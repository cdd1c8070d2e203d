import { type Answer, NotAnsweredError, unanswered } from "../exercises/answer";
import { errorOf } from "../exercises/error-of";
import type { Exercise, Verdict } from "../exercises/exercise";
import { isNotAnswersDoing } from "../exercises/not-checked";
import { type AnswerTo, type ExerciseId, exercises } from "../exercises/registry";
import { rememberAnswer } from "../exercises/solved";

/**
 * Says whether an answer to an exercise is right, wrong (with a hint), or not there yet, or that it could not be
 * checked, for example for want of a data file. It never throws, so that a notebook runs on whatever was answered,
 * and remembers what was solved, on this machine only.
 *
 * @param id the section and the number, as in "1.3/4"
 * @param answer the answer: a function, a number, letters, as the exercise asks; `unanswered` until then
 */
export async function check<Id extends ExerciseId>(id: Id, answer: Answer<AnswerTo<Id>>): Promise<void> {
  const judged = olderValue(answer) ?? (await verdictOn(id, answer));
  console.log(`${marks[judged.verdict]} ${id} ${words(judged)}`);
  if (judged.verdict === "unanswered" || judged.verdict === "unchecked") return;
  try {
    rememberAnswer(id, judged.verdict === "right");
  } catch (error) {
    console.log(`  (not remembered: ${errorOf(error).message})`);
  }
}

/** An answer whose cell was changed and fails still has its older value, which nobody wants to be judged. */
function olderValue(answer: unknown): Verdict | undefined {
  const { __tslab__: kernel } = globalThis as {
    __tslab__?: { failureBehind?(value: unknown): string | undefined };
  };
  const reason = kernel?.failureBehind?.(answer);
  return reason === undefined ? undefined : { verdict: "unchecked", reason: `${reason}.` };
}

/** The verdict on an answer, without a word printed. */
export async function verdictOn(id: ExerciseId, answer: unknown): Promise<Verdict> {
  if (answer === unanswered || answer === undefined) return { verdict: "unanswered" };
  if (!Object.hasOwn(exercises, id)) return { verdict: "unchecked", reason: `There is no exercise ${id}.` };
  try {
    return await (exercises[id] as unknown as Exercise<unknown>).judge(answer);
  } catch (error) {
    if (error instanceof NotAnsweredError) return { verdict: "unanswered" };
    const { name, message } = errorOf(error);
    if (isNotAnswersDoing(error)) return { verdict: "unchecked", reason: message };
    return { verdict: "wrong", hint: `It threw ${name}: ${message}` };
  }
}

const marks = { right: "✓", wrong: "✗", unanswered: "○", unchecked: "?" };

function words(judged: Verdict): string {
  if (judged.verdict === "right") return `is right. ${judged.shows}`;
  if (judged.verdict === "unchecked") return `could not be checked. ${judged.reason}`;
  return judged.verdict === "wrong" ? `is not right yet. ${judged.hint}` : "is not answered yet.";
}
