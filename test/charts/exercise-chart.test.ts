import { exerciseChart, type ExerciseMark } from "../../lib/src/charts/exercise-chart";
import { toPng } from "../../lib/src/charts/render/render";
import { draw, items, overlappingTexts, texts } from "./draw";

const mark = (number: number, level: ExerciseMark["level"], state: ExerciseMark["state"]): ExerciseMark => ({
  ...{ number, level, state },
  title: `Exercise ${number}, as "it" is called`,
});
const rows = [
  { name: "1.1 Linear regression", marks: [mark(1, 1, "solved"), mark(2, 3, "tried"), mark(3, 1, "open")] },
  { name: "1.2 Basic optimisation", marks: [mark(1, 2, "open")] },
];

test("each exercise is a numbered mark in the row of its notebook and the column of its level", async () => {
  const view = await draw(exerciseChart({ rows, title: "One of four is solved" }));
  const numbers = items(view, "text").filter(({ text }) => /^\d+$/.test(String(text)));
  expect(numbers.map(({ text }) => String(text))).toEqual(["1", "3", "2", "1"]);
  const [first, third, second, other] = numbers.map(({ x, y }) => ({ x: x as number, y: y as number }));
  expect(first.y).toBe(third.y);
  expect(first.y).toBe(second.y);
  expect(other.y).toBeGreaterThan(first.y);
  expect(first.x).toBeLessThan(third.x);
  expect(third.x).toBeLessThan(other.x);
  expect(other.x).toBeLessThan(second.x);
  expect(texts(view)).toEqual(expect.arrayContaining(["level ●○○", "level ●●●", "1 of 3", "0 of 1"]));
  view.finalize();
});

test("solved, tried and open differ in filling and in rim, and the numbers stay legible on them", async () => {
  const view = await draw(exerciseChart({ rows, title: "One of four is solved" }));
  const looks = items(view, "symbol").map(({ fill, stroke }) => `${String(fill)} ${String(stroke)}`);
  expect(looks).toEqual(["#0072B2 #0072B2", "#EEEEEE #EEEEEE", "#FFFFFF #D55E00", "#EEEEEE #EEEEEE"]);
  const inks = items(view, "text")
    .filter(({ text }) => /^\d+$/.test(String(text)))
    .map(({ fill }) => fill);
  expect(inks).toEqual(["#FFFFFF", "#444444", "#444444", "#444444"]);
  view.finalize();
});

test("eleven notebooks with fifteen exercises of a level each still fit, and nothing is drawn over another", async () => {
  const many = Array.from({ length: 11 }, (_, i) => ({
    name: `${i + 1}.1 The image classification data set`,
    marks: Array.from({ length: 15 }, (__, number) =>
      mark(number + 1, ((number % 3) + 1) as 1 | 2 | 3, "open"),
    ),
  }));
  const spec = exerciseChart({
    rows: many,
    title: "165 exercises, none solved yet: 1.1/1 is a place to begin",
  });
  const view = await draw(spec);
  expect(overlappingTexts(view)).toEqual([]);
  view.finalize();
  expect((await toPng(spec)).width).toBeLessThanOrEqual(680);
});

test("no exercise at all, or two notebooks of one name, is an error", () => {
  expect(() => exerciseChart({ rows: [], title: "None" })).toThrow(/rows holds no exercise/);
  expect(() => exerciseChart({ rows: [rows[0], rows[0]], title: "Twice" })).toThrow(/the same name/);
});
