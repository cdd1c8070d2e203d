import { basename } from "node:path";
import { sections } from "../../exercises/src/index.js";
import { useBackend } from "../../lib/src/base/backend.js";
import { judgementOf } from "../../lib/src/notebook/check.js";
import { exercisesOf, stubProblems } from "../../tools/notebooks/exercises.ts";
import { findNotebooks } from "../../tools/notebooks/find-notebooks.ts";
import { readNotebook } from "../../tools/notebooks/notebook-file.ts";
import { exercises as registered } from "../support/all-exercises";

const sectionOf = (file: string) => /^(\d+)-(\d+)-/.exec(basename(file))?.slice(1).join(".") ?? "";
const notebooks = findNotebooks([]).map((file) => {
  const notebook = readNotebook(file);
  return { name: basename(file), section: sectionOf(file), notebook, found: exercisesOf(notebook) };
});
const withExercises = notebooks.filter(({ section }) => section !== "");

test("there are sixty exercises or more, of every level, and each anticipates two mistakes with hints of their own", () => {
  const all = Object.entries(registered);
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(new Set(all.map(([, { level }]) => level))).toEqual(new Set([1, 2, 3]));
  const withFewer = all.filter(([, { mistakes }]) => new Set(mistakes.map(({ hint }) => hint)).size < 2);
  expect(withFewer.map(([id]) => id)).toEqual([]);
});

test("what is registered is in the notebooks, and what is in the notebooks is registered", () => {
  const inNotebooks = notebooks.flatMap(({ found }) => found.map(({ id }) => id));
  expect(inNotebooks.sort()).toEqual(Object.keys(registered).sort());
});

test.each(withExercises)("$name is called as its section, and numbers its exercises from 1", (each) => {
  const { section, notebook, found } = each;
  const { title } = sections[section as keyof typeof sections];
  const [heading] = notebook.cells[0].source.split("\n");
  expect(heading).toMatch(new RegExp(`^# ${section} · `));
  expect(heading.toLowerCase()).toContain(title.toLowerCase());
  expect(found.map(({ id }) => id)).toEqual(found.map((_, i) => `${section}/${i + 1}`));
});

test.each(withExercises)(
  "the exercises of $name have the title and the level of the package of exercises",
  (each) => {
    const { notebook, found } = each;
    for (const { id, number } of found) {
      const question = notebook.cells.find((cell) => cell.id === `exercise-${number}`);
      const { title, level } = registered[id];
      const marks = "●".repeat(level) + "○".repeat(3 - level);
      expect(question?.source.split("\n")[0]).toBe(`**${number} · ${title}** · level ${marks}`);
    }
  },
);

test.each(withExercises)("as shipped, every exercise of $name is not answered yet", ({ notebook }) => {
  expect(stubProblems(notebook)).toEqual([]);
});

describe("what is said of an answer does not hold the answer", () => {
  beforeAll(useBackend);

  const numberExercises = Object.entries(registered).filter(([, { form }]) => form === "number");

  test.each(numberExercises)("%s", async (id, { mistakes, hint, shows }) => {
    const told = [...mistakes.map((mistake) => mistake.hint), hint ?? "", shows];
    for (const text of told) {
      for (const number of numbersIn(text)) {
        const { verdict } = await judgementOf(id, number);
        expect({ text, number, verdict }).toEqual({ text, number, verdict: "wrong" });
      }
    }
  });

  test("numbers are found in a text as people write them", () => {
    expect(numbersIn("−1,234.5 dollars, 10⁻³, 3·2 and 50 %, η = .5, x₁")).toEqual([
      -1234.5, 10, 3, 2, 50, 0.5,
    ]);
  });
});

/** The numbers that a text holds. */
function numbersIn(text: string): number[] {
  const found = text.matchAll(/[−-]?(?:\d{1,3}(?:,\d{3})+|\d+)?\.?\d+/g);
  return Array.from(found, ([number]) => Number(number.replaceAll(",", "").replace("−", "-")));
}
