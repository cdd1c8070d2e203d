import type { View } from "vega";
import { ChartError } from "../../../lib/src/charts/common/check";
import {
  contourWithPaths,
  type ContourWithPathsOptions,
} from "../../../lib/src/charts/contour/contour-with-paths";
import { toPng } from "../../../lib/src/charts/render/render";
import { draw, items, marks, texts } from "../draw";

/** Gradient descent on (x² + 10 y²) / 2 from [−4, 1.5], in closed form. */
const descent = (learningRate: number, steps: number): [number, number][] =>
  Array.from({ length: steps + 1 }, (_, step) => [
    -4 * (1 - learningRate) ** step,
    1.5 * (1 - 10 * learningRate) ** step,
  ]);
const path = (learningRate: number, steps = 10, name = "descent") => ({
  ...{ name, learningRate },
  points: descent(learningRate, steps),
});
const valley: ContourWithPathsOptions = {
  f: (x, y) => (x * x + 10 * y * y) / 2,
  ...{ xDomain: [-5, 5], yDomain: [-2, 2], minimum: [0, 0] },
  paths: [path(0.1)],
  ...{ title: "Descent finds the valley's floor", xTitle: "w₁", yTitle: "w₂", valueName: "loss" },
};
const rates = [0.05, 0.1, 0.15, 0.2, 0.25];
const moved = {
  ...valley,
  paths: rates.map((rate) => path(rate)),
  controls: { learningRate: 0.15, steps: 4 },
};

const dots = (view: View) =>
  items(view, "symbol")
    .filter(({ datum }) => datum?.["step"] !== undefined && datum["told"] === undefined)
    .filter(({ y = -1 }) => y >= 0);
const told = (view: View): string[] => texts(view).filter((text) => text.includes("η = "));

describe("contourWithPaths", () => {
  test("draws a band between two contours each, and a dot and a line for each step", async () => {
    const view = await draw(contourWithPaths({ ...valley, thresholds: [1, 5, 20] }));
    expect(items(view, "shape")).toHaveLength(4);
    expect(new Set(items(view, "shape").map(({ fill }) => String(fill))).size).toBe(4);
    expect(texts(view)).toEqual(expect.arrayContaining(["below 1", "1 – 5", "5 – 20", "from 20", "loss"]));
    expect(dots(view)).toHaveLength(11);
    expect(items(view, "rule")).toHaveLength(10);
    view.finalize();
  });

  test("puts dots where the path's points are, on the scale of the contours", async () => {
    const view = await draw(contourWithPaths(valley));
    dots(view).forEach(({ x = NaN, y = NaN }, step) => {
      const [first, second] = descent(0.1, 10)[step];
      expect(Math.abs(x - (view.width() * (first + 5)) / 10)).toBeLessThan(0.5);
      expect(Math.abs(y - (view.height() * (2 - second)) / 4)).toBeLessThan(0.5);
    });
    view.finalize();
  });

  test("tells where a path has come to", async () => {
    const view = await draw(contourWithPaths(valley));
    // y is 0 after the first step, and x is −4 · 0.9¹⁰ after ten.
    expect(told(view)).toEqual([`descent, η = 0.1: after 10 steps loss = ${(8 * 0.9 ** 20).toPrecision(4)}`]);
    view.finalize();
  });

  test("lets sliders choose the learning rate and the number of steps, and moves nothing else", async () => {
    const spec = contourWithPaths(moved);
    expect(spec.params).toMatchObject([
      { name: "learningRate", value: 0.15, bind: { input: "range", min: 0.05, max: 0.25, step: 0.05 } },
      { name: "chosenRate" },
      { name: "steps", value: 4, bind: { input: "range", min: 0, max: 10, step: 1 } },
    ]);
    const view = await draw(spec);
    const value = (rate: number, steps: number) => {
      const [x, y] = descent(rate, steps)[steps];
      return (x * x + 10 * y * y) / 2;
    };
    expect(dots(view)).toHaveLength(5);
    expect(told(view)).toEqual([`descent, η = 0.15: after 4 steps loss = ${value(0.15, 4).toPrecision(4)}`]);
    const bands = JSON.stringify(items(view, "shape").map(({ fill }) => fill));
    // As a browser gives it: a multiple of the step in floating point.
    await view
      .signal("learningRate", 0.05 + 3 * 0.05 + 1e-15)
      .signal("steps", 1)
      .runAsync();
    expect(told(view)).toEqual(["descent, η = 0.2: after 1 step loss = 16.37"]);
    expect(dots(view)).toHaveLength(2);
    expect(items(view, "rule")).toHaveLength(1);
    await view.signal("learningRate", 0.25).signal("steps", 0).runAsync();
    expect(told(view)).toEqual(["descent, η = 0.25: at the start loss = 19.25"]);
    expect(JSON.stringify(items(view, "shape").map(({ fill }) => fill))).toBe(bands);
    view.finalize();
  });

  test("offers a menu where learning rates are not equally far apart", async () => {
    const paths = [0.001, 0.01, 0.1].map((rate) => path(rate));
    const spec = contourWithPaths({ ...valley, paths, controls: { learningRate: 0.01 } });
    expect(spec.params?.[0]).toMatchObject({ bind: { input: "select", options: [0.001, 0.01, 0.1] } });
    const view = await draw(spec);
    expect(told(view)[0]).toMatch(/η = 0\.01: after 10 steps/);
    await view.signal("learningRate", 0.1).runAsync();
    expect(told(view)[0]).toMatch(/η = 0\.1: after 10 steps/);
    view.finalize();
  });

  test("cuts a diverging path at the frame, and says so and when it overflows", async () => {
    const paths = [path(0.3, 20)];
    const view = await draw(contourWithPaths({ ...valley, paths, controls: { steps: 20 } }));
    for (const { x = NaN, y = NaN, x2 = NaN, y2 = NaN } of items(view, "rule")) {
      for (const place of [x, x2]) expect(place >= -1e-6 && place <= view.width() + 1e-6).toBe(true);
      for (const place of [y, y2]) expect(place >= -1e-6 && place <= view.height() + 1e-6).toBe(true);
    }
    expect(told(view)[0]).toMatch(/after 20 steps loss = .*, outside the frame$/);
    expect(dots(view)).toHaveLength(1);
    await view.signal("steps", 0).runAsync();
    expect(told(view)[0]).not.toContain("outside");
    view.finalize();

    const overflowing = { ...path(5, 1000), name: "huge" };
    expect(overflowing.points[1000].some(Number.isFinite)).toBe(false);
    const second = await draw(contourWithPaths({ ...valley, paths: [overflowing] }));
    expect(told(second)[0]).toMatch(/^huge, η = 5: overflows after \d+ steps$/);
    second.finalize();
  });

  test("tells paths apart by colour and shape, and by a row each", async () => {
    const paths = [path(0.01, 10, "too small"), path(0.1, 10, "good"), path(0.19, 10, "swings")];
    const view = await draw(contourWithPaths({ ...valley, paths }));
    expect(told(view).map((text) => text.split(",")[0])).toEqual(["too small", "good", "swings"]);
    const looks = dots(view).map(({ fill, ...item }) =>
      JSON.stringify([fill, (item as { shape?: unknown }).shape]),
    );
    expect(new Set(looks).size).toBe(3);
    view.finalize();
  });

  test("keeps to one look a name where one learning rate is shown at a time", async () => {
    const named = rates.flatMap((rate) => [path(rate, 5, "plain"), path(rate, 9, "longer")]);
    const view = await draw(contourWithPaths({ ...valley, paths: named, controls: { learningRate: 0.1 } }));
    expect(told(view).map((text) => text.split(",")[0])).toEqual(["plain", "longer"]);
    expect(marks(view, "shape")).toHaveLength(1);
    view.finalize();
  });

  test("stays within 680 pixels and 100 kB, with long labels too", async () => {
    for (const scale of [1, 1e-5, 1e5]) {
      const wide: ContourWithPathsOptions = {
        ...moved,
        f: (x, y) => (x * x + (10 * y * y) / scale ** 2) * 1234,
        yDomain: [-2 * scale, 2 * scale],
        paths: moved.paths.map((each) => ({ ...each, points: each.points.map(([x, y]) => [x, y * scale]) })),
      };
      const spec = contourWithPaths(wide);
      const { width } = await toPng(spec, { scale: 1 });
      expect(width).toBeLessThanOrEqual(680);
      expect(width).toBeGreaterThan(600);
      expect(JSON.stringify(spec).length).toBeLessThan(100_000);
    }
  });

  test.each([
    ["no function", { f: undefined }, /f is undefined; a function of x and y is wanted/],
    [
      "a frame the wrong way round",
      { xDomain: [1, 0] as const },
      /xDomain must be two finite numbers, the smaller first, got \[1, 0\]/,
    ],
    [
      "a function that breaks off",
      { f: (x: number) => Math.sqrt(x) },
      /f\(-5, 2\) must be a finite number .* got NaN/,
    ],
    ["thresholds that do not ascend", { thresholds: [2, 1] }, /thresholds\[1\] is 1, not above 2/],
    ["no thresholds", { thresholds: [] }, /thresholds must hold at least one number, got none/],
    ["a minimum outside", { minimum: [9, 0] as const }, /minimum is \[9,0\]; two numbers in the frame/],
    ["a low frame", { height: 10 }, /height is 10; 120 to 600/],
    ["no paths", { paths: [] }, /paths is empty/],
    ["a path of no points", { paths: [{ ...path(0.1), points: [] }] }, /points has 0 points/],
    ["a learning rate of zero", { paths: [path(0)] }, /paths\[0\]\.learningRate is 0/],
    ["a path twice", { paths: [path(0.1), path(0.1)] }, /two paths are named "descent" at the learning rate/],
    [
      "a start that is NaN",
      { paths: [{ ...path(0.1), points: [[NaN, 0]] as [number, number][] }] },
      /points\[0\] is \[NaN, 0\]/,
    ],
    [
      "a hole in a path",
      {
        paths: [
          {
            ...path(0.1),
            points: [
              [1, 1],
              [Infinity, 1],
              [2, 2],
            ] as [number, number][],
          },
        ],
      },
      /points\[1\] is \[Infinity, 1\]; only the end of a path/,
    ],
    ["a rate that no path has", { controls: { learningRate: 0.3 } }, /controls\.learningRate is 0\.3/],
    ["half a step", { controls: { steps: 0.5 } }, /controls\.steps is 0\.5/],
    ["more steps than there are", { controls: { steps: 11 } }, /value 11 outside 0 … 10/],
    [
      "eight paths",
      { paths: Array.from("abcdefgh", (name) => path(0.1, 2, name)) },
      /8 paths to be told apart/,
    ],
    ["a long name", { paths: [path(0.1, 2, "descent ".repeat(5))] }, /Shorten them/],
    ["no title", { title: "" }, /title must be a text .* got ""/],
  ] as [string, Partial<ContourWithPathsOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => contourWithPaths({ ...valley, ...changes })).toThrow(message);
    expect(() => contourWithPaths({ ...valley, ...changes })).toThrow(ChartError);
  });
});
