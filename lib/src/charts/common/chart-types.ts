import type { Field, PositionDef } from "vega-lite/build/src/channeldef";
import type { Encoding } from "vega-lite/build/src/encoding";
import type { LayerSpec, UnitSpec } from "vega-lite/build/src/spec";
import type { TopLevel } from "vega-lite/build/src/spec/toplevel";
import type { TopLevelUnitSpec } from "vega-lite/build/src/spec/unit";

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

/** A chart of one mark or of layers, without what the theme gives it. */
export type ChartBody = Omit<TopLevel<LayerSpec<Field>>, Given> | Omit<TopLevelUnitSpec<Field>, Given>;
