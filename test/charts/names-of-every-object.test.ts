import type { TopLevelSpec } from "vega-lite";
import { bars } from "../../lib/src/charts/bars";
import { confusionChart } from "../../lib/src/charts/confusion-chart";
import { contourWithPaths } from "../../lib/src/charts/contour/contour-with-paths";
import { hill } from "../../lib/src/charts/contour/hill";
import { curves } from "../../lib/src/charts/curves/curves";
import { errorBars } from "../../lib/src/charts/error-bars";
import { histogram } from "../../lib/src/charts/histogram";
import { imageGrid } from "../../lib/src/charts/images/image-grid";
import { weightImages } from "../../lib/src/charts/images/weight-images";
import { decisionRegions } from "../../lib/src/charts/decision-regions";
import { networkDrawing } from "../../lib/src/charts/network-drawing";
import { toSvg } from "../../lib/src/charts/render/render";
import { smallMultiples } from "../../lib/src/charts/small-multiples";
import { softmaxTemperature } from "../../lib/src/charts/softmax-temperature";

const texts = { title: "T", xTitle: "x", yTitle: "y" };
const series = (names: readonly string[]) => names.map((name, i) => ({ name, x: [1, 2], y: [i, i + 1] }));

/** Charts of three names. */
const charts: Record<string, (names: readonly string[]) => TopLevelSpec> = {
  curves: (names) => curves({ ...texts, series: series(names) }),
  smallMultiples: (names) =>
    smallMultiples({ ...texts, panels: names.map((title) => ({ title, series: series(names) })) }),
  errorBars: (names) =>
    errorBars({
      ...{ ...texts, barsShow: "b" },
      series: names.map((name, i) => ({ name, x: [1, 2], mean: [i, i], low: [i - 1, i], high: [i, i + 1] })),
    }),
  bars: (categories) => bars({ ...texts, categories, values: [1, 2, 3], highlight: [categories[1]] }),
  histogram: ([name, noun, title]) =>
    histogram({ title, xTitle: noun, values: [1, 2, 3], noun, curve: { name, x: [1, 2], y: [1, 2] } }),
  confusionChart: (classes) =>
    confusionChart({ title: classes[1], matrix: [0, 1, 2].map((i) => [i, 1, 2]), classes }),
  decisionRegions: (classes) =>
    decisionRegions({
      ...{ ...texts, classes, x: [0, 1, 2], y: [0, 1, 2], labels: [0, 1, 2] },
      ...{
        weights: [
          [1, 0, -1],
          [0, 1, 0],
        ],
        bias: [0, 0, 1],
        sample: { x: 1, y: 1, label: 0 },
      },
    }),
  softmaxTemperature: (classes) => softmaxTemperature({ title: "T", classes, logits: [1, 2, 3] }),
  weightImages: (classes) => weightImages({ title: "T", W: [1, 2, 3], height: 1, width: 1, classes }),
  imageGrid: (captions) =>
    imageGrid({
      ...{ title: "T", pixels: [1, 2, 200], height: 1, width: 1, captions },
      groups: captions.map((heading) => ({ heading, count: 1 })),
      details: [0, 1, 2].map((i) => Object.fromEntries(captions.map((name) => [name, i]))),
    }),
  networkDrawing: (names) => networkDrawing({ title: "T", inputs: names, outputs: names }),
  contourWithPaths: (names) =>
    contourWithPaths({
      ...{ ...texts, f: (x, y) => x * x + y * y, xDomain: [-1, 1], yDomain: [-1, 1] },
      paths: names.map((name, i) => ({ name, learningRate: 0.1, points: [[0, i / 9]] })),
    }),
  hill: (names) =>
    hill({
      ...{ ...texts, f: (x) => x * x, xDomain: [-1, 1] },
      paths: names.map((name, i) => ({ name, learningRate: 0.1, points: [i / 9] })),
    }),
};

const marks = (svg: string) => [...svg.matchAll(/<(path|rect|text|line|image) /g)].map(([, tag]) => tag);

test.each(Object.entries(charts))(
  "%s takes names that every object has, or that a fault would have, for names like others",
  async (_, make) => {
    const plain = marks(await toSvg(make(["aproto", "bconstructor", "cString"])));
    for (const names of [
      ["__proto__", "constructor", "toString"],
      ["null", "NaN", "undefined"],
    ]) {
      const svg = await toSvg(make(names));
      expect(marks(svg)).toEqual(plain);
      for (const name of names) expect(svg).toMatch(new RegExp(`>[^<]*${name}`));
    }
  },
);
