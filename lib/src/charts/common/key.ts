import { textWidth } from "./fonts";
import { mark, once, silent, textMark, textOf, type Channels, type Layer } from "./layers";
import { maximumWidth } from "./theme";

/** Room in pixels for a name's symbol, between it and the name, and between two entries. */
const symbolWidth = 28;
const gap = 8;
const between = 22;
/** Height of a row above the frame, in pixels. */
export const keyRow = 18;
const beside = { align: "left", baseline: "middle" } as const;

/** A name and where it stands: pixels from the frame's left, and the row above the frame, 0 for the lowest. */
interface KeyEntry {
  series: string;
  left: number;
  row: number;
}

/** Places names beside each other, in as few rows as they fit in. */
function placeKey(names: readonly string[], width = maximumWidth - 100): KeyEntry[] {
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
  names: readonly string[],
  { points, lines, isLine }: { points: Channels; lines: Channels; isLine: (series: string) => boolean },
): Layer[] {
  const y = { expr: `-14 - ${keyRow} * datum.row` };
  const x = { expr: `datum.left + ${symbolWidth / 2}` };
  // As channels: Vega-Lite takes a rule whose mark alone has places for one of no length.
  const ends = {
    x: { value: { expr: "datum.left" } },
    x2: { value: { expr: `datum.left + ${symbolWidth}` } },
    y: { value: y },
  };
  const entries = placeKey(names);
  const text = { ...beside, x: { expr: `datum.left + ${symbolWidth + gap}` }, y };
  const of = (values: KeyEntry[], draw: (data: object) => Layer): Layer[] =>
    values.length ? [draw({ values })] : [];
  return [
    ...of(
      entries.filter(({ series }) => !isLine(series)),
      (data) => mark("point", { ...silent, x, y, size: 70, opacity: 1 }, points, data),
    ),
    ...of(
      entries.filter(({ series }) => isLine(series)),
      (data) => mark("rule", { ...silent, strokeWidth: 2 }, { ...lines, ...ends }, data),
    ),
    ...of(entries, (data) => textMark(text, { text: textOf("series") }, data)),
  ];
}

/** The ends of a line in the key. @param y pixels */
export const alongSymbol = (y: number) => ({ x: { value: 0 }, x2: { value: symbolWidth }, y: { value: y } });

/** Above the frame, a line's look and what it is called or, as a Vega expression, tells. @param y pixels */
export const lineKeyLayers = (look: object, text: string | { expr: string }, y = -12): Layer[] => [
  mark("rule", look, alongSymbol(y), once),
  keyText(text, y),
];

/** What stands in the key after a symbol. */
export const keyText = (text: string | { expr: string }, y = -12): Layer =>
  mark("text", { x: symbolWidth + gap, y, ...beside, text }, undefined, once);
