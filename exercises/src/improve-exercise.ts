import { notebook } from "linear-networks";
import type { Described, Exercise, Mistake } from "./exercise";
import { errorOfAnswer, needed } from "./needed";

/** An exercise that asks for a better result than a stated one. */
export interface ImproveExerciseOptions<Answer, Data> extends Described {
  /** Gets what answers are tried on, such as a data set. Where that fails nothing is said of the answer. Default: nothing. */
  readonly data?: () => Data | Promise<Data>;
  /** Tries the answer, as by training with it; NaN where it does not work at all. */
  readonly measure: (answer: Answer, data: Data) => number | Promise<number>;
  /** What is measured, as in "test accuracy". */
  readonly unit: string;
  /** Whether a measured figure is good enough. */
  readonly goodEnough: (measured: number) => boolean;
  /** An answer that is good enough. */
  readonly solution: Answer;
  /** Answers to be expected that are not; `made` recognises others like them. */
  readonly mistakes: readonly (Mistake<Answer> & {
    readonly made: (answer: Answer, measured: number) => boolean;
  })[];
  /** What to say of a mistake that nobody expected. */
  readonly hint: string;
}

/** An exercise that asks for a better result than a stated one. The answer is tried, and the result said. */
export function improveExercise<Answer, Data = undefined>(
  options: ImproveExerciseOptions<Answer, Data>,
): Exercise<Answer> {
  const { title, level, kind, shows, measure, unit, goodEnough, solution, mistakes, hint } = options;
  return {
    title,
    level,
    kind,
    shows,
    form: "setting",
    solution,
    mistakes,
    hint,
    judge: async (answer) => {
      const dataset = await needed(options.data ?? (() => undefined as Data));
      try {
        const measured = await notebook.inScope(() => measure(answer, dataset));
        const told = `${unit}: ${Number(measured.toPrecision(4))}.`;
        if (goodEnough(measured)) return { verdict: "right", shows: `${told} ${shows}` };
        const made = mistakes.find((mistake) => mistake.made(answer, measured));
        return { verdict: "wrong", hint: `${told} ${made?.hint ?? hint}` };
      } catch (error) {
        if (error instanceof notebook.NotAnsweredError) return { verdict: "unanswered" };
        const { name, message } = errorOfAnswer(error);
        return { verdict: "wrong", hint: `It threw ${name}: ${message}` };
      }
    },
  };
}
