import { markdownHtml } from "../../tools/site/markdown.ts";
import { mathsHtml, mathsText } from "../../tools/site/maths.ts";
import { newPage } from "./new-page.mjs";

/** The formulas in a Markdown text, as TeX, and how they stand. */
function formulasOf(source: string): { tex: string; isDisplay: boolean }[] {
  const html = markdownHtml(source, newPage());
  return html
    .split('<span class="katex">')
    .slice(1)
    .map((piece, i) => ({
      tex: /<annotation encoding="application\/x-tex">([^<]*)</.exec(piece)?.[1] ?? "",
      isDisplay: html.split('<span class="katex">')[i]?.endsWith('<span class="katex-display">') ?? false,
    }));
}

test.each([
  ["the loss $L(w)$ of $w$", ["L(w)", "w"]],
  ["from $5 to $7 each", []],
  ["it costs 5$ or $x$3", []],
  ["a `$x$` in code", []],
  [String.raw`escaped \$x\$`, []],
  ["$a_1$ and *b*, $c_1$", ["a_1", "c_1"]],
  ["$ x$ and $y $", []],
  ["(“$x$”)", ["x"]],
])("in %j the formulas are %j", (source, formulas) => {
  expect(formulasOf(source)).toEqual(formulas.map((tex) => ({ tex, isDisplay: false })));
});

test("double dollars make a formula with a line to itself, within a sentence or not", () => {
  expect(formulasOf("so that\n$$a = b,$$\nand $c$")).toEqual([
    { tex: "a = b,", isDisplay: true },
    { tex: "c", isDisplay: false },
  ]);
  expect(formulasOf("> $$\n> a\n> $$")).toEqual([{ tex: "a", isDisplay: true }]);
});

test("what looks like a list or a heading in a formula belongs to the formula", () => {
  const html = markdownHtml("$$\na\n- b\n= c\n$$\n\n- item", newPage());
  expect(html.match(/<annotation[^>]*>([^<]*)</)?.[1]).toBe("a\n- b\n= c");
  expect(html.match(/<li>/g)).toHaveLength(1);
});

test("a formula is there for the eye and, as MathML, for screen readers", () => {
  expect(mathsHtml(String.raw`\frac12`, false)).toMatch(
    /<math .*<mfrac>.*<span class="katex-html" aria-hidden="true">/,
  );
});

test("the name of a function can be an index without braces, as in TeX", () => {
  expect(mathsHtml(String.raw`\lambda_\min`, false)).toContain("min");
});

test("a formula that cannot be read is told of, and why", () => {
  expect(() => mathsHtml(String.raw`\frac{1}`, true)).toThrow(
    /^the formula \\frac\{1\} cannot be read: .*argument/,
  );
});

test("in lists of what was found, a formula is plain characters", () => {
  expect(mathsText(String.raw`\hat y - y`)).toBe("y^−y");
  expect(mathsText("a < b")).toBe("a<b");
});
