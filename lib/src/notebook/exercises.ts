/** What is said of an answer. No text may hold the answer. `unchecked` says nothing of it, only why. */
export type Judgement =
  | { readonly verdict: "right"; readonly shows: string }
  | { readonly verdict: "wrong"; readonly hint: string }
  | { readonly verdict: "unanswered" }
  | { readonly verdict: "unchecked"; readonly reason: string };

/** How hard an exercise is: 1 repeats an idea of the notebook, 2 applies it, 3 goes beyond it. */
export type Level = 1 | 2 | 3;

/** The exercises of one notebook, by their ids as in "1.3/4". */
export interface ExerciseSection {
  /** As in "1.3 Linear regression from scratch". */
  readonly name: string;
  readonly exercises: Readonly<Record<string, { readonly title: string; readonly level: Level }>>;
}

/** What the package of the exercises does for the library. It stands on the library, which must not import it. */
export interface ExercisesPackage {
  /** Judges an answer, and loads only the section that the exercise is in. Never throws, whatever the answer does. */
  judge(id: string, answer: unknown): Promise<Judgement>;
  /** Loads every section; they come in the order of the notebooks. */
  allSections(): Promise<readonly ExerciseSection[]>;
}

/**
 * The exercises, loaded the first time that they are needed.
 *
 * @throws Error if they are not installed, as where the library is used without the course
 */
export async function exercisesPackage(name = "linear-networks-exercises"): Promise<ExercisesPackage> {
  try {
    // Not a literal: the compiler would look for the package, which is built after this one.
    return (await import(name)) as ExercisesPackage;
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw cause;
    throw new Error(
      `The exercises are not installed: there is no package ${name}. Run \`npm run setup\` in the course's folder.`,
      { cause },
    );
  }
}
