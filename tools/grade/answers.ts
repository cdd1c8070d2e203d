import { exercisesOf } from "../notebooks/exercises.ts";

import type { Cell, Notebook } from "../notebooks/notebook-file.ts";
import type { NotebookExercise } from "../notebooks/exercises.ts";
import type { Step } from "./inside/run-cells.ts";

/** A notebook of the collection: the cells that are run are these, whatever else a submission holds. */
export interface Pristine {
  /** the file's name without its ending */
  name: string;
  notebook: Notebook;
  /** at least one */
  exercises: NotebookExercise[];
}

/** the code of the answer cells, by exercise id; stubs left as they were are not in it */
export type Answers = Map<string, string>;

/** Where a cell's id is: editors that know an older format keep it in the metadata. */
const idOf = ({ id, metadata }: Cell) => id ?? (typeof metadata["id"] === "string" ? metadata["id"] : "");

/** The exercises that a submission's check cells name. */
const checked = ({ cells }: Notebook) =>
  cells.flatMap((cell, at) => {
    const [, id] =
      /^\s*await check\("(\d+\.\d+\/\d+)",/m.exec(cell.cell_type === "code" ? cell.source : "") ?? [];
    return id ? [{ id, at }] : [];
  });

/**
 * Which notebook of the collection a submission was made from: the one whose exercises most of its check cells
 * name, else the one with its file's name.
 *
 * @param name the file's name without its ending
 */
export function pristineOf(
  submitted: Notebook,
  name: string,
  collection: readonly Pristine[],
): Pristine | undefined {
  const ids = checked(submitted).map(({ id }) => id);
  const shared = ({ exercises } = {} as Pristine) => exercises.filter(({ id }) => ids.includes(id)).length;
  const most = Math.max(0, ...collection.map(shared));
  return collection.find((each) => (most > 0 ? shared(each) === most : each.name === name));
}

/**
 * The answers of a submission: of each exercise the code cell `answer-N`; where an editor dropped the ids, the code
 * cell before the one that checks it. Nothing else of the submission is taken.
 */
export function answersOf(submitted: Notebook, { exercises }: Pristine): Answers {
  const code = submitted.cells.filter(({ cell_type }) => cell_type === "code");
  const checks = checked({ ...submitted, cells: code });
  const answers: Answers = new Map();
  for (const { id, number, answer } of exercises) {
    const at = checks.find((each) => each.id === id)?.at ?? 0;
    const cell = code.find((each) => idOf(each) === `answer-${number}`) ?? code[at - 1];
    if (cell && cell.source.trim() !== "" && cell.source.trim() !== answer.source.trim())
      answers.set(id, cell.source);
  }
  return answers;
}

/**
 * What to run: the code cells up to the last exercise's, with answers in place of stubs, without checks.
 *
 * @returns those with an exercise hold an answer
 */
export function stepsOf({ notebook, exercises }: Pristine, answers: Answers): Step[] {
  const byAnswer = new Map(exercises.map((exercise) => [exercise.answer, exercise]));
  const checks = new Set(exercises.map(({ check }) => check));
  const last = Math.max(...exercises.map(({ check }) => notebook.cells.indexOf(check)));
  return notebook.cells
    .slice(0, last)
    .filter((cell) => cell.cell_type === "code" && cell.source.trim() !== "" && !checks.has(cell))
    .map((cell) => {
      const exercise = byAnswer.get(cell);
      const source = exercise && answers.get(exercise.id);
      if (!exercise || source === undefined) return { source: cell.source };
      return {
        source,
        exercise: exercise.id,
        name: /, ([\w$]+)\);?$/.exec(exercise.check.source.trim())?.[1],
      };
    });
}

export const pristine = (name: string, notebook: Notebook): Pristine => ({
  name,
  notebook,
  exercises: exercisesOf(notebook),
});
