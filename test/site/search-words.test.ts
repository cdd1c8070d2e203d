import fc from "fast-check";
import { excerpt, wordsOf } from "../../tools/site/client/search-words.ts";

const joined = (pieces: { words: string }[]) => pieces.map(({ words }) => words).join("");

test("words are runs of letters and digits; each Chinese character is one", () => {
  expect(wordsOf("tf.matMul(X, ŷ) 线性回归 η=0.3")).toEqual([
    "tf",
    "matMul",
    "X",
    "ŷ",
    "线",
    "性",
    "回",
    "归",
    "η",
    "0",
    "3",
  ]);
});

test("an excerpt of a short text is the text, with what was found marked", () => {
  expect(excerpt("The Gradient of a loss", ["gradient"])).toEqual([
    { words: "The ", isFound: false },
    { words: "Gradient", isFound: true },
    { words: " of a loss", isFound: false },
  ]);
});

test("an excerpt of a long text stands around the first word found, cut between words", () => {
  const text = `${"before ".repeat(40)}needle ${"after ".repeat(60)}`.trim();
  const pieces = excerpt(text, ["needle"]);
  expect(pieces.filter(({ isFound }) => isFound)).toEqual([{ words: "needle", isFound: true }]);
  expect(joined(pieces)).toMatch(/^… before (before )*needle (after )*after …$/);
});

test("an excerpt is part of the text, whatever is looked for", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 400 }),
      fc.array(fc.string({ minLength: 1, maxLength: 4 })),
      (text, terms) => {
        const inside = joined(excerpt(text, terms)).replace(/^… /, "").replace(/ …$/, "");
        expect(text.includes(inside) || `… ${text} …`.includes(inside)).toBe(true);
        expect(inside.length).toBeLessThanOrEqual(160);
      },
    ),
  );
});
