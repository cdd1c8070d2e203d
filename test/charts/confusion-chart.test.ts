import { ChartError } from "../../lib/src/charts/common/check";
import { confusionChart, type ConfusionChartOptions } from "../../lib/src/charts/confusion-chart";
import { toPng } from "../../lib/src/charts/render/render";
import { draw, items, overlappingTexts, texts } from "./draw";

const small: ConfusionChartOptions = {
  matrix: [
    [8, 2, 0],
    [132, 862, 6],
    [0, 0, 0],
  ],
  classes: ["t-shirt", "shirt", "bag"],
  title: "Shirts are taken for t-shirts",
};
const fashion = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag"];
const ten: ConfusionChartOptions = {
  ...small,
  classes: [...fashion, "ankle boot"],
  matrix: Array.from({ length: 10 }, (_, row) =>
    Array.from({ length: 10 }, (_, column) => (row === column ? 6000 : 10 * row + column)),
  ),
};
const square = (q: number, count: number): ConfusionChartOptions => ({
  ...small,
  classes: Array.from({ length: q }, (_, k) => `class ${k}`),
  matrix: Array.from({ length: q }, () => Array<number>(q).fill(count)),
});
const told = (item: object): string => String((item as { tooltip: unknown }).tooltip);

describe("confusionChart", () => {
  test("draws actual classes in rows and predicted classes in columns", async () => {
    const view = await draw(confusionChart({ ...small, totals: false }));
    const cells = items(view, "rect").map(({ x = NaN, y = NaN }) => [x, y]);
    const xs = [...new Set(cells.map(([x]) => x))];
    const ys = [...new Set(cells.map(([, y]) => y))];
    expect([xs, ys].map((list) => list.length)).toEqual([3, 3]);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
    const counts = items(view, "text").slice(0, 9);
    expect(counts.map(({ text }) => text)).toEqual(small.matrix.flat().map(String));
    // "132" stands in the second row, that of shirts, and in the first column, that of t-shirts.
    const cell = items(view, "rect")[3];
    const count = counts[3];
    expect(count.x).toBeCloseTo((cell.x ?? NaN) + (cell.width ?? NaN) / 2, 6);
    expect(count.y).toBeCloseTo((cell.y ?? NaN) + (cell.height ?? NaN) / 2, 6);
    view.finalize();
  });

  test("says in a sentence what a cell means, on the cell and on its count", async () => {
    const view = await draw(confusionChart(small));
    const sentences = [
      "Of 10 samples of t-shirt, 8 (80.0 %) were classified correctly",
      "Of 10 samples of t-shirt, 2 (20.0 %) were taken for shirt",
      "Of 10 samples of t-shirt, 0 (0.0 %) were taken for bag",
      "Of 1,000 samples of shirt, 132 (13.2 %) were taken for t-shirt",
      "Of 1,000 samples of shirt, 862 (86.2 %) were classified correctly",
      "Of 1,000 samples of shirt, 6 (0.6 %) were taken for bag",
      ...Array<string>(3).fill("No samples of bag"),
    ];
    expect(items(view, "rect").map(told)).toEqual(sentences);
    expect(items(view, "text").slice(0, 9).map(told)).toEqual(sentences);
    const read = items(view, "text").slice(0, 9) as unknown as { description: string }[];
    expect(read.map(({ description }) => description)).toEqual(sentences);
    view.finalize();
  });

  test("colours by the share of the row: the diagonal blue, mistakes orange, nothing white", async () => {
    const view = await draw(confusionChart(small));
    const fills = items(view, "rect").map(({ fill }) => String(fill));
    const [red, blue] = [1, 5].map((at) => fills.map((fill) => parseInt(fill.slice(at, at + 2), 16)));
    const sides = fills.map((_, cell) => Math.sign(blue[cell] - red[cell]));
    expect(sides).toEqual([1, -1, 0, -1, 1, -1, 0, 0, 0]);
    // 2 of 10 is a greater share than 132 of 1,000, and that than 6: the less blue light, the darker the orange.
    expect(blue[1]).toBeLessThan(blue[3]);
    expect(blue[3]).toBeLessThan(blue[5]);
    view.finalize();
  });

  test("sums samples of each row and predictions of each column, unless told not to", async () => {
    const view = await draw(confusionChart(small));
    const sums = items(view, "text").slice(9, 15);
    expect(sums.map(({ text }) => text)).toEqual(["10", "1,000", "0", "140", "864", "6"]);
    expect(texts(view)).toEqual(expect.arrayContaining(["samples", "predictions"]));
    view.finalize();
    const plain = await draw(confusionChart({ ...small, totals: false }));
    expect(texts(plain)).not.toContain("samples");
    expect(texts(plain)).not.toContain("1,000");
    plain.finalize();
  });

  test.each([
    ["the classes of Fashion-MNIST", ten],
    ["two classes", square(2, 123_456)],
    ["twenty classes", square(20, 49)],
    ["twenty classes without sums", { ...square(20, 999), totals: false }],
    [
      "long names",
      { ...small, classes: ["a rather long name of a class", "of two", "incomprehensibilities"] },
    ],
  ])("writes all names and numbers whole and apart, within 680 pixels, for %s", async (_, options) => {
    const spec = confusionChart(options);
    const view = await draw(spec);
    const written = texts(view).map((text) => text.replaceAll("\n", " "));
    for (const name of options.classes) {
      expect(written.filter((text) => text === name)).toHaveLength(2);
    }
    expect(written).toEqual(expect.arrayContaining(["actual class", "predicted class", options.title]));
    expect(overlappingTexts(view)).toEqual([]);
    const sizes = items(view, "text").map((item) => (item as unknown as { fontSize: number }).fontSize);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(7);
    const { width } = await toPng(spec, { scale: 1 });
    expect(width).toBeLessThanOrEqual(680);
    view.finalize();
  });

  test("writes counts of ten classes in type of at least 11 pixels", async () => {
    const view = await draw(confusionChart(ten));
    for (const item of items(view, "text")) {
      expect((item as unknown as { fontSize: number }).fontSize).toBeGreaterThanOrEqual(11);
    }
    view.finalize();
  });

  test.each([
    ["one class", { classes: ["a"], matrix: [[1]] }, /classes has 1 names; 2 to 20/],
    ["21 classes", square(21, 1), /classes has 21 names/],
    ["classes of one name", { classes: ["a", "b", "a"] }, /two classes are "a"/],
    ["a nameless class", { classes: ["a", "", "c"] }, /classes\[1\] must be a text .* got ""/],
    ["a name too long", { classes: ["a", "b", "long ".repeat(7)] }, /at most 30 have room/],
    ["a row too few", { matrix: [[1, 2, 3]] }, /matrix has 1 rows; one for each of 3/],
    ["a row too short", { matrix: [[1, 2, 3], [1], [1, 2, 3]] }, /matrix\[1\] has 1 counts/],
    ["shares", { matrix: [[0.5, 0.5, 0], ...small.matrix.slice(1)] }, /matrix\[0\]\[0\] is 0\.5.*not shares/],
    ["a negative count", { matrix: [[1, 2, -3], ...small.matrix.slice(1)] }, /matrix\[0\]\[2\] is -3/],
    ["counts too large for the cells", square(20, 1_000_000), /no room for such large counts/],
    ["no title", { title: "" }, /title must be a text .* got ""/],
  ] as [string, Partial<ConfusionChartOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => confusionChart({ ...small, ...changes })).toThrow(message);
    expect(() => confusionChart({ ...small, ...changes })).toThrow(ChartError);
  });
});
