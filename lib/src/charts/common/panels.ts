import type { TopLevelSpec } from "vega-lite";
import { once, plainText, type ConcatBody, type Layer } from "./channels";
import {
  aNumberWithin,
  assertRoomForFrame,
  aText,
  aWholeNumber,
  checkOptions,
  ensure,
  optional,
} from "./check";
import { wrapText } from "./fonts";
import { heading, maximumWidth, themed } from "./theme";

/** What all charts of several panels are told. */
export interface PanelGridOptions {
  /** What the chart shows, as a finding. */
  title: string;
  /** What x is. */
  xTitle: string;
  /** What y is. */
  yTitle: string;
  /** How many panels stand beside each other, 1 to 4. Default: all, up to four. */
  columns?: number;
  /** Height of a panel's frame in pixels, 80 to 400. Default 150. */
  height?: number;
  /** What else the reader must know, told under the title. */
  note?: string;
}

/** Sizes in pixels. */
export interface PanelGrid {
  columns: number;
  /** Of a panel's frame. */
  width: number;
  height: number;
}

const gap = 16;
const titleStyle = { fontSize: 12, fontWeight: "bold" } as const;
const titleLine = 16;
const mostPanels = 12;

/** @throws ChartError if there are no panels or more than twelve, or a text or a size is wrong */
export function assertPanels(caller: string, titles: readonly string[], options: PanelGridOptions): void {
  checkOptions(caller, options, {
    title: aText,
    xTitle: aText,
    yTitle: aText,
    columns: optional(aWholeNumber(1, 4)),
    height: optional(aNumberWithin([80, 400], "pixels are wanted")),
  });
  const count = titles.length;
  ensure(
    caller,
    count > 0 && count <= mostPanels,
    `there are ${count} panels; 1 to ${mostPanels} are wanted.`,
  );
  titles.forEach((text, place) => aText(caller, `panels[${place}].title`, text));
}

/**
 * How wide each panel's frame may be.
 *
 * @param left pixels left of a row's first frame, for labels and the axis's title
 */
export function panelGrid(
  caller: string,
  count: number,
  { columns = Math.min(4, count), height = 150 }: Pick<PanelGridOptions, "columns" | "height">,
  left: number,
): PanelGrid {
  // The last label along x is centred under the frame's end and so reaches a little beyond it.
  const room = maximumWidth - 16 - left - 12 - gap * (columns - 1);
  const width = Math.floor(room / columns);
  assertRoomForFrame(caller, width);
  return { columns, width, height };
}

/**
 * Panels in rows, whose frames stand exactly below and beside each other. Only a row's first panel is to have
 * labels along y, and only panels with none below them along x: see `isFirst` and `isLowest`.
 *
 * @param caption pixels that the panels need between title and frame
 */
export function arrangePanels(
  panels: readonly { title: string; body: Layer }[],
  {
    grid,
    title,
    subtitle,
    caption = 0,
    ...shared
  }: { grid: PanelGrid; title: string; subtitle?: string | undefined; caption?: number } & Pick<
    ConcatBody,
    "data" | "params" | "resolve"
  >,
): TopLevelSpec {
  const titles = panels.map((panel) => wrapText(panel.title, grid.width, titleStyle));
  const lines = Math.max(...titles.map(({ length }) => length));
  // In a last row that is not full, the row above has labels along x where it has no panel below.
  const between = panels.length % grid.columns === 0 ? 24 : 48;
  return themed({
    title: { ...heading({ title, subtitle }), offset: 16 },
    ...shared,
    columns: grid.columns,
    bounds: "flush",
    spacing: { row: caption + lines * titleLine + between, column: gap },
    concat: panels.map(({ body }, place) => ({
      width: grid.width,
      height: grid.height,
      layer: [body, ...titleLayers(titles[place], caption)],
    })),
  });
}

/** As marks: titles proper would stand higher where an axis label reaches above the frame. */
const titleLayers = (lines: readonly string[], caption: number): Layer[] =>
  lines.map((text, line) => {
    const y = -caption - 10 - titleLine * (lines.length - 1 - line);
    return { data: once, mark: { ...plainText, ...titleStyle, text, x: 0, y, align: "left" } };
  });

/** Whether a panel stands at the left. */
export const isFirst = (place: number, { columns }: PanelGrid): boolean => place % columns === 0;

/** Whether a panel has none below it. */
export const isLowest = (place: number, count: number, { columns }: PanelGrid): boolean =>
  place + columns >= count;
