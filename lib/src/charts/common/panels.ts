import * as check from "./check";
import { ensure, type AxisOptions, type Checks } from "./check";
import { textWidth, wrapText } from "./fonts";
import { once, textMark, type ChartBody, type ConcatBody, type Layer } from "./layers";
import { maximumWidth, type Heading } from "./theme";

/** What all charts of several panels are told. */
export interface PanelGridOptions {
  /** How many panels stand beside each other, 1 to 4. Default: all, up to four. */
  columns?: number;
  /** Height of a panel's frame in pixels, 80 to 400. Default 150. */
  height?: number;
}

/** Where panels stand. Sizes in pixels. */
export interface PanelGrid {
  columns: number;
  /** Of a panel's frame. */
  width: number;
  height: number;
  /** Whether a panel stands at the left. Only such panels are to have labels along y. */
  isFirst: (place: number) => boolean;
  /** Whether a panel has none below it. Only such panels are to have labels along x. */
  isLowest: (place: number) => boolean;
}

const gap = 16;
const titleStyle = { fontSize: 12, fontWeight: "bold" } as const;
const titleLine = 16;
const mostPanels = 12;

/** The checks of `PanelGridOptions`, and of titles beside them. */
export const panelChecks = {
  ...check.titles,
  columns: check.optional(check.wholeNumber(1, 4)),
  height: check.optional(check.pixelsWithin([80, 400])),
} satisfies Checks<PanelGridOptions & AxisOptions>;

/** @throws ChartError if there are no panels or more than twelve, or one has no title */
export function assertPanels(panels: readonly { title: string }[] | undefined): void {
  const count = panels?.length ?? 0;
  ensure(count > 0 && count <= mostPanels, `there are ${count} panels; 1 to ${mostPanels} are wanted.`);
  panels?.forEach(({ title }, place) => check.text(`panels[${place}].title`, title));
}

/**
 * How wide each of `count` panels' frames may be.
 *
 * @param left pixels left of a row's first frame, for labels and the axis's title
 */
export function panelGrid(
  count: number,
  { columns = Math.min(4, count), height = 150 }: PanelGridOptions,
  left: number,
): PanelGrid {
  // The last label along x is centred under the frame's end and so reaches a little beyond it.
  const room = maximumWidth - 16 - left - 12 - gap * (columns - 1);
  const width = Math.floor(room / columns);
  check.assertRoomForFrame(width);
  return {
    columns,
    width,
    height,
    isFirst: (place) => place % columns === 0,
    isLowest: (place) => place + columns >= count,
  };
}

/** Pixels left of a frame, for the axis's labels, ticks and title. */
export const roomForLabels = (labels: readonly string[]): number =>
  Math.ceil(Math.max(...labels.map((label) => textWidth(label, { fontSize: 11 })))) + 32;

/**
 * Panels in rows, whose frames stand exactly below and beside each other: see `PanelGrid`.
 *
 * @param caption pixels that the panels need between title and frame
 */
export function arrangePanels(
  { columns, width, height }: PanelGrid,
  panels: readonly { title: string; layer: Layer[] }[],
  {
    caption = 0,
    ...shared
  }: Partial<Heading> & { caption?: number } & Pick<ConcatBody, "data" | "params" | "resolve">,
): ChartBody & Partial<Heading> {
  const titles = panels.map(({ title }) => wrapText(title, width, titleStyle));
  const lines = Math.max(...titles.map(({ length }) => length));
  // In a last row that is not full, the row above has labels along x where it has no panel below.
  const between = panels.length % columns === 0 ? 24 : 48;
  return {
    titleLook: { offset: 16 },
    ...shared,
    columns,
    bounds: "flush",
    spacing: { row: caption + lines * titleLine + between, column: gap },
    concat: panels.map(({ layer }, place) => ({
      width,
      height,
      layer: [...layer, ...titleLayers(titles[place], caption)],
    })),
  };
}

/** As marks: titles proper would stand higher where an axis label reaches above the frame. */
const titleLayers = (lines: readonly string[], caption: number): Layer[] =>
  lines.map((text, line) => {
    const y = -caption - 10 - titleLine * (lines.length - 1 - line);
    return textMark({ ...titleStyle, text, x: 0, y, align: "left" }, undefined, once);
  });
