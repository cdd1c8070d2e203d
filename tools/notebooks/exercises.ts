import type { Cell, Notebook } from "./notebook-file.ts";

/**
 * An exercise in a notebook: four cells whose ids end in its number, as in `exercise-4` (the question), `answer-4` (the
 * stub that the reader edits), `check-4` (`await notebook.check("1.3/4", …)`) and `solution-4` (a folded markdown cell with
 * the solution as a fenced ts block).
 */
export interface NotebookExercise {
  /** as in "1.3/4" */
  id: string;
  /** as in "4" */
  number: string;
  answer: Cell;
  check: Cell;
  /** the code that takes the place of the answer */
  solution: string;
}

const checkCall = /^await notebook\.check\("(\d+\.\d+\/(\d+))", [A-Za-z_$][\w$]*\);?$/;
const solutionText =
  /^<details>\n<summary>Solution<\/summary>\n\n```ts\n([\s\S]*?)\n```\n[\s\S]*<\/details>$/;

/** @throws Error where an exercise lacks a cell, or a cell has another form */
export function exercisesOf({ cells }: Notebook): NotebookExercise[] {
  const ids = cells.map(({ id }) => id ?? "");
  const numbers = ids.flatMap((id) => /^(?:exercise|answer|check|solution)-(\d+)$/.exec(id)?.[1] ?? []);
  return [...new Set(numbers)].map((number) => {
    const at = ids.indexOf(`exercise-${number}`);
    const [, answer, check, folded] = cells.slice(Math.max(at, 0), at + 4);
    const wanted = ["exercise", "answer", "check", "solution"].map((part) => `${part}-${number}`);
    if (wanted.some((id, i) => id !== ids[at + i]) || !answer || !check || !folded) {
      throw new Error(`exercise ${number} must be the cells ${wanted.join(", ")}, one after the other`);
    }
    const [, id = "", called] = checkCall.exec(check.source.trim()) ?? [];
    if (called !== number) {
      const call = `\`await notebook.check("<section>/${number}", <name>);\``;
      throw new Error(`cell check-${number} must be ${call} and nothing else`);
    }
    const solution = solutionText.exec(folded.source.trim())?.[1];
    if (!solution) {
      const form = "<details>, <summary>Solution</summary>, one ts block, why, </details>";
      throw new Error(`cell solution-${number} must be ${form}`);
    }
    return { id, number, answer, check, solution };
  });
}

/** The notebook as somebody leaves it who solved everything: the solutions in place of the answers. */
export function solvedNotebook(notebook: Notebook): Notebook {
  const solutions = new Map(exercisesOf(notebook).map(({ answer, solution }) => [answer, solution]));
  const cells = notebook.cells.map((cell) => ({ ...cell, source: solutions.get(cell) ?? cell.source }));
  return { ...notebook, cells };
}

/** How the ids of the cells begin that `withSolutions` adds. */
const added = "solved-";

/**
 * The notebook with each solution and its check once more before the last code cell, so that one run shows what a
 * reader finds and tries every solution. `withoutSolutions` takes these cells out again.
 */
export function withSolutions(notebook: Notebook): Notebook {
  const { cells } = notebook;
  const end = cells.map(({ cell_type }) => cell_type).lastIndexOf("code");
  const empty = { cell_type: "code", metadata: {}, outputs: [], execution_count: null };
  const solutions = exercisesOf(notebook).flatMap(({ number, solution, check }) => [
    { ...empty, id: `${added}answer-${number}`, source: solution },
    { ...empty, id: `${added}check-${number}`, source: check.source },
  ]);
  return { ...notebook, cells: [...cells.slice(0, end), ...solutions, ...cells.slice(end)] };
}

export const withoutSolutions = (executed: Notebook): Notebook => ({
  ...executed,
  cells: executed.cells.filter(({ id }) => !id?.startsWith(added)),
});

/** What a cell printed. */
const printed = (cell: Cell | undefined) => (cell?.outputs ?? []).map(({ text }) => text ?? "").join("");

/**
 * What each solution came to in an executed notebook that had them added.
 *
 * @returns by exercise, as in "1.3/4"
 */
export const solutionVerdicts = (executed: Notebook): { id: string; right: boolean; printed: string }[] =>
  exercisesOf(executed).map(({ id, number }) => {
    const said = printed(executed.cells.find((cell) => cell.id === `${added}check-${number}`));
    return { id, right: said.startsWith(`✓ ${id} `), printed: said.trim() };
  });

const problem = (id: string, what: string, printed: string) =>
  `exercise ${id}: its ${what}, got: ${printed || "nothing"}`;

/** The solutions that their checks do not judge right. */
export const solutionProblems = (verdicts: ReturnType<typeof solutionVerdicts>) =>
  verdicts
    .filter(({ right }) => !right)
    .map(({ id, printed }) => problem(id, "solution must be judged right", printed));

/** The exercises of an executed notebook that are not, as shipped, unanswered. */
export const stubProblems = (executed: Notebook): string[] =>
  exercisesOf(executed)
    .filter(({ check, id }) => !printed(check).startsWith(`○ ${id} `))
    .map(({ check, id }) => problem(id, "stub must be unanswered", printed(check).trim()));
