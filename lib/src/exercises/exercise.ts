/** How hard an exercise is: 1 repeats an idea of the notebook, 2 applies it, 3 goes beyond it. */
export type Level = 1 | 2 | 3;

/** What an exercise asks for. */
export type Kind = "write" | "predict" | "find the bug" | "derive" | "choose" | "improve";

/** What an answer is: a function, a number, letters, or a setting that is tried. */
export type Form = "function" | "number" | "choice" | "setting";

/** What `check` says of an answer. No text may hold the answer. `unchecked` says nothing of it, only why. */
export type Verdict =
  | { readonly verdict: "right"; readonly shows: string }
  | { readonly verdict: "wrong"; readonly hint: string }
  | { readonly verdict: "unanswered" }
  | { readonly verdict: "unchecked"; readonly reason: string };

/** A mistake that is to be expected, with the words that help out of it. */
export interface Mistake<Answer> {
  /** The mistake in a few words, as in "sum for mean"; for tests and counts, never shown. */
  readonly name: string;
  /** An answer that makes it. */
  readonly answer: Answer;
  /** What the reader is told, without the answer. */
  readonly hint: string;
}

/** What every kind of exercise says of itself. */
export interface Described {
  readonly title: string;
  readonly level: Level;
  readonly kind: Kind;
  /** What a right answer shows, one sentence, said after it. */
  readonly shows: string;
}

/** An exercise that checks itself. Made by `functionExercise`, `numberExercise`, `choiceExercise` or `improveExercise`. */
export interface Exercise<Answer> extends Described {
  readonly form: Form;
  /** An answer that is right. */
  readonly solution: Answer;
  /** At least two mistakes to be expected. */
  readonly mistakes: readonly Mistake<Answer>[];
  /** What is said of a mistake that nobody expected; choices have none, since each statement has its hint. */
  readonly hint?: string;
  /** For functions: one that returns the same on every input, right for the first of them. It must be found out. */
  readonly constant?: Answer;
  /** Judges an answer. @throws what is not the answer's doing, such as a missing data file: see `isNotAnswersDoing` */
  readonly judge: (answer: Answer) => Promise<Verdict>;
}
