import type { Cell, Notebook } from "./notebook-file.ts";

/** An exercise in a notebook: four cells whose ids end in its number, as in `exercise-4` (the question), `answer-4` (the stub that the reader edits), `check-4` (`await check("1.3/4", …)`) and `solution-4` (a folded markdown cell with the solution as a fenced ts block). */
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

const checkCall = /^await check\("(\d+\.\d+\/(\d+))", [A-Za-z_$][\w$]*\);?$/;
const solutionText =
  /^<details>\n<summary>Solution<\/summary>\n\n```ts\n([\s\S]*?)\n```\n[\s\S]*<\/details>$/;

/** @throws Error where an exercise lacks a cell, or a cell has another form */
export function exercisesOf({ cells }: Notebook): NotebookExercise[] {
  const ids = cells.map(({ id }) => id ?? "");
  const numbers = ids.flatMap((id) => /^(?:exercise|answer|check|solution)-(\d+)$/.exec(id)?.[1] ?? []);
  return [...new Set(numbers)].map((number) => {
    const at = ids.indexOf(`exercise-${number}`);
    const [question, answer, check, solution] = cells.slice(Math.max(at, 0), at + 4);
    const wanted = ["exercise", "answer", "check", "solution"].map((part) => `${part}-${number}`);
    if (wanted.some((id, i) => id !== ids[at + i]) || !question || !answer || !check || !solution) {
      throw new Error(`exercise ${number} must be the cells ${wanted.join(", ")}, one after the other`);
    }
    const call = checkCall.exec(check.source.trim());
    if (call?.[2] !== number) {
      throw new Error(
        `cell check-${number} must be \`await check("<section>/${number}", <name>);\` and nothing else`,
      );
    }
    const code = solutionText.exec(solution.source.trim())?.[1];
    if (!code) {
      throw new Error(
        `cell solution-${number} must be <details>, <summary>Solution</summary>, one ts block, why, </details>`,
      );
    }
    return { id: call[1] ?? "", number, answer, check, solution: code };
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
  const code = (id: string, source: string): Cell => ({
    cell_type: "code",
    id,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  });
  const solutions = exercisesOf(notebook).flatMap(({ number, solution, check }) => [
    code(`${added}answer-${number}`, solution),
    code(`${added}check-${number}`, check.source),
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

/** The solutions that their checks do not judge right. */
export const solutionProblems = (verdicts: ReturnType<typeof solutionVerdicts>) =>
  verdicts
    .filter(({ right }) => !right)
    .map(
      ({ id, printed }) => `exercise ${id}: its solution must be judged right, got: ${printed || "nothing"}`,
    );

/** The exercises of an executed notebook that are not, as shipped, unanswered. */
export const stubProblems = (executed: Notebook): string[] =>
  exercisesOf(executed)
    .filter(({ check, id }) => !printed(check).startsWith(`○ ${id} `))
    .map(
      ({ check, id }) =>
        `exercise ${id}: its stub must be unanswered, got: ${printed(check).trim() || "nothing"}`,
    );
