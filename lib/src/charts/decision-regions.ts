import { sum } from "d3-array";
import * as check from "./common/check";
import { ensure, type Domain, type Titles } from "./common/check";
import { assertFits, textWidth } from "./common/fonts";
import { axesOf, byName, onAxes, once, sliderParameter, textMark, textOf, told } from "./common/layers";
import type { Axes, Channels, FixedAxis, Layer } from "./common/layers";
import { extent, niceDomain } from "./common/numbers";
import { csvRows } from "./common/rows";
import { chart, palette, shapes, softInk } from "./common/theme";

export interface DecisionRegionsOptions extends Titles {
  /** The first feature of each sample, along x. */
  x: ArrayLike<number>;
  /** The second feature of each sample, along y. */
  y: ArrayLike<number>;
  /** The class of each sample, from 0 to q − 1. */
  labels: ArrayLike<number>;
  /** The classes' names, each different: q of them, 2 to 7. */
  classes: readonly string[];
  /** W of a linear classifier: a row of q numbers for each of the two features. */
  weights: readonly [ArrayLike<number>, ArrayLike<number>];
  /** Its biases, q of them. */
  bias: ArrayLike<number>;
  /** A sample to be moved by sliders, and the class it is to belong to. */
  sample: { x: number; y: number; label: number };
}

/** Sizes in pixels. */
const frame = { width: 335, height: 330 };
const side = 214;
/** The widest a class's name may be, in pixels, so that its numbers fit beside it. */
const widestName = 92;

/**
 * The regions of a plane of two features in which a linear classifier names each class, and samples whose true class
 * is told by colour and shape. Two sliders (Vega parameters `sampleX` and `sampleY`) move one sample. Beside the
 * plane stand its logits o = xW + b and its probabilities softmax(o), a bar per class, with an arrow from each
 * probability to what the label asks for: 1 for the sample's own class, 0 for the others. An arrow is as long as
 * the gradient of the cross-entropy by that logit, and points the way in which a step of descent moves the logit.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with fixed axes
 * @throws ChartError if lengths disagree, a number is not finite, a label is not a class, names are equal, or the
 *   sample lies outside the frame
 * @function
 */
export const decisionRegions = chart<DecisionRegionsOptions>(
  "decisionRegions",
  {
    ...check.titles,
    classes: check.names(2, palette.length),
    labels: check.numbers,
    bias: check.numbers,
  },
  (options) => {
    const { x, y, labels, classes, sample } = options;
    assertRegions(options);
    const domains = [niceDomain(extent(x)), niceDomain(extent(y))] as const;
    check.numberWithin(domains[0])("sample.x", sample.x);
    check.numberWithin(domains[1])("sample.y", sample.y);
    const axes = axesOf(options, domains);
    const names = Array.from(labels, (label) => classes[label]);
    const slider = (name: string, { title: label, domain: [min, max] }: FixedAxis, value: number) =>
      sliderParameter(name, { min, max, step: (max - min) / 100, value, label });
    return {
      params: [slider("sampleX", axes.x, sample.x), slider("sampleY", axes.y, sample.y)],
      spacing: 40,
      columns: 2,
      concat: [
        {
          ...frame,
          layer: [
            ...regionLayers(options, domains),
            pointLayer({ x, y, class: names }, axes, classes),
            ...classNameLayers(options, axes),
            sampleLayer(axes),
          ],
        },
        { width: side, height: classes.length * 74, layer: sideLayers(options) },
      ],
    };
  },
);

function assertRegions({ x, y, labels, classes, weights, bias, sample }: DecisionRegionsOptions): void {
  check.assertPairs(x, y);
  for (const name of classes) {
    const width = textWidth(name, { fontSize: 12, fontWeight: "bold" });
    assertFits(`the class "${name}" is`, width, widestName, "are wanted. Shorten it.");
  }
  const q = classes.length;
  check.assertCount("labels", labels, x.length, `one for each of the ${x.length} samples`);
  check.assertCount("weights", weights ?? [], 2, "one row for each of the two features");
  ensure(Boolean(sample), "sample must be { x, y, label }, got nothing.");
  for (const [name, row] of Object.entries({ "weights[0]": weights[0], "weights[1]": weights[1], bias })) {
    check.numbers(name, row);
    check.assertCount(name, row, q, `one for each of the ${q} classes`);
  }
  const aClass = (name: string, label: number) =>
    ensure(
      typeof label === "number" && classes[label] !== undefined,
      `${name} must be from 0 to ${q - 1}, got ${label}.`,
    );
  Array.from(labels, (label, i) => aClass(`labels[${i}]`, label));
  aClass("sample.label", sample.label);
}

type Point = readonly [x: number, y: number];

/** The part of a convex polygon in which the function, a linear one, is not negative (Sutherland and Hodgman). */
function cut(polygon: readonly Point[], f: (point: Point) => number): Point[] {
  return polygon.flatMap((point, i) => {
    const next = polygon[(i + 1) % polygon.length];
    const [here, there] = [f(point), f(next)];
    const share = here / (here - there);
    const crossing: Point = [0, 1].map((k) => point[k] + share * (next[k] - point[k])) as [number, number];
    return [...(here >= 0 ? [point] : []), ...(here * there < 0 ? [crossing] : [])];
  });
}

/** A region per class, as polygons in pixels: where its logit is the largest. */
function regionLayers(
  { weights, bias, classes }: DecisionRegionsOptions,
  domains: readonly [Domain, Domain],
): Layer[] {
  const [[left, right], [bottom, top]] = domains;
  const whole: Point[] = [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];
  const logit = ([x, y]: Point, j: number) => weights[0][j] * x + weights[1][j] * y + bias[j];
  const pixels = ([x, y]: Point) => {
    const shares = [(x - left) / (right - left), (top - y) / (top - bottom)];
    return [shares[0] * frame.width, shares[1] * frame.height].map((v) => Math.round(v * 10) / 10);
  };
  const features = classes.flatMap((name, j) => {
    let region = whole;
    classes.forEach((_, k) => {
      if (k !== j) region = cut(region, (point) => logit(point, j) - logit(point, k));
    });
    const ring = [...region, ...region.slice(0, 1)].map(pixels);
    // A class that is never the only one with the largest logit may have a region without an area.
    if (sum(ring.slice(1), ([x, y], i) => ring[i][0] * y - ring[i][1] * x) === 0) return [];
    const geometry = { type: "Polygon", coordinates: [ring.reverse()] };
    return [{ type: "Feature", properties: { class: name }, geometry }];
  });
  const values = JSON.stringify({ type: "FeatureCollection", features });
  return [
    {
      data: { values, format: { type: "json", property: "features" } },
      projection: { type: "identity", scale: 1, translate: [0, 0] },
      mark: { type: "geoshape", opacity: 0.18, stroke: softInk, strokeWidth: 1, tooltip: null },
      encoding: { fill: colourOf(classes, "properties.class") },
    },
  ];
}

const colourOf = (classes: readonly string[], field = "class") => byName(field, classes, palette);

function pointLayer(columns: Parameters<typeof csvRows>[0], axes: Axes, classes: readonly string[]): Layer {
  return {
    data: csvRows(columns, { x: axes.x.domain, y: axes.y.domain }),
    mark: { type: "point", size: 34, opacity: 0.75, clip: true },
    encoding: {
      ...onAxes(axes),
      color: colourOf(classes),
      shape: byName("class", classes, shapes),
      tooltip: [
        told("class", "class"),
        told("x", axes.x.title, axes.x.format),
        told("y", axes.y.title, axes.y.format),
      ],
    },
  };
}

/** The name of each class at the middle of its samples, over a white edge. */
function classNameLayers({ x, y, labels, classes }: DecisionRegionsOptions, axes: Axes): Layer[] {
  const values = classes.flatMap((name, j) => {
    const rows = Array.from(labels).flatMap((label, i) => (label === j ? [i] : []));
    const meanOf = (column: ArrayLike<number>) => sum(rows, (i) => column[i]) / rows.length;
    return rows.length ? [{ class: name, x: meanOf(x), y: meanOf(y) }] : [];
  });
  const look = { fontSize: 14, fontWeight: "bold" };
  const encoding: Channels = { ...onAxes(axes), text: textOf("class") };
  return [
    textMark({ ...look, stroke: "white", strokeWidth: 4, opacity: 0.85 }, encoding, { values }),
    textMark(look, { ...encoding, color: colourOf(classes) }, { values }),
  ];
}

/** The sample that is moved. */
const sampleLayer = (axes: Axes): Layer => ({
  data: once,
  transform: [
    { calculate: "sampleX", as: "x" },
    { calculate: "sampleY", as: "y" },
  ],
  mark: {
    type: "point",
    shape: "diamond",
    size: 190,
    fill: "white",
    stroke: "black",
    strokeWidth: 2.5,
    opacity: 1,
  },
  encoding: { ...onAxes(axes), tooltip: [told("x", axes.x.title, ".3~f"), told("y", axes.y.title, ".3~f")] },
});

/** Logits, probabilities and the arrows to what the label asks for. */
function sideLayers({ classes, weights, bias, sample }: DecisionRegionsOptions): Layer[] {
  const values = classes.map((name, j) => ({
    class: name,
    ...{ wx: weights[0][j], wy: weights[1][j], b: bias[j] },
    wanted: j === sample.label ? 1 : 0,
  }));
  const domain = [...classes];
  const x = (field: string) => ({
    field,
    type: "quantitative" as const,
    scale: { domain: [0, 1], nice: false },
    axis: { title: "probability ŷ", format: ".1f", tickCount: 3 },
  });
  const y = (offset: number) => ({
    field: "class",
    type: "nominal" as const,
    scale: { domain, padding: 0 },
    axis: null,
    bandPosition: offset,
  });
  const line = (text: string, look: object): Layer => ({
    transform: [{ calculate: text, as: "told" }],
    ...textMark(look, { y: y(0.2), text: textOf("told") }),
  });
  return [
    {
      data: { values },
      transform: [
        { calculate: "datum.wx * sampleX + datum.wy * sampleY + datum.b", as: "o" },
        { joinaggregate: [{ op: "max", field: "o", as: "largest" }] },
        { calculate: "exp(datum.o - datum.largest)", as: "exponential" },
        { joinaggregate: [{ op: "sum", field: "exponential", as: "sum" }] },
        { calculate: "datum.exponential / datum.sum", as: "yHat" },
      ],
      layer: [
        {
          mark: { type: "bar", height: 18, opacity: 0.55 },
          encoding: {
            ...{ x: x("yHat"), y: y(0.5), color: colourOf(classes) },
            tooltip: [told("class", "class"), told("o", "logit", ".3f"), told("yHat", "probability", ".3f")],
          },
        },
        {
          mark: { type: "rule", strokeWidth: 2, stroke: "black", tooltip: null },
          encoding: { x: x("yHat"), x2: { field: "wanted" }, y: y(0.78) },
        },
        {
          transform: [{ filter: "abs(datum.wanted - datum.yHat) > 0.03" }],
          mark: {
            ...{ type: "point", shape: "triangle", size: 60, fill: "black", stroke: null, opacity: 1 },
            ...{ angle: { expr: "datum.wanted ? 90 : -90" }, xOffset: { expr: "datum.wanted ? -4 : 4" } },
            tooltip: null,
          },
          encoding: { x: x("wanted"), y: y(0.78) },
        },
        line("datum.class", { x: 0, align: "left", fontWeight: "bold" }),
        line("'o = ' + format(datum.o, '.2f') + ', ŷ = ' + format(datum.yHat, '.3f')", {
          ...{ x: side, align: "right", fontSize: 11 },
        }),
        {
          transform: [
            { filter: "datum.wanted" },
            { calculate: "log(datum.sum) + datum.largest - datum.o", as: "loss" },
            {
              calculate: `'label ' + datum.class + ': −log ŷ = ' + format(datum.loss, '.3f')`,
              as: "told",
            },
          ],
          ...textMark(
            { x: 0, y: -10, align: "left", fontWeight: "bold", fontSize: 13 },
            { text: textOf("told") },
          ),
        },
      ],
    },
  ];
}
