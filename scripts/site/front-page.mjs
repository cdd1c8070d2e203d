import { withChineseMarked } from "./chinese.mjs";
import { escapeHtml } from "./html.mjs";
import { courseTitle, pageHtml } from "./layout.mjs";
import { inlineHtml } from "./markdown.mjs";

/** @import { Lesson } from "./lesson.mjs" */

/** The page that one comes to first: what the course is, and the table of its notebooks. @param {Lesson[]} lessons */
export const frontPage = (lessons) =>
  pageHtml({
    lessons,
    body: `<h1>${courseTitle}</h1>
<p class="lead">Linear regression and softmax regression, from the formula to a trained model, along a well-known
lecture. Every claim is a piece of code with what it printed, and many charts have sliders.</p>
<p>These pages can be read without a network. To run and change the code, get the notebooks and start them in JupyterLab
with <code>npm start</code>.</p>
<table class="lessons">
<caption>The notebooks</caption>
<thead><tr><th scope="col">Notebook</th><th scope="col">Afterwards you …</th></tr></thead>
<tbody>
${lessons.map(row).join("\n")}
</tbody>
</table>
`,
  });

/** @param {Lesson} lesson */
const row = ({ name, title, chinese, outcome }) =>
  `<tr><th scope="row"><a href="${name}.html">${escapeHtml(title)}</a>${
    chinese ? `<span class="chinese">${withChineseMarked(escapeHtml(chinese))}</span>` : ""
  }</th><td>${inlineHtml(outcome)}</td></tr>`;
