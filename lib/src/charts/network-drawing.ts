import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "./chart-error";
import type { Channels, Layer, Position } from "./chart-types";
import { assertNumbers, assertText } from "./check-input";
import { textWidth } from "./fonts";
import { layoutNetwork, radius, type Arrow, type NetworkParts, type Neuron } from "./network-layout";
import { colours, heading, maximumWidth, themed } from "./theme";

export interface NetworkDrawingOptions extends NetworkParts {
  /** What the drawing shows, as a finding. */
  title: string;
  subtitle?: string;
  /** d3 number format of weights and biases. Default ",.4~r". */
  format?: string;
}

const caller = "networkDrawing";
const fontSize = 12;
const fits = (name: string): boolean => textWidth(name, { fontSize }) <= 2 * radius - 8;

/**
 * A fully connected network of a single layer: a circle for each input and output, an arrow for each weight.
 * Negative weights are dashed and vermilion, the others blue; a bias is an input that is always 1.
 *
 * @param options.inputs names of the inputs, one at least
 * @param options.outputs names of the outputs, one at least
 * @param options.weights one row an input and one column an output; left out, arrows carry no numbers
 * @param options.bias one number an output; left out, there is none
 * @returns a Vega-Lite chart, at most 680 pixels wide
 * @throws ChartError if a list is empty or lengths do not agree
 */
export function networkDrawing(options: NetworkDrawingOptions): TopLevelSpec {
  checkOptions(options);
  const { inputs, outputs, title, subtitle, format = ",.4~r" } = options;
  const left = marginFor(inputs);
  const right = Math.min(maximumWidth - 16 - marginFor(outputs), left + 420);
  if (right - left < 200) {
    throw new ChartError(
      `${caller}: the names leave ${Math.round(right - left)} pixels for arrows; shorten them.`,
    );
  }
  const { neurons, arrows, height } = layoutNetwork(options, { left, right, fits });
  const width = right + marginFor(outputs);
  const at = (x: string, y: string): Position => ({
    x: { field: x, type: "quantitative", scale: { domain: [0, width], nice: false }, axis: null },
    y: { field: y, type: "quantitative", scale: { domain: [height, 0], nice: false }, axis: null },
  });
  return themed({
    title: heading({ title, subtitle }),
    width,
    height,
    layer: [...arrowLayers(arrows, at), ...weightLayers(arrows, at, format), ...neuronLayers(neurons, at)],
  });
}

type At = (x: string, y: string) => Position;

/** Room in pixels from a column of neurons to the edge: for names that do not fit into the circles. */
function marginFor(names: readonly string[]): number {
  const beside = names.filter((name) => !fits(name)).map((name) => textWidth(name, { fontSize }) + 8);
  return Math.ceil(radius + 4 + Math.max(0, ...beside));
}

function arrowLayers(arrows: readonly Arrow[], at: At): Layer[] {
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

function weightLayers(arrows: readonly Arrow[], at: At, format: string): Layer[] {
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

function neuronLayers(neurons: readonly Neuron[], at: At): Layer[] {
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
    mark: { type: "text", align, baseline: "middle", fontSize },
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

function checkOptions({ inputs, outputs, weights, bias, title }: NetworkDrawingOptions): void {
  assertText(caller, "title", title);
  for (const [name, names] of Object.entries({ inputs, outputs })) {
    if (!names?.length) throw new ChartError(`${caller}: ${name} is empty; at least one name is wanted.`);
    names.forEach((text, place) => assertText(caller, `${name}[${place}]`, text));
  }
  assertCount("weights", weights?.length ?? inputs.length, inputs.length, "row an input");
  weights?.forEach((row, place) => {
    assertNumbers(caller, `weights[${place}]`, row);
    assertCount(`weights[${place}]`, row.length, outputs.length, "number an output");
  });
  if (bias) assertNumbers(caller, "bias", bias);
  assertCount("bias", bias?.length ?? outputs.length, outputs.length, "number an output");
}

function assertCount(name: string, given: number, wanted: number, what: string): void {
  if (given !== wanted) {
    throw new ChartError(`${caller}: ${name} has ${given} entries; one ${what}, so ${wanted}, is wanted.`);
  }
}
