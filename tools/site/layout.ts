import { withChineseMarked } from "./chinese.ts";
import { escapeHtml } from "./html.ts";

import type { Lesson } from "./lesson.ts";
import type { Heading } from "./markdown.ts";

export const courseTitle = "Linear Networks in TypeScript";

/**
 * Nothing is asked for but the files beside the page. Vega makes functions of its charts' expressions. Opened
 * from a disk, "self" is nothing to some browsers: "file:" is.
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

/** Runs before anything is drawn, so that a dark page never flashes light. */
const beforeDrawing = `document.documentElement.classList.add("js");
try { const theme = localStorage.getItem("theme"); if (theme) document.documentElement.dataset.theme = theme; } catch {}`;

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='6' fill='%231f4e8c'/%3E%3Cpath d='M6 25 26 7' stroke='%23fff' stroke-width='3' stroke-linecap='round'/%3E%3Cg fill='%23f0b95a'%3E%3Ccircle cx='9' cy='17' r='2.4'/%3E%3Ccircle cx='15' cy='21' r='2.4'/%3E%3Ccircle cx='19' cy='9' r='2.4'/%3E%3Ccircle cx='24' cy='15' r='2.4'/%3E%3C/g%3E%3C/svg%3E";

/** What every page of the site begins with, the reference of the library included. */
export const pageHead = `<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="icon" href="${icon}">`;

/**
 * A whole page around its text.
 *
 * @param page.lessons all, in order
 * @param page.current the one that the page shows; none on the front page
 */
export function pageHtml({
  lessons,
  current,
  headings = [],
  body,
}: {
  lessons: Lesson[];
  current?: Lesson;
  headings?: Heading[];
  body: string;
}) {
  const title = current ? `${current.title} · ${courseTitle}` : courseTitle;
  const description = current
    ? `${current.title}: afterwards you ${current.outcome.replace(/[*_`$\\]/g, "")}`
    : "Linear neural networks in TypeScript: notebooks that teach by running.";
  const hasCharts = body.includes('<figure class="chart"');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${pageHead}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<script>${beforeDrawing}</script>
<link rel="stylesheet" href="assets/site.css">
${hasCharts ? '<script defer src="assets/vega.js"></script>\n' : ""}<script defer src="assets/site.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header class="bar">
<button type="button" class="menu" aria-expanded="false" aria-controls="navigation">Contents</button>
<a class="home" href="index.html"${current ? "" : ' aria-current="page"'}>Linear Networks<span> in TypeScript</span></a>
<a class="reference" href="api/index.html">Library<span> reference</span></a>
<button type="button" class="open-search" aria-keyshortcuts="/">Search <kbd>/</kbd></button>
<button type="button" class="theme" aria-pressed="false">Dark</button>
</header>
<div class="layout">
<div class="navigation" id="navigation">
<nav class="course" aria-label="Notebooks">
<ol>
${lessons.map((lesson) => courseItem(lesson, lesson === current)).join("\n")}
</ol>
</nav>
${contents(headings)}</div>
<main id="content" tabindex="-1">
<article>
${body}</article>
${current ? neighbours(lessons, current) : ""}</main>
</div>
<dialog class="search" aria-labelledby="search-label">
<form method="dialog"><label id="search-label" for="search-words">Search all notebooks</label>
<button type="submit" class="close">Close</button></form>
<input type="search" id="search-words" autocomplete="off" spellcheck="false" enterkeyhint="search">
<p class="count" role="status"></p>
<ol class="results"></ol>
</dialog>
<p class="announcement" role="status"></p>
</body>
</html>
`;
}

const courseItem = ({ name, number, heading }: Lesson, isCurrent: boolean) =>
  `<li><a href="${name}.html"${isCurrent ? ' aria-current="page"' : ""}><span class="number">${number}</span> ${escapeHtml(heading)}</a></li>`;

function contents(headings: Heading[]) {
  const listed = headings.filter(({ level }) => level === 2 || level === 3);
  if (listed.length === 0) return "";
  const items = listed.map(
    ({ level, id, html }) => `<li class="level-${level}"><a href="#${id}">${html}</a></li>`,
  );
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
