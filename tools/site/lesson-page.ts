import { hasTag } from "../notebooks/notebook-file.ts";
import { Failure } from "../setup/shared/failure.mjs";
import { codeSummary, foldedHtml, outputSummary } from "./fold.ts";
import { codeBox } from "./highlight.ts";
import { escapeHtml } from "./html.ts";
import { pageHtml } from "./layout.ts";
import { closedSections, markdownHtml, newPage } from "./markdown.ts";
import { outputsHtml } from "./outputs.ts";

import type { Cell } from "../notebooks/notebook-file.ts";
import type { Lesson } from "./lesson.ts";
import type { PageState, Section } from "./markdown.ts";

export interface LessonPage {
  lesson: Lesson;
  html: string;
  /** to be searched */
  sections: Section[];
  /** notebooks that are linked to and become no page */
  missing: string[];
  charts: number;
  sliders: number;
}

/**
 * A notebook as a page.
 *
 * @param lessons all, in order
 * @throws Failure that names the notebook and the cell where something cannot be shown
 */
export async function lessonPage(lesson: Lesson, lessons: Lesson[]): Promise<LessonPage> {
  const page = newPage(lessons.map(({ name }) => name));
  const pieces = [];
  for (const [i, cell] of lesson.notebook.cells.entries()) {
    try {
      pieces.push(await cellHtml(cell, page));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const message = `${lesson.name}, cell ${cell.id ?? i}: ${error.message}`;
      throw new Failure(message, { cure: error.cure, cause: error });
    }
    if (i === 0) pieces.push(notebookLink(lesson));
  }
  const body = pieces.join("") + closedSections(page);
  return {
    lesson,
    html: pageHtml({ lessons, current: lesson, headings: page.headings, body }),
    sections: page.sections,
    missing: page.missing,
    charts: body.split('<figure class="chart"').length - 1,
    sliders: body.split('<div class="slider">').length - 1,
  };
}

async function cellHtml(cell: Cell, page: PageState) {
  const { cell_type: type, source, metadata, outputs = [] } = cell;
  if (type === "markdown") {
    page.isDeeper = metadata["jp-MarkdownHeadingCollapsed"] === true || hasTag(cell, "deeper");
    return markdownHtml(source, page);
  }
  if (type !== "code" || source.trim() === "") return "";
  page.sections.at(-1)?.texts.push(source);
  const hidden = (metadata["jupyter"] ?? {}) as { source_hidden?: boolean; outputs_hidden?: boolean };
  const code = codeBox(source, "typescript");
  const shown = await outputsHtml(outputs, `cell-${cell.id}`);
  const pieces = [
    hidden.source_hidden ? foldedHtml(codeSummary(cell), code) : code,
    hidden.outputs_hidden && shown !== "" ? foldedHtml(outputSummary(outputs), shown) : shown,
  ];
  return `<div class="cell">${pieces.join("")}</div>\n`;
}

const notebookLink = ({ name }: Lesson) =>
  `<p class="notebook-link">This page shows what the cells printed when they were last run.
<a href="notebooks/${escapeHtml(name)}.ipynb" download>Get the notebook</a> to run and change them.</p>\n`;
