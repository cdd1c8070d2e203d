import type { Described, Exercise } from "./exercise";

/** An exercise that asks which of several statements are true. */
export interface ChoiceExerciseOptions<Letter extends string> extends Described {
  /** The statements, each by its letter, as in `{ a: "The loss is convex." }`; the notebook shows the same ones. */
  readonly statements: Readonly<Record<Letter, string>>;
  /** The letters of all statements that are true. */
  readonly solution: readonly NoInference<Letter>[];
  /** What to say to somebody who chose a false statement, or left out a true one, by its letter; first come, first said. */
  readonly hints: Readonly<Record<Letter, string>>;
}

/** Keeps `solution` from having a say in which letters there are. */
type NoInference<Letter extends string> = [Letter][Letter extends string ? 0 : never];

/** The letters of the statements that are taken for true. */
export type Choice<Letter extends string> = readonly Letter[];

/**
 * An exercise that asks which of several statements are true. The first statement that was judged wrongly decides
 * which hint is given; a wrong judgement of each statement is one of the expected mistakes.
 */
export function choiceExercise<Letter extends string>(
  options: ChoiceExerciseOptions<Letter>,
): Exercise<Choice<Letter>> {
  const { title, level, kind, shows, statements, solution, hints } = options;
  const letters = Object.keys(statements) as Letter[];
  return {
    title,
    level,
    kind,
    shows,
    form: "choice",
    solution,
    mistakes: letters.map((letter) => ({
      name: `${solution.includes(letter) ? "left out" : "chose"} ${letter}`,
      answer: letters.filter((each) => solution.includes(each) !== (each === letter)),
      hint: hints[letter],
    })),
    judge: (answer) => {
      if (!Array.isArray(answer) || answer.some((letter) => !letters.includes(letter as Letter))) {
        return Promise.resolve({
          verdict: "wrong",
          hint: `An array of letters from ${letters.join(", ")} is wanted.`,
        });
      }
      const wrong = letters.find((letter) => answer.includes(letter) !== solution.includes(letter));
      if (wrong === undefined) return Promise.resolve({ verdict: "right", shows });
      return Promise.resolve({ verdict: "wrong", hint: hints[wrong] });
    },
  };
}
