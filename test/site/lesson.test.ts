import { lessonOf } from "../../tools/site/lesson.ts";
import { markdown, notebook } from "../notebooks/make-notebook.mjs";

const first = `# 1.2 · Basic optimisation

Lecture section: **基础优化算法** · the second part

Two algorithms. Afterwards you can compute a rate of 1.5, and say why. More follows.`;

test("a notebook's first cell tells its number, titles, and what the reader can do afterwards", () => {
  expect(lessonOf("1-2-basic", notebook(markdown(first)))).toMatchObject({
    title: "1.2 · Basic optimisation",
    number: "1.2",
    heading: "Basic optimisation",
    chinese: "基础优化算法",
    outcome: "can compute a rate of 1.5, and say why.",
  });
});

test("a notebook outside the lecture has no Chinese title", () => {
  const source = "# 0 · Start here\n\nAfter this notebook you know your way around.";
  expect(lessonOf("0-start", notebook(markdown(source)))).toMatchObject({
    outcome: "know your way around.",
    chinese: undefined,
  });
});

test.each([
  ["Text\n\nAfterwards you can.", 'x: the first cell has no title like "# 1.1 · Linear regression"'],
  ["# 1.1 · Title\n\nText.", "x: the first cell does not say what the reader can do afterwards"],
])("of the first cell %j it is told what is missing", (source, message) => {
  expect(() => lessonOf("x", notebook(markdown(source)))).toThrow(message);
});
