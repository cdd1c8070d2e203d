import type { Channels, Layer, Position } from "../common/chart-types";
import { radius, type Arrow, type Neuron } from "./network-layout";
import { colours } from "../common/theme";

/** The size of the neurons' names, in pixels. */
export const nameSize = 12;

/** Places two columns of pixels on the drawing. */
export type At = (x: string, y: string) => Position;

/** The arrows: blue, and dashed in vermilion where a weight is negative. */
export function arrowLayers(arrows: readonly Arrow[], at: At): Layer[] {
  const data = { values: arrows.map(rounded) };
  const isNegative = "datum.weight !== null && datum.weight < 0";
  const color: Channels["color"] = {
    condition: { test: isNegative, value: colours.vermilion },
    value: colours.blue,
  };
  const strokeDash: Channels["strokeDash"] = {
    condition: { test: isNegative, value: [5, 3] },
    value: [1, 0],
  };
  return [
    {
      data,
      mark: { type: "rule", strokeWidth: 1.75 },
      encoding: { ...at("x", "y"), x2: { field: "x2" }, y2: { field: "y2" }, color, strokeDash },
    },
    {
      data,
      mark: { type: "point", shape: "triangle-right", size: 70, opacity: 1 },
      encoding: { ...at("x2", "y2"), angle: { field: "angle", type: "quantitative", scale: null }, color },
    },
  ];
}

/** The numbers on the arrows; no layer where there are none. @param format d3 number format */
export function weightLayers(arrows: readonly Arrow[], at: At, format: string): Layer[] {
  const data = { values: arrows.filter(({ weight }) => weight !== null).map(rounded) };
  if (!data.values.length) return [];
  const encoding: Channels = {
    ...at("labelX", "labelY"),
    text: { field: "weight", type: "quantitative", format },
    angle: { field: "angle", type: "quantitative", scale: null },
    tooltip: [
      { field: "from", type: "nominal", title: "from" },
      { field: "to", type: "nominal", title: "to" },
      { field: "weight", type: "quantitative", title: "weight", format: ",.6~r" },
    ],
  };
  // Twice: first as a white rim that keeps the number apart from the arrow under it.
  return [
    { data, mark: { type: "text", stroke: "white", strokeWidth: 6 }, encoding },
    { data, mark: { type: "text" }, encoding },
  ];
}

/** The circles and their names. */
export function neuronLayers(neurons: readonly Neuron[], at: At): Layer[] {
  const circles: Layer = {
    data: { values: neurons.map(rounded) },
    mark: { type: "point", shape: "circle", size: Math.PI * radius ** 2, opacity: 1, strokeWidth: 1.5 },
    encoding: {
      ...at("x", "y"),
      fill: { condition: { test: 'datum.kind === "output"', value: "#FFE9C7" }, value: "#E8F1F8" },
      stroke: { value: "#444444" },
      strokeDash: { condition: { test: 'datum.kind === "bias"', value: [3, 3] }, value: [1, 0] },
    },
  };
  const names = (["left", "center", "right"] as const).map((align): Layer => ({
    data: { values: neurons.filter((neuron) => alignOf(neuron) === align).map(rounded) },
    mark: { type: "text", align, baseline: "middle", fontSize: nameSize },
    encoding: { ...at("nameX", "y"), text: { field: "name", type: "nominal" } },
  }));
  return [circles, ...names];
}

const alignOf = ({ nameX, x }: Neuron) => (nameX === x ? "center" : nameX < x ? "right" : "left");

/** Pixels to one decimal: finer is not seen and only makes the notebook longer. Weights stay as they are. */
function rounded<Item extends object>(item: Item): Item {
  const entries = Object.entries(item).map(([key, value]: [string, unknown]) => [
    key,
    key !== "weight" && typeof value === "number" ? Math.round(value * 10) / 10 : value,
  ]);
  return Object.fromEntries(entries) as Item;
}
