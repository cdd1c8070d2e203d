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
 * The notebook as somebody leaves it who solved everything: the solutions in the place of the answers.
 *
 * @param {Notebook} notebook
 * @returns {Notebook}
 */
export function solvedNotebook(notebook) {
  const solutions = new Map(exercisesOf(notebook).map(({ answer, solution }) => [answer, solution]));
  const cells = notebook.cells.map((cell) => ({ ...cell, source: solutions.get(cell) ?? cell.source }));
  return { ...notebook, cells };
}

/** What a cell printed. @param {Cell} cell */
const printed = (cell) => (cell.outputs ?? []).map(({ text }) => text ?? "").join("");

/**
 * The exercises of an executed notebook that do not end as they should.
 *
 * @param {Notebook} executed
 * @param {"✓" | "○"} mark ✓: right; ○: not answered yet
 * @returns {string[]}
 */
export function verdictProblems(executed, mark) {
  return exercisesOf(executed)
    .filter(({ check, id }) => !printed(check).startsWith(`${mark} ${id} `))
    .map(({ check, id }) => {
      const wanted = mark === "✓" ? "its solution is not found right" : "its stub is not found unanswered";
      return `exercise ${id}: ${wanted}: ${printed(check).trim() || "nothing printed"}`;
    });
}
