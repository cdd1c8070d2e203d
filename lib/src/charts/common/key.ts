import { once, plainText, textOf, type Channels, type Layer } from "./channels";
import { textWidth } from "./fonts";
import { maximumWidth } from "./theme";

/** Room in pixels for a name's symbol, between it and the name, and between two entries. */
const symbolWidth = 28;
const gap = 8;
const between = 22;
/** Height of a row above the frame, in pixels. */
export const keyRow = 18;

/** A name and where it stands: pixels from the frame's left, and the row above the frame, 0 for the lowest. */
export interface KeyEntry {
  series: string;
  left: number;
  row: number;
}

/** Places names beside each other, in as few rows as they fit in. */
export function placeKey(names: readonly string[], width = maximumWidth - 100): KeyEntry[] {
  const entries: KeyEntry[] = [];
  let left = 0;
  let line = 0;
  for (const series of names) {
    const room = symbolWidth + gap + textWidth(series, { fontSize: 12 });
    if (left && left + room > width) {
      line++;
      left = 0;
    }
    entries.push({ series, left, row: line });
    left += Math.ceil(room) + between;
  }
  return entries.map((entry) => ({ ...entry, row: line - entry.row }));
}

/**
 * Names above the frame, after the symbols of points for some and of lines for the others.
 *
 * @param looks colour, shape and dash by the column `series`
 * @param isLine which names have the symbol of a line
 */
export function keyLayers(
  entries: readonly KeyEntry[],
  { points, lines, isLine }: { points: Channels; lines: Channels; isLine: (series: string) => boolean },
): Layer[] {
  const y = { expr: `-14 - ${keyRow} * datum.row` };
  const middle = { expr: `datum.left + ${symbolWidth / 2}` };
  const of = (values: KeyEntry[], layer: Layer): Layer[] =>
    values.length ? [{ data: { values }, ...layer }] : [];
  return [
    ...of(
      entries.filter(({ series }) => !isLine(series)),
      { mark: { type: "point", x: middle, y, size: 70, opacity: 1, tooltip: null }, encoding: points },
    ),
    ...of(
      entries.filter(({ series }) => isLine(series)),
      {
        mark: { type: "rule", strokeWidth: 2, tooltip: null },
        // As channels: Vega-Lite takes a rule whose mark alone has places for one of no length.
        encoding: {
          ...lines,
          x: { value: { expr: "datum.left" } },
          x2: { value: { expr: `datum.left + ${symbolWidth}` } },
          y: { value: y },
        },
      },
    ),
    ...of([...entries], {
      mark: {
        ...plainText,
        x: { expr: `datum.left + ${symbolWidth + gap}` },
        y,
        align: "left",
        baseline: "middle",
      },
      encoding: { text: textOf("series") },
    }),
  ];
}

/** Above the frame, a line's look and what it is called or, as a Vega expression, tells. @param y pixels */
export const lineKeyLayers = (
  look: { stroke: string; strokeWidth: number; strokeDash?: number[] },
  text: string | { expr: string },
  y = -12,
): Layer[] => [
  {
    data: once,
    mark: { type: "rule", ...look },
    encoding: { x: { value: 0 }, x2: { value: symbolWidth }, y: { value: y } },
  },
  {
    data: once,
    mark: { type: "text", x: symbolWidth + gap, y, align: "left", baseline: "middle", text },
  },
];
