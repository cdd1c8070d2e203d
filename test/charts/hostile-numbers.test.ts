import type { TopLevelSpec } from "vega-lite";
import { bars } from "../../lib/src/charts/bars";
import { ChartError } from "../../lib/src/charts/common/check";
import { confusionChart } from "../../lib/src/charts/confusion-chart";
import { contourWithPaths } from "../../lib/src/charts/contour/contour-with-paths";
import { hill } from "../../lib/src/charts/contour/hill";
import { curves } from "../../lib/src/charts/curves/curves";
import { errorBars } from "../../lib/src/charts/error-bars";
import { histogram } from "../../lib/src/charts/histogram";
import { imageGrid } from "../../lib/src/charts/images/image-grid";
import { weightImages } from "../../lib/src/charts/images/weight-images";
import { lossPanels } from "../../lib/src/charts/loss-panels";
import { networkDrawing } from "../../lib/src/charts/network-drawing";
import { toSvg } from "../../lib/src/charts/render/render";
import { decisionRegions, type DecisionRegionsOptions } from "../../lib/src/charts/decision-regions";
import { residuals } from "../../lib/src/charts/scatter/residuals";
import { scatterWithLine } from "../../lib/src/charts/scatter/scatter-with-line";
import { smallMultiples } from "../../lib/src/charts/small-multiples";
import { softmaxTemperature } from "../../lib/src/charts/softmax-temperature";

const texts = { title: "T", xTitle: "x", yTitle: "y" };
const bowl = (x: number, y: number) => x * x + y * y;
const frame = { xDomain: [-1, 1], yDomain: [-1, 1] } as const;
const path = {
  name: "p",
  learningRate: 0.1,
  points: [
    [0, 0],
    [0.5, 0.5],
  ] as [number, number][],
};
const ones = (count: number, value = 1) => new Array<number>(count).fill(value);
const named = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);
const places = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const regions = (changes: Partial<DecisionRegionsOptions>) => {
  const { x = places(changes.y?.length ?? 0), y = places(x.length) } = changes;
  return decisionRegions({
    ...{ ...texts, x, y, labels: ones(x.length, 0), classes: ["a", "b"] },
    ...{
      weights: [
        [1, 0],
        [0, 1],
      ],
      bias: [0, 0],
      sample: { x: 1, y: 1, label: 0 },
      ...changes,
    },
  });
};
const drawing = (weights: number[][]) =>
  networkDrawing({ title: "T", inputs: named(weights.length || 1), outputs: ["o"], weights });

/** Charts of some numbers. */
const ofNumbers: Record<string, (numbers: number[]) => TopLevelSpec> = {
  "curves, x": (x) => curves({ ...texts, series: [{ name: "a", x, y: places(x.length) }] }),
  "curves, y": (y) => curves({ ...texts, series: [{ name: "a", x: places(y.length), y }] }),
  "smallMultiples, y": (y) =>
    smallMultiples({ ...texts, panels: [{ title: "p", series: [{ name: "a", x: places(y.length), y }] }] }),
  "smallMultiples, x": (x) =>
    smallMultiples({ ...texts, panels: [{ title: "p", series: [{ name: "a", x, y: places(x.length) }] }] }),
  "errorBars, x": (x) => {
    const [mean, low, high] = [1, 0.5, 2].map((value) => ones(x.length, value));
    return errorBars({ ...texts, barsShow: "b", series: [{ name: "a", x, mean, low, high }] });
  },
  "errorBars, y": (mean) => {
    const series = [{ name: "a", x: places(mean.length), mean, low: mean, high: mean }];
    return errorBars({ ...texts, barsShow: "b", series });
  },
  bars: (values) => bars({ ...texts, categories: named(values.length), values }),
  histogram: (values) => histogram({ title: "T", xTitle: "x", values }),
  "histogram, density": (values) => histogram({ title: "T", xTitle: "x", values, density: true }),
  "histogram, curve": (y) =>
    histogram({ title: "T", xTitle: "x", values: [1, 2], curve: { name: "c", x: places(y.length), y } }),
  "scatterWithLine, y": (y) => scatterWithLine({ ...texts, x: places(y.length), y }),
  "residuals, predictions": (predictions) =>
    residuals({ ...texts, predictions, residuals: places(predictions.length) }),
  "residuals, residuals": (given) =>
    residuals({ ...texts, predictions: places(given.length), residuals: given }),
  softmaxTemperature: (logits) => softmaxTemperature({ title: "T", classes: named(logits.length), logits }),
  weightImages: (W) => weightImages({ title: "T", W, height: 1, width: 3, classes: ["a"] }),
  "decisionRegions, x": (x) => regions({ x, sample: { x: x[0], y: 1, label: 0 } }),
  "decisionRegions, y": (y) => regions({ y, sample: { x: 1, y: y[0], label: 0 } }),
  networkDrawing: (weights) => drawing(weights.map((weight) => [weight])),
};

/** Charts of some numbers that are to be of another kind, or in logarithms. */
const ofOtherNumbers: Record<string, (numbers: number[]) => TopLevelSpec> = {
  "curves, log x": (x) => curves({ ...texts, logX: true, series: [{ name: "a", x, y: places(x.length) }] }),
  "curves, log y": (y) => curves({ ...texts, logY: true, series: [{ name: "a", x: places(y.length), y }] }),
  "errorBars, log": (x) =>
    errorBars({
      ...{ ...texts, barsShow: "b", logX: true, logY: true },
      series: [{ name: "a", x, mean: x, low: x, high: x }],
    }),
  "bars, counts": (counts) =>
    bars({ ...texts, categories: named(counts.length), values: ones(counts.length), counts }),
  "scatterWithLine, x": (x) => scatterWithLine({ ...texts, x, y: places(x.length) }),
  imageGrid: (pixels) => imageGrid({ title: "T", pixels, height: 1, width: 3 }),
  confusionChart: (row) =>
    confusionChart({ title: "T", matrix: [row, [1, 2, 3], [1, 2, 3]], classes: ["a", "b", "c"] }),
  "contourWithPaths, f": (values) =>
    contourWithPaths({ ...texts, ...frame, f: (x) => values[x < 0 ? 0 : x < 0.5 ? 1 : 2], paths: [path] }),
};

/** Charts in a frame of which one axis is given; their points have x and y from 1 to 3. */
const inFrames: Record<string, (domain: readonly [number, number]) => TopLevelSpec> = Object.fromEntries(
  (["xDomain", "yDomain"] as const).flatMap((axis) => {
    const [three, series] = [places(3), [{ name: "a", x: places(3), y: places(3) }]];
    const bar = [{ name: "a", x: three, mean: three, low: three, high: three }];
    const makers: [string, (domain: readonly [number, number]) => TopLevelSpec][] = [
      ["curves", (domain) => curves({ ...texts, series, [axis]: domain })],
      [
        "smallMultiples",
        (domain) => smallMultiples({ ...texts, panels: [{ title: "p", series }], [axis]: domain }),
      ],
      ["errorBars", (domain) => errorBars({ ...texts, barsShow: "b", series: bar, [axis]: domain })],
      ["scatterWithLine", (domain) => scatterWithLine({ ...texts, x: three, y: three, [axis]: domain })],
      [
        "residuals",
        (domain) => residuals({ ...texts, predictions: three, residuals: three, [axis]: domain }),
      ],
    ];
    return makers.map(([name, make]) => [`${name}, ${axis}`, make]);
  }),
);
const inFramesOfAFunction: typeof inFrames = {
  "histogram, xDomain": (xDomain) => histogram({ title: "T", xTitle: "x", values: places(3), xDomain }),
  "bars, xDomain": (xDomain) => bars({ ...texts, categories: named(3), values: places(3), xDomain }),
  "contourWithPaths, xDomain": (xDomain) =>
    contourWithPaths({ ...texts, ...frame, xDomain, f: bowl, paths: [path] }),
  "contourWithPaths, yDomain": (yDomain) =>
    contourWithPaths({ ...texts, ...frame, yDomain, f: bowl, paths: [path] }),
  "hill, xDomain": (xDomain) =>
    hill({
      ...texts,
      f: (x) => x * x,
      xDomain,
      paths: [{ name: "p", learningRate: 0.1, points: [0.5, 0.2] }],
    }),
  "hill, yDomain": (yDomain) =>
    hill({
      ...texts,
      f: (x) => x * x,
      xDomain: [-1, 1],
      yDomain,
      paths: [{ name: "p", learningRate: 0.1, points: [0.5] }],
    }),
};

const refusal = (make: () => unknown): Error => {
  try {
    make();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
};

const undrawable: [string, unknown[]][] = [
  ["none", []],
  ["NaN", [1, NaN, 2]],
  ["an infinite number", [1, 2, -Infinity]],
  ["numbers whose range overflows", [1e308, -1e308, 0]],
  ["a hole", [1, undefined, 3]],
  ["texts", ["1", "2", "3"]],
];
const all = { ...ofNumbers, ...ofOtherNumbers };

describe.each(undrawable)("%s", (_, numbers) => {
  test.each(Object.entries(all))("is refused by %s", (_, make) => {
    const error = refusal(() => make(numbers as number[]));
    expect(error).toBeInstanceOf(ChartError);
    expect(error.message).not.toMatch(/undefined \(reading/);
  });
});

test.each(Object.entries(ofNumbers))(
  "%s draws numbers too small for an axis to tell from 0",
  async (_, make) => {
    expect(await toSvg(make([5e-324, 2e-310, 0]))).not.toMatch(/NaN|Infinity|undefined/);
  },
);

test.each([
  ["curves, log x", all["curves, log x"]],
  ["curves, log y", all["curves, log y"]],
  ["errorBars, log", all["errorBars, log"]],
])("%s refuses numbers too small for their digits to count", (_, make) => {
  expect(refusal(() => make([5e-324, 1, 2])).message).toMatch(
    /\[0\] must be at least 10⁻²⁹⁰ on a logarithmic axis, got 5e-324/,
  );
});

describe.each<[string, unknown]>([
  ["without width", [0, 0]],
  ["the wrong way round", [3, 0]],
  ["that begins at NaN", [NaN, 3]],
  ["without an end", [0, Infinity]],
  ["of subnormal width", [0, 5e-324]],
  ["whose width overflows", [-1e308, 1e308]],
  ["of the last digit", [1, 1 + 2.3e-16]],
  ["without numbers", []],
  ["of one number", [3]],
  ["of three numbers", [0, 1, 3]],
  ["of texts", ["0", "3"]],
])("a frame %s", (_, domain) => {
  test.each(Object.entries({ ...inFrames, ...inFramesOfAFunction }))("is refused by %s", (name, make) => {
    const error = refusal(() => make(domain as [number, number]));
    expect(error).toBeInstanceOf(ChartError);
    expect(error.message).toMatch(
      new RegExp(`${name.slice(-7)} must be (two finite numbers|below 10³⁰⁰ in size and wide enough)`),
    );
  });
});

test.each(Object.entries(inFrames))(
  "%s refuses a frame without a point in it, and takes one with some",
  (_, make) => {
    for (const domain of [
      [100, 200],
      [-200, -100],
    ] as const) {
      expect(refusal(() => make(domain))).toBeInstanceOf(ChartError);
    }
    expect(() => make([2.5, 100])).not.toThrow();
  },
);

test("curves whose line crosses a frame without a point in it are drawn", () => {
  const series = [{ name: "a", x: [0, 10], y: [0, 10] }];
  expect(() => curves({ ...texts, series, xDomain: [4, 6], yDomain: [3, 7] })).not.toThrow();
});

test("lossPanels draws every place of its sliders, that without a step too", async () => {
  for (const point of [0, 5e-324]) {
    expect(await toSvg(lossPanels({ title: "T", point }))).not.toMatch(/NaN|undefined/);
  }
});

test.each([
  ["bars", all["bars"]],
  ["networkDrawing", all["networkDrawing"]],
  ["softmaxTemperature", all["softmaxTemperature"]],
])("%s refuses numbers whose texts leave no room for the picture", (_, make) => {
  expect(refusal(() => make([1e-200, 1, 2])).message).toMatch(/pixels wide.*format/);
});

test("weights of any size have a key that fits", async () => {
  const svg = await toSvg(all["weightImages"]([1e-200, 0, -1e-201]));
  expect(svg).toContain(">1e-200<");
});
