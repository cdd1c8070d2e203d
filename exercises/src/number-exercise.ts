import type { Described, Exercise, Mistake } from "./exercise";
import { needed, once } from "./needed";

/** A number, or how to compute it. */
type Figure = number | (() => number | Promise<number>);

/** An exercise whose answer is a number. */
export interface NumberExerciseOptions extends Described {
  /** The number that is right, computed where that is possible. */
  readonly solution: Figure;
  /** How far off an answer may be, in the answer's own units. */
  readonly within: number;
  /** Numbers that the mistakes to be expected lead to. */
  readonly mistakes: readonly (Omit<Mistake<number>, "answer"> & { readonly answer: Figure })[];
  /** What to say of a mistake that nobody expected. */
  readonly hint: string;
}

/** An exercise whose answer is a number. An answer within `within` of an expected mistake's gets its hint. */
export function numberExercise(options: NumberExerciseOptions): Exercise<Figure> {
  const { title, level, kind, shows, within, hint } = options;
  const solution = lazy(options.solution);
  const mistakes = options.mistakes.map((mistake) => ({ ...mistake, answer: lazy(mistake.answer) }));
  return {
    title,
    level,
    kind,
    shows,
    form: "number",
    solution,
    mistakes,
    hint,
    judge: async (answer) => {
      const given = await valueOf(answer);
      if (typeof given !== "number") return { verdict: "wrong", hint: "A number is wanted." };
      if (!Number.isFinite(given))
        return { verdict: "wrong", hint: `A finite number is wanted, got ${given}.` };
      if (Math.abs(given - (await needed(() => valueOf(solution)))) <= within)
        return { verdict: "right", shows };
      for (const mistake of mistakes) {
        if (Math.abs(given - (await needed(() => valueOf(mistake.answer)))) <= within)
          return { verdict: "wrong", hint: mistake.hint };
      }
      return { verdict: "wrong", hint };
    },
  };
}

const valueOf = (figure: Figure) => (typeof figure === "function" ? figure() : figure);

const lazy = (figure: Figure) => (typeof figure === "function" ? once(figure) : figure);
