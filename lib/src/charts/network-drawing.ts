import * as check from "./common/check";
import { ensure } from "./common/check";
import { textWidth } from "./common/fonts";
import { either, mark, onPixels, textOf, told, type Layer } from "./common/layers";
import { numberText, orZero } from "./common/numbers";
import { chart, colours, maximumWidth } from "./common/theme";

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
 * @function
 */
export const networkDrawing = chart<NetworkDrawingOptions>(
  "networkDrawing",
  { title: check.text, inputs: someNames, outputs: someNames },
  (options) => {
    assertNumbers(options);
    const { inputs, outputs, format = ",.4~r" } = options;
    const weights = options.weights?.map((row) => row.map(orZero));
    const bias = options.bias?.map(orZero);
    assertShort([...(weights ?? []).flat(), ...(bias ?? [])], format);
    const left = marginFor(inputs);
    const right = Math.min(maximumWidth - 16 - marginFor(outputs), left + 420);
    ensure(
      right - left >= 200,
      `the names leave ${Math.round(right - left)} pixels for arrows; shorten them.`,
    );
    const { neurons, arrows, height } = layoutNetwork({ inputs, outputs, weights, bias }, [left, right]);
    const width = right + marginFor(outputs);
    const at = onPixels({ width, height });
    return {
      width,
      height,
      layer: [...arrowLayers(arrows, at), ...weightLayers(arrows, at, format), ...neuronLayers(neurons, at)],
    };
  },
);

/** Pixels to one decimal: finer is not seen and only makes the notebook longer. */
const tenths = (pixels: number): number => Math.round(pixels * 10) / 10;

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
  const column = (names: readonly string[], kind: "input" | "output" | "bias") => {
    const [x, side, count] = kind === "output" ? [right, 1, names.length] : [left, -1, starts];
    const first = kind === "bias" ? inputs.length : 0;
    return names.map((name, place) => ({
      x,
      y: height / 2 + (first + place - (count - 1) / 2) * gap,
      name,
      nameX: fits(name) ? x : x + side * (radius + 8),
      kind,
    }));
  };
  const sources = [...column(inputs, "input"), ...column(bias ? ["1"] : [], "bias")];
  const targets = column(outputs, "output");
  const arrows = sources.flatMap((source, row) =>
    targets.map((target, place) => {
      const angle = Math.atan2(target.y - source.y, target.x - source.x);
      // Labels of the arrows into one output stand at one distance, each output at its own: they miss each other.
      const share = 0.2 + (0.55 * (place + 0.5)) / targets.length;
      return {
        x: tenths(source.x + radius * Math.cos(angle)),
        y: tenths(source.y + radius * Math.sin(angle)),
        x2: tenths(target.x - (radius + 6) * Math.cos(angle)),
        y2: tenths(target.y - (radius + 6) * Math.sin(angle)),
        angle: tenths((angle * 180) / Math.PI),
        /** `null` where no number is told. */
        weight: (source.kind === "bias" ? bias?.[place] : weights?.[row]?.[place]) ?? null,
        from: source.name,
        to: target.name,
        labelX: tenths(source.x + share * (target.x - source.x)),
        labelY: tenths(source.y + share * (target.y - source.y)),
      };
    }),
  );
  return { neurons: [...sources, ...targets], arrows, height };
}

const angle = { field: "angle", type: "quantitative", scale: null } as const;

/** The arrows: blue, and dashed in vermilion where a weight is negative. */
function arrowLayers(arrows: Layout["arrows"], at: At): Layer[] {
  const data = { values: arrows };
  const test = "datum.weight !== null && datum.weight < 0";
  const color = either(test, colours.vermilion, colours.blue);
  const strokeDash = either(test, [5, 3], [1, 0]);
  const ends = { ...at("x", "y"), x2: { field: "x2" }, y2: { field: "y2" } };
  const head = { shape: "triangle-right", size: 70, opacity: 1 };
  return [
    mark("rule", { strokeWidth: 1.75 }, { ...ends, color, strokeDash }, data),
    mark("point", head, { ...at("x2", "y2"), angle, color }, data),
  ];
}

/** The numbers on the arrows; no layer where there are none. @param format d3 number format */
function weightLayers(arrows: Layout["arrows"], at: At, format: string): Layer[] {
  const data = { values: arrows.filter(({ weight }) => weight !== null) };
  if (!data.values.length) return [];
  const text = { field: "weight", type: "quantitative", format } as const;
  const tooltip = [told("from", "from"), told("to", "to"), told("weight", "weight", ",.6~r")];
  // Twice: first as a white rim that keeps the number apart from the arrow under it.
  return [{ stroke: "white", strokeWidth: 6 }, {}].map((look) =>
    mark("text", look, { ...at("labelX", "labelY"), text, angle, tooltip }, data),
  );
}

/** The circles and their names. */
function neuronLayers(neurons: Layout["neurons"], at: At): Layer[] {
  const circles: Layer = {
    data: { values: neurons },
    mark: { type: "point", shape: "circle", size: Math.PI * radius ** 2, opacity: 1, strokeWidth: 1.5 },
    encoding: {
      ...at("x", "y"),
      fill: either('datum.kind === "output"', "#FFE9C7", "#E8F1F8"),
      stroke: { value: "#444444" },
      strokeDash: either('datum.kind === "bias"', [3, 3], [1, 0]),
    },
  };
  const names = ["left", "center", "right"].map((align, place) => {
    const beside = neurons.filter(({ nameX, x }) => Math.sign(x - nameX) === place - 1);
    const look = { align, baseline: "middle", fontSize: nameSize };
    return mark("text", look, { ...at("nameX", "y"), text: textOf("name") }, { values: beside });
  });
  return [circles, ...names];
}

function assertNumbers({ inputs, outputs, weights, bias }: NetworkDrawingOptions): void {
  const [rows, columns] = [inputs.length, outputs.length];
  const onePerOutput = (name: string, numbers: readonly number[]): void => {
    check.numbers(name, numbers);
    check.assertCount(name, numbers, columns, `one number per output, so ${columns},`);
  };
  if (weights) check.assertCount("weights", weights, rows, `one row per input, so ${rows},`);
  weights?.forEach((row, place) => onePerOutput(`weights[${place}]`, row));
  if (bias) onePerOutput("bias", bias);
}

function someNames(name: string, names: readonly string[]): void {
  ensure(names?.length > 0, `${name} is empty; at least one name is wanted.`);
  check.texts(name, names);
}

function assertShort(numbers: readonly number[], format: string): void {
  for (const number of numbers) {
    const width = widthOf(numberText(number, format));
    ensure(
      width <= widestNumber,
      `numbers must be at most ${widestNumber} pixels wide to fit on their arrows, got ${Math.round(width)} for ` +
        `${number}. Give a format, such as ".3~g".`,
    );
  }
}
