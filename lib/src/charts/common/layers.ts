import type { Field, PositionDef, PositionFieldDef, StringFieldDef } from "vega-lite/build/src/channeldef";
import type { Encoding } from "vega-lite/build/src/encoding";
import type { LayerSpec, UnitSpec } from "vega-lite/build/src/spec";
import type { GenericConcatSpec } from "vega-lite/build/src/spec/concat";
import type { TopLevel } from "vega-lite/build/src/spec/toplevel";
import type { TopLevelUnitSpec } from "vega-lite/build/src/spec/unit";
import { ensure, type AxisOptions, type Domain } from "./check";
import { decades, withEnoughDigits } from "./numbers";

/** One layer of a chart: a mark with its data and channels, or a group of such. */
export type Layer = LayerSpec<Field> | UnitSpec<Field>;

/** How data become what is seen: position, colour, tooltip, … */
export type Channels = Encoding<Field>;

/** The two channels that say where a mark stands. */
export interface Position {
  x: PositionDef<Field>;
  y: PositionDef<Field>;
}

type Given = "$schema" | "background" | "config" | "title";

/** Panels beside and below each other, without what the theme gives them. */
export type ConcatBody = Omit<TopLevel<GenericConcatSpec<Layer>>, Given>;

/** A chart of one mark, of layers or of panels, without what the theme gives it. */
export type ChartBody =
  | ConcatBody
  | Omit<TopLevel<LayerSpec<Field>>, Given>
  | Omit<TopLevelUnitSpec<Field>, Given>;

/** A layer with one mark for each row of `data`, which default to the data of the whole chart. */
export const mark = (type: string, look: object, encoding?: Channels, data?: object): Layer =>
  ({ ...(data && { data }), mark: { type, ...look }, ...(encoding && { encoding }) }) as Layer;

/** The look of a mark without a tooltip. */
export const silent = { tooltip: null } as const;

/** Data of a mark that is drawn once and takes nothing from them. */
export const once = { values: [{}] };

/** The texts of a column, for text marks. */
export const textOf = (field: string) => ({ field, type: "nominal" }) as const;

/** A text mark without a tooltip. */
export const textMark = (look: object, encoding?: Channels, data?: object): Layer =>
  mark("text", { ...silent, ...look }, encoding, data);

/** Each row's `text` at its place. */
export const textLayer = (rows: object[], look: object, at: Channels): Layer =>
  textMark(look, { ...at, text: textOf("text") }, { values: rows });

/** A line of a tooltip: a column of texts, or of numbers where there is a format. */
export const told = (field: string, title: string, format?: string): StringFieldDef<Field> =>
  format === undefined ? { field, type: "nominal", title } : { field, type: "quantitative", title, format };

/** Gives each name in a column a look of its own, such as a colour: the first of the range to the first name, and so on. */
export const byName = <Look>(field: string, names: readonly (string | number)[], range: readonly Look[]) => {
  const scale = { domain: [...names] as string[], range: range.slice(0, names.length) as string[] };
  return { field, type: "nominal", scale, legend: null } as const;
};

/** One value where a test of the row holds, and another elsewhere. */
export const either = <Value>(test: string, value: Value, otherwise: Value) => ({
  condition: { test, value },
  value: otherwise,
});

/** One axis of a chart whose ends stay put. */
export interface FixedAxis {
  title: string;
  /** d3 number format of the labels. */
  format: string;
  domain: Domain;
  /** About how many labels. Default 8. */
  ticks?: number;
  /** Whether the axis has grid lines alone, because a neighbour's labels count. Default false. */
  isBare?: boolean;
  /** Whether it is logarithmic. Default false. */
  isLog?: boolean | undefined;
}

/** The two axes that all layers of a chart share. */
export type Axes = Record<"x" | "y", FixedAxis>;

/** Axes over two domains, with the titles, formats and kinds of scale from a chart's options. */
export function axesOf(
  { xTitle, yTitle, xFormat, yFormat, logX, logY }: Omit<AxisOptions, "title">,
  [x, y]: readonly [Domain, Domain],
  looks: { x?: Partial<FixedAxis>; y?: Partial<FixedAxis> } = {},
): Axes {
  const [ofX, ofY] = [x, y].map((domain) => withEnoughDigits(",.4~r", domain));
  return {
    x: { title: xTitle, domain: x, format: xFormat ?? ofX, isLog: logX, ...looks.x },
    y: { title: yTitle, domain: y, format: yFormat ?? ofY, isLog: logY, ...looks.y },
  };
}

/** What an axis has whose labels and title stand at a neighbour's. */
export const bare = { title: null, labels: false, ticks: false };

/** A column placed along an axis with fixed ends; all layers of a chart share the axis. */
export const along = (field: string, { title, format, domain, ticks = 8, isBare, isLog }: FixedAxis) =>
  ({
    field,
    type: "quantitative",
    scale: { domain: [...domain], nice: false, ...(isLog ? { type: "log" } : { zero: false }) },
    axis: { title, format, tickCount: ticks, ...(isLog && decades(domain)), ...(isBare && bare) },
  }) satisfies PositionFieldDef<Field>;

/** Places columns named `x` and `y`, or as given, on two axes. */
export const onAxes = (axes: Axes, x = "x", y = "y") => ({ x: along(x, axes.x), y: along(y, axes.y) });

/** Places two columns of pixels on a frame of that size: right of and below its top left corner. */
export const onPixels =
  ({ width, height }: { width: number; height: number }) =>
  (x = "x", y = "y") =>
    ({
      x: { field: x, type: "quantitative", scale: { domain: [0, width], nice: false }, axis: null },
      y: { field: y, type: "quantitative", scale: { domain: [height, 0], nice: false }, axis: null },
    }) satisfies Position;

/** A slider's range. `value` is where it stands at first; `label` is written beside it. */
export interface Slider {
  min: number;
  max: number;
  /** Default: a thousandth of the range. */
  step?: number;
  value: number;
  /** Default: the parameter's name. */
  label?: string;
}

/**
 * A Vega-Lite parameter bound to a slider.
 *
 * @param name the parameter's name in Vega expressions
 * @throws ChartError unless min < max, min ≤ value ≤ max and 0 < step ≤ max − min, all finite
 */
export function sliderParameter(name: string, slider: Slider) {
  const { min, max, value, step = (max - min) / 1000, label = name } = slider;
  const assert = (holds: boolean, given: string, wanted: string): void =>
    ensure(holds, `the slider for ${name} has ${given}; ${wanted} is wanted.`);
  const all = `min ${min}, max ${max}, step ${step} and value ${value}`;
  assert([min, max, value, step].every(Number.isFinite), all, "finite numbers");
  assert(min < max, `min ${min} and max ${max}`, "min < max");
  assert(value >= min && value <= max, `value ${value} outside ${min} … ${max}`, "a value within the range");
  assert(step > 0 && step <= max - min, `step ${step}`, `a step above 0 and at most ${max - min}`);
  return { name, value, bind: { input: "range" as const, min, max, step, name: `${label} ` } };
}
