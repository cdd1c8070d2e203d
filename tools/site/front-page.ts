import { escapeHtml, withChineseMarked } from "./html.ts";
import { courseTitle, pageHtml } from "./layout.ts";
import { inlineHtml } from "./markdown.ts";

import type { Lesson } from "./lesson.ts";

/** The page that one comes to first: what the course is, and the table of its notebooks. */
export const frontPage = (lessons: Lesson[]) =>
  pageHtml({
    lessons,
    body: `<h1>${courseTitle}</h1>
<p class="lead">Linear regression and softmax regression, from the formula to a trained model, along a well-known
lecture. Every claim is a piece of code with what it printed, and many charts have sliders.</p>
<p>These pages can be read without a network. To run and change the code, get the notebooks and start them in JupyterLab
with <code>npm start</code>.</p>
<table class="lessons" role="table">
<caption>The notebooks</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Notebook</th><th scope="col" role="columnheader">Afterwards you …</th></tr></thead>
<tbody role="rowgroup">
${lessons.map(row).join("\n")}
</tbody>
</table>
`,
  });

/** The roles are stated because on a narrow screen the rows are drawn as blocks. */
const row = ({ name, title, chinese, outcome }: Lesson) =>
  `<tr role="row"><th scope="row" role="rowheader"><a href="${name}.html">${escapeHtml(title)}</a>${
    chinese ? `<span class="chinese">${withChineseMarked(escapeHtml(chinese))}</span>` : ""
  }</th><td role="cell">${inlineHtml(outcome)}</td></tr>`;
