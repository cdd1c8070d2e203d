import type { TopLevelSpec } from "vega-lite";
import { onPixels, textOf, told, type Channels, type Layer } from "./common/channels";
import { assertCount, aText, checkOptions, ensure, someNumbers } from "./common/check";
import { textWidth } from "./common/fonts";
import { numberText } from "./common/number-text";
import { orZero } from "./common/numbers";
import { colours, heading, maximumWidth, themed } from "./common/theme";

export interface NetworkDrawingOptions {
  inputs: readonly string[];
  outputs: readonly string[];
  /** One row per input, one column per output. */
  weights?: readonly (readonly number[])[] | undefined;
  /** One number per output; the bias is drawn as an input that is always 1. */
  bias?: readonly number[] | undefined;
  /** What the drawing shows, as a finding. */
  title: string;
  subtitle?: string;
  /** d3 number format of weights and biases. Default ",.4~r". */
  format?: string;
}

const caller = "networkDrawing";
/** The widest a number on an arrow may be, in pixels. */
const widestNumber = 150;
/** Radius of a neuron in pixels. */
export const radius = 22;
const gap = 64;
const nameSize = 12;

const widthOf = (text: string): number => textWidth(text, { fontSize: nameSize });
/** Whether a name fits inside a circle; else it stands beside it. */
const fits = (name: string): boolean => widthOf(name) <= 2 * radius - 8;

/**
 * A fully connected network of a single layer: a circle for each input and output, an arrow for each weight.
 * Negative weights are dashed and vermilion, the others blue; a bias is an input that is always 1.
 *
 * @param options.inputs names of the inputs, one at least
 * @param options.outputs names of the outputs, one at least
 * @param options.weights one row per input and one column per output; left out, arrows carry no numbers
 * @param options.bias one number per output; left out, there is none
 * @returns a Vega-Lite chart, at most 680 pixels wide
 * @throws ChartError if a list is empty or lengths do not agree
 */
export function networkDrawing(options: NetworkDrawingOptions): TopLevelSpec {
  checkNetwork(options);
  const { inputs, outputs, title, subtitle, format = ",.4~r" } = options;
  const weights = options.weights?.map((row) => row.map(orZero));
  const bias = options.bias?.map(orZero);
  assertShort([...(weights ?? []).flat(), ...(bias ?? [])], format);
  const left = marginFor(inputs);
  const right = Math.min(maximumWidth - 16 - marginFor(outputs), left + 420);
  ensure(
    caller,
    right - left >= 200,
    `the names leave ${Math.round(right - left)} pixels for arrows; shorten them.`,
  );
  const { neurons, arrows, height } = layoutNetwork({ inputs, outputs, weights, bias }, [left, right]);
  const width = right + marginFor(outputs);
  const at = onPixels({ width, height });
  return themed({
    title: heading({ title, subtitle }),
    width,
    height,
    layer: [...arrowLayers(arrows, at), ...weightLayers(arrows, at, format), ...neuronLayers(neurons, at)],
  });
}

/** Room in pixels from a column of neurons to the edge: for names that do not fit into the circles. */
function marginFor(names: readonly string[]): number {
  const beside = names.filter((name) => !fits(name)).map((name) => widthOf(name) + 8);
  return Math.ceil(radius + 4 + Math.max(0, ...beside));
}

type Layout = ReturnType<typeof layoutNetwork>;
type At = ReturnType<typeof onPixels>;

/**
 * Places a fully connected single layer: inputs (and the bias below them) in a column on the left, outputs on
 * the right, both centred. In pixels from the top left corner; angles in degrees, clockwise from rightwards.
 */
function layoutNetwork(
  { inputs, outputs, weights, bias }: Omit<NetworkDrawingOptions, "title">,
  [left, right]: readonly [number, number],
) {
  const starts = bias ? inputs.length + 1 : inputs.length;
  const height = Math.max(starts, outputs.length) * gap;
  const column = (names: readonly string[], x: number, side: -1 | 1, kind: "input" | "output" | "bias") => {
    const count = kind === "output" ? names.length : starts;
    const first = kind === "bias" ? inputs.length : 0;
    return names.map((name, place) => ({
      x,
      y: height / 2 + (first + place - (count - 1) / 2) * gap,
      name,
      nameX: fits(name) ? x : x + side * (radius + 8),
      kind,
    }));
  };
  const sources = [...column(inputs, left, -1, "input"), ...column(bias ? ["1"] : [], left, -1, "bias")];
  const targets = column(outputs, right, 1, "output");
  const arrows = sources.flatMap((source, row) =>
    targets.map((target, place) => {
      const angle = Math.atan2(target.y - source.y, target.x - source.x);
      // Labels of the arrows into one output stand at one distance, each output at its own: they miss each other.
      const share = 0.2 + (0.55 * (place + 0.5)) / targets.length;
      return {
        x: source.x + radius * Math.cos(angle),
        y: source.y + radius * Math.sin(angle),
        x2: target.x - (radius + 6) * Math.cos(angle),
        y2: target.y - (radius + 6) * Math.sin(angle),
        angle: (angle * 180) / Math.PI,
        /** `null` where no number is told. */
        weight: (source.kind === "bias" ? bias?.[place] : weights?.[row]?.[place]) ?? null,
        from: source.name,
        to: target.name,
        labelX: source.x + share * (target.x - source.x),
        labelY: source.y + share * (target.y - source.y),
      };
    }),
  );
  return { neurons: [...sources, ...targets], arrows, height };
}

/** The arrows: blue, and dashed in vermilion where a weight is negative. */
function arrowLayers(arrows: Layout["arrows"], at: At): Layer[] {
  const data = { values: arrows.map(rounded) };
  const test = "datum.weight !== null && datum.weight < 0";
  const color = { condition: { test, value: colours.vermilion }, value: colours.blue };
  const strokeDash = { condition: { test, value: [5, 3] }, value: [1, 0] };
  return [
    {
      data,
      mark: { type: "rule", strokeWidth: 1.75 },
      encoding: { ...at("x", "y"), x2: { field: "x2" }, y2: { field: "y2" }, color, strokeDash },
    },
    {
      data,
      mark: { type: "point", shape: "triangle-right", size: 70, opacity: 1 },
      encoding: { ...at("x2", "y2"), angle, color },
    },
  ];
}

const angle = { field: "angle", type: "quantitative", scale: null } as const;

/** The numbers on the arrows; no layer where there are none. @param format d3 number format */
function weightLayers(arrows: Layout["arrows"], at: At, format: string): Layer[] {
  const data = { values: arrows.filter(({ weight }) => weight !== null).map(rounded) };
  if (!data.values.length) return [];
  const encoding: Channels = {
    ...at("labelX", "labelY"),
    text: { field: "weight", type: "quantitative", format },
    angle,
    tooltip: [told("from", "from"), told("to", "to"), told("weight", "weight", ",.6~r")],
  };
  // Twice: first as a white rim that keeps the number apart from the arrow under it.
  return [
    { data, mark: { type: "text", stroke: "white", strokeWidth: 6 }, encoding },
    { data, mark: { type: "text" }, encoding },
  ];
}

/** The circles and their names. */
function neuronLayers(neurons: Layout["neurons"], at: At): Layer[] {
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
  const names = (["left", "center", "right"] as const).map((align, place): Layer => ({
    data: { values: neurons.filter(({ nameX, x }) => Math.sign(x - nameX) === place - 1).map(rounded) },
    mark: { type: "text", align, baseline: "middle", fontSize: nameSize },
    encoding: { ...at("nameX", "y"), text: textOf("name") },
  }));
  return [circles, ...names];
}

/** Pixels to one decimal: finer is not seen and only makes the notebook longer. Weights stay as they are. */
function rounded<Item extends object>(item: Item): Item {
  const entries = Object.entries(item).map(([key, value]: [string, unknown]) => [
    key,
    key !== "weight" && typeof value === "number" ? Math.round(value * 10) / 10 : value,
  ]);
  return Object.fromEntries(entries) as Item;
}

function checkNetwork(options: NetworkDrawingOptions): void {
  const { inputs, outputs, weights, bias } = options;
  checkOptions(caller, options, { title: aText, inputs: someNames, outputs: someNames });
  const [rows, columns] = [inputs.length, outputs.length];
  const onePerOutput = (name: string, numbers: readonly number[]): void => {
    someNumbers(caller, name, numbers);
    assertCount(caller, name, numbers, columns, `one number per output, so ${columns},`);
  };
  if (weights) assertCount(caller, "weights", weights, rows, `one row per input, so ${rows},`);
  weights?.forEach((row, place) => onePerOutput(`weights[${place}]`, row));
  if (bias) onePerOutput("bias", bias);
}

function someNames(owner: string, name: string, texts: readonly string[]): void {
  ensure(owner, texts?.length > 0, `${name} is empty; at least one name is wanted.`);
  texts.forEach((text, place) => aText(owner, `${name}[${place}]`, text));
}

function assertShort(numbers: readonly number[], format: string): void {
  for (const number of numbers) {
    const width = widthOf(numberText(number, format));
    ensure(
      caller,
      width <= widestNumber,
      `numbers must be at most ${widestNumber} pixels wide to fit on their arrows, got ${Math.round(width)} for ` +
        `${number}. Give a format, such as ".3~g".`,
    );
  }
}
