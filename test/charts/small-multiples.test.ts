import type { View } from "vega";
import { ChartError } from "../../lib/src/charts/common/check";
import type { ContourPanelsOptions } from "../../lib/src/charts/small-multiples";
import type { CurvePanelsOptions } from "../../lib/src/charts/small-multiples";
import { toPng } from "../../lib/src/charts/render/render";
import { scenesOf } from "../../lib/src/charts/render/vega-engine";
import { smallMultiples } from "../../lib/src/charts/small-multiples";
import { draw, items, marks, texts } from "./draw";

/** Gradient descent on (x² + 10 y²) / 2 from [−4, 1.5], in closed form. */
const descent = (title: string, learningRate: number, steps = 12) => ({
  ...{ title, learningRate },
  points: Array.from({ length: steps + 1 }, (_, step): [number, number] => [
    -4 * (1 - learningRate) ** step,
    1.5 * (1 - 10 * learningRate) ** step,
  ]),
});
const descents: ContourPanelsOptions = {
  contour: {
    f: (x, y) => (x * x + 10 * y * y) / 2,
    ...{ xDomain: [-5, 5], yDomain: [-2, 2], minimum: [0, 0] },
  },
  panels: [
    descent("Too small", 0.01),
    descent("Good", 0.1),
    descent("Swings", 0.19),
    descent("Too large: diverges", 0.3),
  ],
  controls: { steps: 12 },
  ...{ title: "The learning rate decides", xTitle: "w₁", yTitle: "w₂", valueName: "loss" },
};
const falling = (name: string, factor: number) => ({ name, x: [1, 2, 3], y: [1, factor, factor ** 2] });
const losses: CurvePanelsOptions = {
  panels: [
    { title: "η = 0.1", series: [falling("SGD", 0.5), falling("Adam", 0.2)] },
    { title: "η = 0.01", series: [falling("Adam", 0.8)] },
  ],
  ...{ title: "Both learn", xTitle: "epoch", yTitle: "loss", logY: true },
};
const captions = (view: View): string[] => texts(view).filter((text) => /^(η|loss) = |overflows/.test(text));
const axisLabels = (view: View): string[] =>
  [...scenesOf(view)]
    .filter(({ marktype, role }) => marktype === "text" && role === "axis-label")
    .flatMap((scene) => scene.items.map(({ text }) => String(text)));

describe("smallMultiples of paths", () => {
  test("draws one path a panel on the same contours, and tells where each has come to", async () => {
    const view = await draw(smallMultiples(descents));
    expect(marks(view, "shape").map((scene) => scene.items.length)).toEqual([10, 10, 10, 10]);
    const rounded = (loss: number): string => String(Number(loss.toPrecision(3)));
    const loss = (rate: number) => 8 * (1 - rate) ** 24 + 11.25 * (1 - 10 * rate) ** 24;
    expect(captions(view)).toEqual([
      ...["η = 0.01, 12 steps", `loss = ${rounded(loss(0.01))}`],
      ...["η = 0.1, 12 steps", `loss = ${rounded(loss(0.1))}`],
      ...["η = 0.19, 12 steps", `loss = ${rounded(loss(0.19))}`],
      ...["η = 0.3, 12 steps", "loss = 1.89e+8, outside"],
    ]);
    view.finalize();
  });

  test("cuts all paths with one slider", async () => {
    const view = await draw(smallMultiples(descents));
    const before = items(view, "rule").length;
    await view.signal("steps", 1).runAsync();
    expect(items(view, "rule").length).toBeLessThan(before);
    expect(items(view, "rule")).toHaveLength(4);
    expect(captions(view).filter((text) => text.includes("1 step"))).toHaveLength(4);
    view.finalize();
  });

  test("says where a path overflows", async () => {
    const view = await draw(
      smallMultiples({ ...descents, controls: {}, panels: [descent("Huge", 9, 1000), descent("Good", 0.1)] }),
    );
    expect(captions(view)).toContain("then it overflows");
    view.finalize();
  });

  test("labels y at the left alone, and x where there is no panel below", async () => {
    const three = { ...descents, panels: descents.panels.slice(0, 3), columns: 2 };
    const view = await draw(smallMultiples(three));
    // Once for each of the two rows, and once for each of the two panels that stand lowest.
    expect(axisLabels(view).filter((text) => text === "−1")).toHaveLength(2);
    expect(axisLabels(view).filter((text) => text === "4")).toHaveLength(2);
    view.finalize();
  });

  test.each([1, 2, 3, 4, 5, 12])("stays within 680 pixels with %d panels", async (count) => {
    const panels = Array.from({ length: count }, (_, place) => descent(`Panel ${place}`, 0.1 + place / 100));
    const { width } = await toPng(smallMultiples({ ...descents, panels }), { scale: 1 });
    expect(width).toBeLessThanOrEqual(680);
    expect(width).toBeGreaterThan(600);
  });

  test.each([
    ["no panels", { panels: [] }, /smallMultiples: there are 0 panels/],
    [
      "a panel without a title",
      { panels: [descent("", 0.1)] },
      /panels\[0\]\.title must be a text .* got ""/,
    ],
    [
      "a path of no points",
      { panels: [{ ...descent("a", 1), points: [] }] },
      /panels\[0\]\.points has 0 points/,
    ],
    ["five columns", { columns: 5 }, /columns is 5; a whole number from 1 to 4/],
    ["a low frame", { height: 20 }, /height is 20; 80 to 400/],
    [
      "a long name of the function",
      { valueName: "mean squared error of prices" },
      /shorten it, or set fewer columns/,
    ],
    [
      "a control of the learning rate",
      { controls: { learningRate: 0.1 } as object },
      /each panel has its own learning rate/,
    ],
  ] as [string, Partial<ContourPanelsOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => smallMultiples({ ...descents, ...changes })).toThrow(message);
    expect(() => smallMultiples({ ...descents, ...changes })).toThrow(ChartError);
  });
});

describe("smallMultiples of curves", () => {
  test("gives equal names equal looks, and all panels the same axes", async () => {
    const view = await draw(smallMultiples(losses));
    const lines = marks(view, "line").map((scene) => scene.items.map(({ y }) => y));
    const colours = marks(view, "line").map((scene) => scene.items[0].stroke);
    expect(colours).toEqual(["#0072B2", "#D55E00", "#D55E00"]);
    // All start at a loss of one, the highest; only Adam's 0.04 reaches the bottom.
    expect(lines.map(([first]) => first)).toEqual([0, 0, 0]);
    expect(lines.map(([, , last]) => Math.round(last ?? NaN))).toEqual([
      Math.round((150 * Math.log(0.25)) / Math.log(0.04)),
      150,
      Math.round((150 * Math.log(0.64)) / Math.log(0.04)),
    ]);
    expect(texts(view)).toEqual(
      expect.arrayContaining(["SGD", "Adam", "η = 0.1", "η = 0.01", "epoch", "loss"]),
    );
    expect(texts(view).filter((text) => text === "loss")).toHaveLength(1);
    view.finalize();
  });

  test("stays within 680 pixels", async () => {
    for (const count of [1, 2, 5]) {
      const panels = Array.from({ length: count }, () => losses.panels[0]);
      const { width } = await toPng(smallMultiples({ ...losses, panels }), { scale: 1 });
      expect(width).toBeLessThanOrEqual(680);
      expect(width).toBeGreaterThan(600);
    }
  });

  test.each([
    ["no panels", { panels: [] }, /there are 0 panels/],
    ["a panel without curves", { panels: [{ title: "a", series: [] }] }, /panel "a": series has 0 curves/],
    [
      "a loss of zero on a logarithmic axis",
      { panels: [{ title: "a", series: [{ name: "b", x: [1], y: [0] }] }] },
      /panel "a", curve "b": y\[0\] must be above 0 on a logarithmic axis, got 0/,
    ],
    [
      "eight names",
      { panels: Array.from("abcdefgh", (name) => ({ title: name, series: [falling(name, 0.5)] })) },
      /at most 7 different names/,
    ],
  ] as [string, Partial<CurvePanelsOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => smallMultiples({ ...losses, ...changes })).toThrow(message);
    expect(() => smallMultiples({ ...losses, ...changes })).toThrow(ChartError);
  });
});
