import { closedSections, markdownHtml } from "../../tools/site/markdown.ts";
import { newPage } from "./new-page.mjs";

test("a link to a notebook leads to its page, and keeps the place in it", () => {
  const page = newPage({ pages: ["1-2-descent"] });
  expect(markdownHtml("[next](1-2-descent.ipynb#rate)", page)).toBe(
    '<p><a href="1-2-descent.html#rate">next</a></p>\n',
  );
});

test("a link to a notebook that becomes no page is plain text, and is told of", () => {
  const page = newPage();
  expect(markdownHtml("See [**2.6**](2-6-questions.ipynb), later.", page)).toBe(
    "<p>See <strong>2.6</strong>, later.</p>\n",
  );
  expect(page.missing).toEqual(["2-6-questions"]);
});

test("links to elsewhere and within the page stay what they are", () => {
  const html = markdownHtml("[tf](https://js.tensorflow.org/) and [two](#q2)", newPage());
  expect(html).toContain('<a href="https://js.tensorflow.org/" rel="external noopener">tf</a>');
  expect(html).toContain('<a href="#q2">two</a>');
});

test("headings get names of their own, also where two read the same", () => {
  const page = newPage();
  expect(markdownHtml("## 1 · 梯度下降 · Gradient descent\n\n## Gradient descent", page)).toBe(
    '<h2 id="gradient-descent">1 · <span lang="zh-Hans">梯度下降</span> · Gradient descent</h2>\n' +
      '<h2 id="gradient-descent-2">Gradient descent</h2>\n',
  );
  expect(page.headings.map(({ level, id }) => [level, id])).toEqual([
    [2, "gradient-descent"],
    [2, "gradient-descent-2"],
  ]);
});

test("an anchor before a heading becomes the heading's name", () => {
  const page = newPage();
  expect(markdownHtml('<a id="q1"></a>\n## 1 · Why?', page)).toBe('<h2 id="q1">1 · Why?</h2>\n');
});

test("what stands under a heading is its section, in words that can be searched", () => {
  const page = newPage();
  markdownHtml("# Title\n\nFirst $w_0$ *words*.\n\n$$x = 1$$\n\n## Part\n\n`code` & <b>more</b>", page);
  markdownHtml("from the next cell", page);
  const sections = page.sections.map(({ title, texts }) => [title, texts.filter(Boolean).join(" ")]);
  expect(sections).toEqual([
    ["Title", "First w0 words. …"],
    ["Part", "code & more from the next cell"],
  ]);
});

test("a section marked as deeper is collapsed behind its heading, up to the next heading of its level", () => {
  const page = newPage();
  const html =
    markdownHtml("## First\n\n### Deeper: why\n\nBecause.\n\n#### Even more\n\n### Next", page) +
    markdownHtml("## 3 · Deeper still", page) +
    closedSections(page);
  expect(html).toBe(
    '<h2 id="first">First</h2>\n' +
      '<details class="deeper"><summary><h3 id="deeper-why">Deeper: why</h3></summary>\n<p>Because.</p>\n' +
      '<h4 id="even-more">Even more</h4>\n</details>\n<h3 id="next">Next</h3>\n' +
      '<details class="deeper"><summary><h2 id="deeper-still">3 · Deeper still</h2></summary>\n</details>\n',
  );
  expect(page.headings.map(({ id }) => id)).toContain("even-more");
});

test("a cell can mark its heading as deeper, and only that one", () => {
  const page = newPage();
  page.isDeeper = true;
  const html = markdownHtml("## Proof\n\n## Use", page);
  expect(html).toBe(
    '<details class="deeper"><summary><h2 id="proof">Proof</h2></summary>\n</details>\n<h2 id="use">Use</h2>\n',
  );
});

test("Chinese is marked as Chinese, in prose but not in code", () => {
  expect(markdownHtml("**Softmax 回归** `回归`", newPage())).toBe(
    '<p><strong>Softmax <span lang="zh-Hans">回归</span></strong> <code>回归</code></p>\n',
  );
});

test("a solution stays folded, its code highlighted and its formulas set", () => {
  const html = markdownHtml(
    "<details>\n<summary>Solution</summary>\n\n```ts\nconst a = 1;\n```\n\nIt is $c$.\n\n</details>",
    newPage(),
  );
  expect(html).toContain("<summary>Solution</summary>");
  expect(html).toContain('<span class="hljs-keyword">const</span>');
  expect(html).toContain('class="katex"');
  expect(html.trimEnd()).toMatch(/<\/details>$/);
});

test("a table can be moved sideways in a box of its own", () => {
  expect(markdownHtml("| a | b |\n|---|---|\n| 1 | $|x|$ |", newPage())).toMatch(
    /^<div class="table"><table>[^]*<\/table><\/div>\n$/,
  );
});
