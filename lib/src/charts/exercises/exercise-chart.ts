import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import { csvRows } from "../common/rows";
import { heading, maximumWidth, themed } from "../common/theme";
import { textWidth } from "../render/fonts";
import { headingLayer, markLayers, nameSize, totalLayer, type Place } from "./exercise-layers";

/** One exercise of a row. */
export interface ExerciseMark {
  /** Its number in the notebook. */
  readonly number: number;
  readonly title: string;
  /** Which column it stands in: 1 is the easiest. */
  readonly level: 1 | 2 | 3;
  readonly state: "solved" | "tried" | "open";
}

export interface ExerciseChartOptions {
  /** One row a notebook; names must differ. */
  readonly rows: readonly { readonly name: string; readonly marks: readonly ExerciseMark[] }[];
  /** How many are solved, as a finding. */
  readonly title: string;
}

const levels = [1, 2, 3] as const;
const gaps = { names: 14, level: 26, total: 74 };
const rowHeight = 28;

/**
 * Which exercises are solved: a row a notebook, a column a level, and in each place a numbered mark for each
 * exercise, filled where it is solved, ringed where it was tried, pale where it is open.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide
 * @throws ChartError if there is no exercise, or two rows have the same name
 */
export function exerciseChart({ rows, title }: ExerciseChartOptions): TopLevelSpec {
  const names = rows.map(({ name }) => name);
  if (!rows.some(({ marks }) => marks.length > 0))
    throw new ChartError("exerciseChart: rows holds no exercise; one at least is wanted.");
  if (new Set(names).size < names.length)
    throw new ChartError(`exerciseChart: two rows have the same name, of ${names.join(", ")}.`);

  const of = (row: (typeof rows)[number], level: number) => row.marks.filter((mark) => mark.level === level);
  const slots = levels.map((level) => Math.max(3, ...rows.map((row) => of(row, level).length)));
  const nameWidth = Math.max(...names.map((name) => textWidth(name, { fontSize: nameSize })));
  const room = maximumWidth - 16 - nameWidth - gaps.names - 2 * gaps.level - gaps.total;
  const step = Math.min(25, room / slots.reduce((sum, count) => sum + count));
  const starts = levels.map((_, column) =>
    slots.slice(0, column).reduce((x, count) => x + count * step + gaps.level, 0),
  );
  const width = Math.round(starts[2] + slots[2] * step + gaps.total);

  const places = rows.flatMap((row) =>
    levels.flatMap((level, column) =>
      of(row, level).map((mark, place): Place => ({
        ...mark,
        name: row.name,
        x: starts[column] + (place + 0.5) * step,
      })),
    ),
  );
  const columnOf = <Key extends keyof Place>(key: Key) => places.map((place) => place[key]);
  return themed({
    title: {
      ...heading({
        title,
        subtitle:
          "A filled mark is solved, a ringed one tried, a pale one open. The number is the exercise's.",
      }),
      frame: "bounds",
    },
    width,
    height: rows.length * rowHeight,
    data: csvRows({
      name: columnOf("name"),
      x: columnOf("x"),
      number: columnOf("number"),
      title: columnOf("title"),
      state: columnOf("state"),
    }),
    layer: [
      headingLayer(starts, slots, step, width),
      ...markLayers(names, width, Math.min(step, rowHeight) - 4),
      totalLayer(rows, names, width),
    ],
  });
}
