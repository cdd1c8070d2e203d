import { Failure } from "../setup/shared/failure.mjs";
import { codeBox } from "./highlight.mjs";
import { escapeHtml } from "./html.mjs";
import { pageHtml } from "./layout.mjs";
import { markdownHtml } from "./markdown.mjs";
import { outputsHtml } from "./outputs.mjs";
import { slugs } from "./slugs.mjs";

/** @import { Cell } from "../notebooks/notebook-file.mjs" */
/** @import { Lesson } from "./lesson.mjs" */
/** @import { PageState, Section } from "./markdown.mjs" */
/**
 * @typedef {object} LessonPage
 * @property {string} html
 * @property {Section[]} sections to be searched
 * @property {string[]} missing notebooks that are linked to and become no page
 * @property {number} charts
 * @property {number} sliders
 */

/**
 * A notebook as a page.
 *
 * @param {Lesson} lesson
 * @param {Lesson[]} lessons all, in order
 * @returns {Promise<LessonPage>}
 * @throws {Failure} that names the notebook and the cell where something cannot be shown
 */
export async function lessonPage(lesson, lessons) {
  /** @type {PageState} */
  const page = {
    slug: slugs(),
    headings: [],
    sections: [],
    isPage: (name) => lessons.some((other) => other.name === name),
    missing: [],
  };
  const pieces = [];
  for (const [i, cell] of lesson.notebook.cells.entries()) {
    try {
      pieces.push(await cellHtml(cell, page));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { message, cure } = error;
      throw new Failure(`${lesson.name}, cell ${cell.id ?? i}: ${message}`, {
        ...(cure && { cure }),
        cause: error,
      });
    }
    if (i === 0) pieces.push(notebookLink(lesson));
  }
  const body = pieces.join("");
  return {
    html: pageHtml({ lessons, current: lesson, headings: page.headings, body }),
    sections: page.sections,
    missing: page.missing,
    charts: body.split('<figure class="chart"').length - 1,
    sliders: body.split('<div class="slider">').length - 1,
  };
}

/** @param {Cell} cell @param {PageState} page */
async function cellHtml(cell, page) {
  if (cell.cell_type === "markdown") return markdownHtml(cell.source, page);
  if (cell.cell_type !== "code" || cell.source.trim() === "") return "";
  page.sections.at(-1)?.texts.push(cell.source);
  const outputs = await outputsHtml(cell.outputs ?? [], `cell-${cell.id}`);
  return `<div class="cell">${codeBox(cell.source, "typescript")}${outputs}</div>\n`;
}

/** @param {Lesson} lesson */
const notebookLink = ({
  name,
}) => `<p class="notebook-link">This page shows what the cells printed when they were last run.
<a href="notebooks/${escapeHtml(name)}.ipynb" download>Get the notebook</a> to run and change them.</p>\n`;
