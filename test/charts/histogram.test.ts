import { ChartError } from "../../lib/src/charts/common/check";
import { histogram, type HistogramOptions } from "../../lib/src/charts/histogram";
import { toPng } from "../../lib/src/charts/render/render";
import { houses } from "../../lib/src/data/houses";
import { random } from "../../lib/src/base/random";
import { draw, items, marks, texts } from "./draw";

const words = { title: "Twos are the most frequent", xTitle: "value" };
const few: HistogramOptions = { ...words, values: [0, 1, 1, 2, 2, 2, 4], bins: 4 };
const normal = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

describe("histogram", () => {
  test("draws each bin between its edges, as high as it counts", async () => {
    const view = await draw(histogram(few));
    const bins = items(view, "rect");
    const unit = view.height() / 3;
    expect(bins.map(({ height = NaN }) => Math.round((height / unit) * 1e6) / 1e6)).toEqual([1, 2, 3, 0, 1]);
    bins.forEach(({ x = NaN, width = NaN }, bin) => {
      expect(x).toBeCloseTo((bin * view.width()) / 5, 6);
      expect(width).toBeCloseTo(view.width() / 5, 6);
    });
    expect(texts(view)).toEqual(
      expect.arrayContaining(["7 values in 5 bins of equal width", "number of values", "value"]),
    );
    view.finalize();
  });

  test.each([0, 2.5, -1e17, 250_000])("counts values that are all %p in one bin", async (value) => {
    const view = await draw(histogram({ ...words, values: [value, value, value] }));
    expect(items(view, "rect")).toHaveLength(1);
    expect(items(view, "rect")[0].height).toBeCloseTo(view.height(), 6);
    view.finalize();
  });

  test("labels no fractions of a count", async () => {
    const view = await draw(histogram({ ...few, values: [1, 2] }));
    const labels = texts(view).slice(
      texts(view).indexOf("value") + 1,
      texts(view).indexOf("number of values"),
    );
    expect(labels).toEqual(["0", "1"]);
    view.finalize();
  });

  test("as a density has the area 1, and follows the curve that the values come from", async () => {
    const rng = random(3);
    const values = Float64Array.from({ length: 50_000 }, () => rng.normal());
    const x = Array.from({ length: 161 }, (_, place) => -4 + place / 20);
    const curve = { name: "normal density", x, y: x.map(normal) };
    const view = await draw(histogram({ ...words, values, density: true, curve }));
    const bins = items(view, "rect").map(
      ({ datum }) => datum as { from: number; to: number; height: number },
    );
    const area = bins.reduce((sum, { from, to, height }) => sum + (to - from) * height, 0);
    expect(area).toBeCloseTo(1, 3);
    for (const { from, to, height } of bins)
      expect(Math.abs(height - normal((from + to) / 2))).toBeLessThan(0.02);
    expect(marks(view, "line")[0].items).toHaveLength(161);
    expect(texts(view)).toEqual(expect.arrayContaining(["density", "normal density"]));
    view.finalize();
  });

  test("keeps the area true where values lie outside the frame", async () => {
    const view = await draw(histogram({ ...few, density: true, xDomain: [0, 2], bins: 2 }));
    expect(items(view, "rect").map(({ datum }) => datum?.["height"])).toEqual([0.1429, 0.7143]);
    expect(texts(view)).toContain("7 values in 2 bins of equal width; 1 lies outside the frame");
    view.finalize();
  });

  test("leaves room for a curve higher than the bars", async () => {
    const curve = { name: "twice as high", x: [0, 5], y: [6, 6] };
    const view = await draw(histogram({ ...few, curve }));
    marks(view, "line")[0].items.forEach(({ y }) => expect(y).toBeGreaterThanOrEqual(0));
    view.finalize();
  });

  test("writes small densities with exponents and zero without", async () => {
    const curve = { name: "flat", x: [0, 1e6], y: [2e-6, 2e-6] };
    const view = await draw(histogram({ ...few, values: [1, 5e5, 1e6], density: true, curve }));
    expect(texts(view)).toEqual(expect.arrayContaining(["0"]));
    expect(texts(view).filter((text) => /^[\d.]+e[−-]\d+$/.test(text)).length).toBeGreaterThan(2);
    expect(texts(view)).not.toContain("0e+0");
    view.finalize();
  });

  test("counts all 21,613 house sales and sends the bins alone", async () => {
    const prices = (await houses()).map(({ price }) => price);
    const spec = histogram({ ...words, values: prices, bins: 50, noun: "sales", xFormat: "$.3~s" });
    expect(JSON.stringify(spec).length).toBeLessThan(6000);
    const view = await draw(spec);
    const told = items(view, "rect").map(({ datum }) => Number(String(datum?.["n"]).replaceAll(",", "")));
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(21_613);
    // King County's cheapest house was sold for $75,000, the dearest for $7.7 million.
    expect(told).toHaveLength(39);
    expect(told[1]).toBe(prices.filter((price) => price >= 200_000 && price < 400_000).length);
    view.finalize();
    expect((await toPng(spec, { scale: 1 })).width).toBeLessThanOrEqual(680);
  });

  test.each([
    ["no values", { values: [] }, /histogram: values must hold at least one number, got none/],
    ["NaN", { values: [1, NaN] }, /values\[1\] must be a finite number .* got NaN/],
    ["no bins", { bins: 0 }, /bins is 0; a whole number from 1 to 200/],
    ["half a bin", { bins: 2.5 }, /bins is 2\.5/],
    ["too many bins", { bins: 201 }, /bins is 201/],
    ["an empty title", { title: "" }, /title must be a text .* got ""/],
    ["an empty title of the axis", { yTitle: " " }, /yTitle must be a text .* got " "/],
    [
      "a frame the wrong way round",
      { xDomain: [2, 1] as const },
      /xDomain must be two finite numbers, the smaller first, got \[2, 1\]/,
    ],
    [
      "a frame without values",
      { xDomain: [10, 20] as const },
      /at least one of the 7 values must lie in the frame/,
    ],
    [
      "a curve without points",
      { curve: { name: "c", x: [], y: [] } },
      /curve "c": x must hold at least one number, got none/,
    ],
    [
      "a curve of unequal length",
      { curve: { name: "c", x: [1, 2], y: [1] } },
      /y must have one value for each of the 2 of x, got 1/,
    ],
    [
      "a nameless curve",
      { curve: { name: "", x: [1], y: [1] } },
      /the curve's name must be a text .* got ""/,
    ],
    ["a curve below zero", { curve: { name: "c", x: [1, 2], y: [1, -1] } }, /y\[1\] = -1; heights ≥ 0/],
  ] as [string, Partial<HistogramOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => histogram({ ...few, ...changes })).toThrow(message);
    expect(() => histogram({ ...few, ...changes })).toThrow(ChartError);
  });
});
