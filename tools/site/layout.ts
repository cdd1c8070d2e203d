import { readFileSync } from "node:fs";
import { escapeHtml, filled, withChineseMarked } from "./html.ts";

import type { Lesson } from "./lesson.ts";
import type { Heading } from "./markdown.ts";

export const courseTitle = "Linear Networks in TypeScript";

const textOf = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const template = textOf("page.html");

/**
 * A page asks for nothing but the files beside it. Vega makes functions of its charts' expressions. Opened from a
 * disk, "self" means nothing to some browsers; "file:" does.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self' file: 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' file: 'unsafe-inline'",
  "font-src 'self' file:",
  "img-src 'self' file: data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** What every page of the site begins with, the reference of the library included. */
export const pageHead = `<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(textOf("icon.svg"))}">`;

interface Page {
  /** all, in order */
  lessons: Lesson[];
  /** the one that the page shows; none on the front page */
  current?: Lesson;
  headings?: Heading[];
  body: string;
}

/** A whole page around its text. */
export function pageHtml({ lessons, current, headings = [], body }: Page) {
  const description = current
    ? `${current.title}: afterwards you ${current.outcome.replace(/[*_`$\\]/g, "")}`
    : "Linear neural networks in TypeScript: notebooks that teach by running.";
  const scripts = body.includes('<figure class="chart"') ? ["vega", "site"] : ["site"];
  return filled(template, {
    head: pageHead,
    title: escapeHtml(current ? `${current.title} · ${courseTitle}` : courseTitle),
    description: escapeHtml(description),
    scripts: scripts.map((name) => `<script defer src="assets/${name}.js"></script>`).join("\n"),
    home: current ? "" : currentPage,
    notebooks: lessons.map((lesson) => courseItem(lesson, lesson === current)).join("\n"),
    contents: contents(headings),
    body,
    neighbours: current ? neighbours(lessons, current) : "",
  });
}

const currentPage = ' aria-current="page"';

const courseItem = ({ name, number, heading }: Lesson, isCurrent: boolean) =>
  `<li><a href="${name}.html"${isCurrent ? currentPage : ""}><span class="number">${number}</span> ${escapeHtml(heading)}</a></li>`;

function contents(headings: Heading[]) {
  const items = headings
    .filter(({ level }) => level === 2 || level === 3)
    .map(({ level, id, html }) => `<li class="level-${level}"><a href="#${id}">${html}</a></li>`);
  if (items.length === 0) return "";
  return `<nav class="contents" aria-labelledby="contents-label">
<p id="contents-label">On this page</p>
<ol>
${items.join("\n")}
</ol>
</nav>
`;
}

function neighbours(lessons: Lesson[], current: Lesson) {
  const place = lessons.indexOf(current);
  const link = (lesson: Lesson | undefined, rel: "prev" | "next", word: string) =>
    lesson
      ? `<a class="${rel}" rel="${rel}" href="${lesson.name}.html"><span>${word}</span> ${withChineseMarked(escapeHtml(lesson.title))}</a>\n`
      : "";
  return `<nav class="neighbours" aria-label="Before and after">
${link(lessons[place - 1], "prev", "Previous")}${link(lessons[place + 1], "next", "Next")}</nav>
`;
}
