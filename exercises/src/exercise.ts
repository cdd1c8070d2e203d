import type { Judgement, Level } from "linear-networks";

/** What an exercise asks for. */
export type Kind = "write" | "predict" | "find the bug" | "derive" | "choose" | "improve";

/** What an answer is: a function, a number, letters, or a setting that is tried. */
export type Form = "function" | "number" | "choice" | "setting";

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
  readonly judge: (answer: Answer) => Promise<Judgement>;
}
