import { basename } from "node:path";
import { Failure } from "../setup/shared/failure.mjs";
import { readNotebook } from "../notebooks/notebook-file.mjs";
import { firstChinese } from "./chinese.mjs";

/** @import { Notebook } from "../notebooks/notebook-file.mjs" */
/**
 * @typedef {object} Lesson a notebook, and what its first cell says about it
 * @property {string} name the file's, without ending
 * @property {string} title as in "1.1 · Linear regression"
 * @property {string} number as in "1.1"
 * @property {string} heading the title without its number
 * @property {string | undefined} chinese the title of the lecture's section
 * @property {string} outcome Markdown that follows on "Afterwards you"
 * @property {Notebook} notebook
 */

/** @param {string} file @returns {Lesson} */
export const readLesson = (file) => lessonOf(basename(file, ".ipynb"), readNotebook(file));

/**
 * @param {string} name
 * @param {Notebook} notebook
 * @returns {Lesson}
 * @throws {Failure} where the first cell has no title, or does not say what the reader can do afterwards
 */
export function lessonOf(name, notebook) {
  const first = notebook.cells[0]?.source ?? "";
  const title = first.match(/^# (.+)$/m)?.[1]?.trim();
  const [, number, heading] = title?.match(/^([\d.]+) · (.+)$/) ?? [];
  if (title === undefined || number === undefined || heading === undefined) {
    throw new Failure(`${name}: the first cell has no title like "# 1.1 · Linear regression"`);
  }
  const outcome = first.match(/(?:Afterwards|After this notebook),? you (.+?\.)(?=\s|$)/)?.[1];
  if (outcome === undefined) {
    throw new Failure(`${name}: the first cell does not say what the reader can do afterwards`, {
      cure: 'begin a sentence there with "Afterwards you"',
    });
  }
  const section = first.match(/Lecture section: \*\*(.+?)\*\*/)?.[1] ?? "";
  return { name, title, number, heading, chinese: firstChinese(section) && section, outcome, notebook };
}
