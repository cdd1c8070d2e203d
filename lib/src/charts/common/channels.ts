import type { Field, PositionDef, PositionFieldDef, StringFieldDef } from "vega-lite/build/src/channeldef";
import type { Encoding } from "vega-lite/build/src/encoding";
import type { LayerSpec, UnitSpec } from "vega-lite/build/src/spec";
import type { GenericConcatSpec } from "vega-lite/build/src/spec/concat";
import type { TopLevel } from "vega-lite/build/src/spec/toplevel";
import type { TopLevelUnitSpec } from "vega-lite/build/src/spec/unit";
import type { Domain } from "./numbers";

/** One layer of a chart: a mark with its data and channels, or a group of such. */
export type Layer = LayerSpec<Field> | UnitSpec<Field>;

/** How data become what is seen: position, colour, tooltip, … */
export type Channels = Encoding<Field>;

/** The two channels that say where a mark stands. */
export interface Position {
  x: PositionDef<Field>;
  y: PositionDef<Field>;
}

type Given = "$schema" | "background" | "config";

/** Panels beside and below each other, without what the theme gives them. */
export type ConcatBody = Omit<TopLevel<GenericConcatSpec<Layer>>, Given>;

/** A chart of one mark, of layers or of panels, without what the theme gives it. */
export type ChartBody =
  | ConcatBody
  | Omit<TopLevel<LayerSpec<Field>>, Given>
  | Omit<TopLevelUnitSpec<Field>, Given>;

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
}

/** The two axes that all layers of a chart share. */
export interface Axes {
  x: FixedAxis;
  y: FixedAxis;
}

/** What an axis has whose labels and title stand at a neighbour's. */
export const bare = { title: null, labels: false, ticks: false };

/** A column placed along an axis with fixed ends; all layers of a chart share the axis. */
export const along = (field: string, { title, format, domain, ticks = 8, isBare }: FixedAxis) =>
  ({
    field,
    type: "quantitative",
    scale: { domain: [...domain], nice: false, zero: false },
    axis: { title, format, tickCount: ticks, ...(isBare && bare) },
  }) satisfies PositionFieldDef<Field>;

/** Places columns named `x` and `y`, or as given, on two axes. */
export const onAxes = ({ x, y }: Axes, columns = { x: "x", y: "y" }) => ({
  x: along(columns.x, x),
  y: along(columns.y, y),
});

/** Places two columns of pixels on a frame of that size: right of and below its top left corner. */
export const onPixels =
  ({ width, height }: { width: number; height: number }) =>
  (x = "x", y = "y") =>
    ({
      x: { field: x, type: "quantitative", scale: { domain: [0, width], nice: false }, axis: null },
      y: { field: y, type: "quantitative", scale: { domain: [height, 0], nice: false }, axis: null },
    }) satisfies Position;

/** A line of a tooltip: a column of texts, or of numbers where there is a format. */
export const told = (field: string, title: string, format?: string): StringFieldDef<Field> =>
  format === undefined ? { field, type: "nominal", title } : { field, type: "quantitative", title, format };

/** The texts of a column, for text marks. */
export const textOf = (field: string) => ({ field, type: "nominal" }) as const;

/** Data of a mark that is drawn once and takes nothing from them. */
export const once = { values: [{}] };

/** A text or a symbol at a place, of which the pointer tells nothing. */
export const plainText = { type: "text", tooltip: null } as const;
