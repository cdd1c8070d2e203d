import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import { assertNumbers, assertText, orZero } from "../common/check-input";
import { numberText } from "../common/number-text";
import { textWidth } from "../render/fonts";
import { arrowLayers, nameSize, neuronLayers, weightLayers, type At } from "./network-layers";
import { layoutNetwork, radius, type NetworkParts } from "./network-layout";
import { heading, maximumWidth, themed } from "../common/theme";

export interface NetworkDrawingOptions extends NetworkParts {
  /** What the drawing shows, as a finding. */
  title: string;
  subtitle?: string;
  /** d3 number format of weights and biases. Default ",.4~r". */
  format?: string;
}

const caller = "networkDrawing";
/** The widest a number on an arrow may be, in pixels. */
const widestNumber = 150;
const fits = (name: string): boolean => textWidth(name, { fontSize: nameSize }) <= 2 * radius - 8;

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
  checkOptions(options);
  const { inputs, outputs, title, subtitle, format = ",.4~r" } = options;
  const weights = options.weights?.map((row) => row.map(orZero));
  const bias = options.bias?.map(orZero);
  assertShort([...(weights ?? []).flat(), ...(bias ?? [])], format);
  const left = marginFor(inputs);
  const right = Math.min(maximumWidth - 16 - marginFor(outputs), left + 420);
  if (right - left < 200) {
    throw new ChartError(
      `${caller}: the names leave ${Math.round(right - left)} pixels for arrows; shorten them.`,
    );
  }
  const { neurons, arrows, height } = layoutNetwork(
    { inputs, outputs, weights, bias },
    { left, right, fits },
  );
  const width = right + marginFor(outputs);
  const at: At = (x, y) => ({
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

/** Room in pixels from a column of neurons to the edge: for names that do not fit into the circles. */
function marginFor(names: readonly string[]): number {
  const beside = names
    .filter((name) => !fits(name))
    .map((name) => textWidth(name, { fontSize: nameSize }) + 8);
  return Math.ceil(radius + 4 + Math.max(0, ...beside));
}

function checkOptions({ inputs, outputs, weights, bias, title }: NetworkDrawingOptions): void {
  assertText(caller, "title", title);
  for (const [name, names] of Object.entries({ inputs, outputs })) {
    if (!names?.length) throw new ChartError(`${caller}: ${name} is empty; at least one name is wanted.`);
    names.forEach((text, place) => assertText(caller, `${name}[${place}]`, text));
  }
  assertCount("weights", weights?.length ?? inputs.length, inputs.length, "row per input");
  weights?.forEach((row, place) => {
    assertNumbers(caller, `weights[${place}]`, row);
    assertCount(`weights[${place}]`, row.length, outputs.length, "number per output");
  });
  if (bias) assertNumbers(caller, "bias", bias);
  assertCount("bias", bias?.length ?? outputs.length, outputs.length, "number per output");
}

function assertShort(numbers: readonly number[], format: string): void {
  for (const number of numbers) {
    const width = textWidth(numberText(number, format), { fontSize: nameSize });
    if (width <= widestNumber) continue;
    throw new ChartError(
      `${caller}: numbers must be at most ${widestNumber} pixels wide to fit on their arrows, got ${Math.round(width)} for ` +
        `${number}. Give a format, such as ".3~g".`,
    );
  }
}

function assertCount(name: string, given: number, wanted: number, what: string): void {
  if (given !== wanted) {
    throw new ChartError(`${caller}: ${name} has ${given} entries; one ${what}, so ${wanted}, is wanted.`);
  }
}
