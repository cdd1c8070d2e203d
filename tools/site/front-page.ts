import { readFileSync } from "node:fs";
import { escapeHtml, filled, withChineseMarked } from "./html.ts";
import { courseTitle, pageHtml } from "./layout.ts";
import { inlineHtml } from "./markdown.ts";

import type { Lesson } from "./lesson.ts";

const template = readFileSync(new URL("front-page.html", import.meta.url), "utf8");

/** The page that one comes to first: what the course is, and the table of its notebooks. */
export const frontPage = (lessons: Lesson[]) =>
  pageHtml({ lessons, body: filled(template, { title: courseTitle, rows: lessons.map(row).join("\n") }) });

/** The roles are stated because on a narrow screen the rows are drawn as blocks. */
const row = ({ name, title, chinese, outcome }: Lesson) =>
  `<tr role="row"><th scope="row" role="rowheader"><a href="${name}.html">${escapeHtml(title)}</a>${
    chinese ? `<span class="chinese">${withChineseMarked(escapeHtml(chinese))}</span>` : ""
  }</th><td role="cell">${inlineHtml(outcome)}</td></tr>`;
