import { lessonPage } from "../../tools/site/lesson-page.ts";
import { lessonOf } from "../../tools/site/lesson.ts";
import { codeSummary } from "../../tools/site/fold.ts";
import { code, display, markdown, notebook, stdout } from "../notebooks/make-notebook.mjs";

import type { Cell } from "../../tools/notebooks/notebook-file.ts";

const chart = display({ "application/vnd.vegalite.v5+json": {}, "text/plain": "a line" });
const title = markdown("# 1.1 · A line\n\nAfterwards you can draw it.");

/** The page of a notebook with this cell, from its beginning on. */
async function cellOf(cell: Cell): Promise<string> {
  const lesson = lessonOf("1-1-line", notebook(title, cell));
  const { html } = await lessonPage(lesson, [lesson]);
  return html.slice(html.indexOf('<div class="cell">'), html.indexOf("</article>")).trim();
}

test.each([
  ["// Each sale <once>\nconst a = 1;", "Each sale <once>", []],
  ["/** What is drawn. */\nconst a = 1;", "What is drawn.", []],
  ["/**\n * What is drawn,\n * and how.\n */\nconst a = 1;", "What is drawn,", [chart]],
  ["const a = 1; // one", "Code of this chart", [chart]],
  ["// lib: models/linear-model.ts\nconst a = 1;", "Code of this output", [stdout("1")]],
  ["const a = 1;", "Code for what follows", []],
])("the code %j is announced by %j", (source, summary, outputs) => {
  expect(codeSummary(code(source, { outputs }))).toBe(summary);
});

test("code that a notebook hides is folded, its outputs are not", async () => {
  const cell = code("// One & two\nconst a = 1;", { outputs: [stdout("1\n")] });
  const html = await cellOf({ ...cell, metadata: { jupyter: { source_hidden: true } } });
  expect(html).toMatch(
    /^<div class="cell"><details class="folded"><summary>One &amp; two<\/summary><div class="code">/,
  );
  expect(html).toMatch(/<\/details>\n<pre class="printed"><samp>1<\/samp><\/pre>\n<\/div>$/);
});

test("outputs that a notebook hides are folded, its code is not", async () => {
  const cell = code("const a = 1;", { outputs: [stdout("1\n")] });
  const html = await cellOf({ ...cell, metadata: { jupyter: { outputs_hidden: true } } });
  expect(html).toMatch(/^<div class="cell"><div class="code">/);
  expect(html).toContain('<details class="folded"><summary>Output of this cell</summary><pre');
});

test("what JupyterLab collapses, and what is tagged as deeper, is collapsed to the end of the page", async () => {
  for (const metadata of [{ "jp-MarkdownHeadingCollapsed": true }, { tags: ["deeper"] }]) {
    const lesson = lessonOf("1-1-line", notebook(title, { ...markdown("## Proof"), metadata }, code("1;")));
    const { html } = await lessonPage(lesson, [lesson]);
    expect(html).toMatch(
      /<details class="deeper"><summary><h2 id="proof">Proof<\/h2><\/summary>\n<div class="cell">.*<\/details>\n<\/article>/s,
    );
  }
});
