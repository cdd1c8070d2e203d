import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import type { Layer } from "../common/chart-types";
import { assertRoomForFrame, assertText } from "../common/check-input";
import { withSafeTexts } from "../common/safe-texts";
import { wrapText } from "../render/fonts";
import { heading, maximumWidth, themeConfig } from "../common/theme";

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
const titleStyle = { fontSize: 12, fontWeight: "bold" };
const titleLine = 16;
const mostPanels = 12;

/** @throws ChartError if there are no panels or more than twelve, or a text or a size is wrong */
export function assertPanels(caller: string, titles: readonly string[], options: PanelGridOptions): void {
  const { title, xTitle, yTitle, columns = 1, height = 150 } = options;
  for (const [name, text] of Object.entries({ title, xTitle, yTitle })) assertText(caller, name, text);
  if (!titles.length || titles.length > mostPanels) {
    throw new ChartError(`${caller}: there are ${titles.length} panels; 1 to ${mostPanels} are wanted.`);
  }
  titles.forEach((text, place) => assertText(caller, `panels[${place}].title`, text));
  if (!(Number.isInteger(columns) && columns >= 1 && columns <= 4)) {
    throw new ChartError(`${caller}: columns is ${columns}; a whole number from 1 to 4 is wanted.`);
  }
  if (!(height >= 80 && height <= 400)) {
    throw new ChartError(`${caller}: height is ${height}; 80 to 400 pixels are wanted.`);
  }
}

/**
 * How wide each panel's frame may be.
 *
 * @param left pixels left of a row's first frame, for labels and the axis's title
 */
export function panelGrid(
  caller: string,
  count: number,
  { columns, height = 150 }: PanelGridOptions,
  left: number,
): PanelGrid {
  const inRow = columns ?? Math.min(4, count);
  // The last label along x is centred under the frame's end and so reaches a little beyond it.
  const room = maximumWidth - 16 - left - 12 - gap * (inRow - 1);
  const width = Math.floor(room / inRow);
  assertRoomForFrame(caller, width);
  return { columns: inRow, width, height };
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
    options,
    caption,
    extra,
  }: {
    grid: PanelGrid;
    options: PanelGridOptions;
    caption: number;
    extra: Pick<Extract<TopLevelSpec, { concat: unknown }>, "data" | "params" | "resolve"> & {
      subtitle?: string;
    };
  },
): TopLevelSpec {
  const { subtitle, ...rest } = extra;
  const titles = panels.map(({ title }) => wrapText(title, grid.width, titleStyle));
  const lines = Math.max(...titles.map(({ length }) => length));
  // In a last row that is not full, the row above has labels along x where it has no panel below.
  const between = panels.length % grid.columns === 0 ? 24 : 48;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    background: "white",
    title: withSafeTexts({ ...heading({ title: options.title, subtitle }), offset: 16 }),
    ...rest,
    columns: grid.columns,
    bounds: "flush",
    spacing: { row: caption + lines * titleLine + between, column: gap },
    concat: panels.map(({ body }, place) => ({
      ...{ width: grid.width, height: grid.height },
      layer: withSafeTexts([body, ...titleLayers(titles[place], caption)]),
    })),
    config: themeConfig,
  };
}

/** As marks: titles proper would stand higher where an axis label reaches above the frame. */
const titleLayers = (lines: readonly string[], caption: number): Layer[] =>
  lines.map((text, line) => ({
    data: { values: [{}] },
    mark: {
      ...{ type: "text", text, x: 0, y: -caption - 10 - titleLine * (lines.length - 1 - line) },
      ...{ align: "left", tooltip: null, fontSize: titleStyle.fontSize, fontWeight: "bold" },
    },
  }));

/** Whether a panel stands at the left. */
export const isFirst = (place: number, { columns }: PanelGrid): boolean => place % columns === 0;

/** Whether a panel has none below it. */
export const isLowest = (place: number, count: number, { columns }: PanelGrid): boolean =>
  place + columns >= count;
