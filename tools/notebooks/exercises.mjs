/** @import { Cell, Notebook } from "./notebook-file.mjs" */

/**
 * An exercise in a notebook: four cells whose ids end in its number, as in `exercise-4` (the question),
 * `answer-4` (the stub that the reader edits), `check-4` (`await check("1.3/4", …)`) and `solution-4` (a folded
 * markdown cell with the solution as a fenced ts block).
 *
 * @typedef {object} NotebookExercise
 * @property {string} id as in "1.3/4"
 * @property {string} number as in "4"
 * @property {Cell} answer
 * @property {Cell} check
 * @property {string} solution the code that takes the place of the answer
 */

const checkCall = /^await check\("(\d+\.\d+\/(\d+))", [A-Za-z_$][\w$]*\);?$/;
const solutionText =
  /^<details>\n<summary>Solution<\/summary>\n\n```ts\n([\s\S]*?)\n```\n[\s\S]*<\/details>$/;

/**
 * @param {Notebook} notebook
 * @returns {NotebookExercise[]}
 * @throws {Error} where an exercise lacks a cell, or a cell has another form
 */
export function exercisesOf({ cells }) {
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

/**
 * The notebook as somebody leaves it who solved everything: the solutions in place of the answers.
 *
 * @param {Notebook} notebook
 * @returns {Notebook}
 */
export function solvedNotebook(notebook) {
  const solutions = new Map(exercisesOf(notebook).map(({ answer, solution }) => [answer, solution]));
  const cells = notebook.cells.map((cell) => ({ ...cell, source: solutions.get(cell) ?? cell.source }));
  return { ...notebook, cells };
}

/** How the ids of the cells begin that `withSolutions` adds. */
const added = "solved-";

/**
 * The notebook with each solution and its check once more before the last code cell, so that one run shows what a
 * reader finds and tries every solution. `withoutSolutions` takes these cells out again.
 *
 * @param {Notebook} notebook
 * @returns {Notebook}
 */
export function withSolutions(notebook) {
  const { cells } = notebook;
  const end = cells.map(({ cell_type }) => cell_type).lastIndexOf("code");
  /** @param {string} id @param {string} source @returns {Cell} */
  const code = (id, source) => ({
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

/** @param {Notebook} executed @returns {Notebook} */
export const withoutSolutions = (executed) => ({
  ...executed,
  cells: executed.cells.filter(({ id }) => !id?.startsWith(added)),
});

/** What a cell printed. @param {Cell | undefined} cell */
const printed = (cell) => (cell?.outputs ?? []).map(({ text }) => text ?? "").join("");

/**
 * What each solution came to in an executed notebook that had them added.
 *
 * @param {Notebook} executed
 * @returns {{ id: string, right: boolean, printed: string }[]} by exercise, as in "1.3/4"
 */
export const solutionVerdicts = (executed) =>
  exercisesOf(executed).map(({ id, number }) => {
    const said = printed(executed.cells.find((cell) => cell.id === `${added}check-${number}`));
    return { id, right: said.startsWith(`✓ ${id} `), printed: said.trim() };
  });

/** The solutions that their checks do not judge right. @param {ReturnType<typeof solutionVerdicts>} verdicts */
export const solutionProblems = (verdicts) =>
  verdicts
    .filter(({ right }) => !right)
    .map(
      ({ id, printed }) => `exercise ${id}: its solution must be judged right, got: ${printed || "nothing"}`,
    );

/** The exercises of an executed notebook that are not, as shipped, unanswered. @param {Notebook} executed @returns {string[]} */
export const stubProblems = (executed) =>
  exercisesOf(executed)
    .filter(({ check, id }) => !printed(check).startsWith(`○ ${id} `))
    .map(
      ({ check, id }) =>
        `exercise ${id}: its stub must be unanswered, got: ${printed(check).trim() || "nothing"}`,
    );
