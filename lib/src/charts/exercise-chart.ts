import { sum } from "d3-array";
import { ensure } from "./common/check";
import { textWidth } from "./common/fonts";
import { either, onPixels, textLayer, textMark, told, type Channels, type Layer } from "./common/layers";
import { csvOf } from "./common/rows";
import { chart, colours, maximumWidth, softInk } from "./common/theme";

/** One exercise of a row. */
export interface ExerciseMark {
  /** Its number in the notebook. */
  readonly number: number;
  readonly title: string;
  /** Which column it stands in: 1 is the easiest. */
  readonly level: 1 | 2 | 3;
  readonly state: "solved" | "tried" | "open";
}

interface Row {
  readonly name: string;
  readonly marks: readonly ExerciseMark[];
}

export interface ExerciseChartOptions {
  /** One row per notebook; names must differ. */
  readonly rows: readonly Row[];
  /** How many are solved, as a finding. */
  readonly title: string;
}

const levels = [1, 2, 3] as const;
const gaps = { names: 14, level: 26, total: 74 };
const rowHeight = 28;
const nameSize = 12;

/**
 * Which exercises are solved: a row per notebook, a column per level, and in each place a numbered mark for each
 * exercise, filled where it is solved, ringed where it was tried, pale where it is open.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide
 * @throws ChartError if `rows` contains no exercises or two rows share a name
 * @function
 */
export const exerciseChart = chart<ExerciseChartOptions>("exerciseChart", {}, ({ rows }) => {
  const names = rows.map(({ name }) => name);
  const hasMarks = rows.some(({ marks }) => marks.length > 0);
  ensure(hasMarks, "rows holds no exercise; one at least is wanted.");
  ensure(new Set(names).size === names.length, `two rows have the same name, of ${names.join(", ")}.`);

  const of = (row: Row, level: number) => row.marks.filter((mark) => mark.level === level);
  const slots = levels.map((level) => Math.max(3, ...rows.map((row) => of(row, level).length)));
  const nameWidth = Math.max(...names.map((name) => textWidth(name, { fontSize: nameSize })));
  const room = maximumWidth - 16 - nameWidth - gaps.names - 2 * gaps.level - gaps.total;
  const step = Math.min(25, room / sum(slots));
  const starts = levels.map((_, column) => sum(slots.slice(0, column), (count) => count * step + gaps.level));
  const width = Math.round(starts[2] + slots[2] * step + gaps.total);
  const xOf = (column: number, place: number): number => starts[column] + (place + 0.5) * step;

  const places = rows.flatMap((row) =>
    levels.flatMap((level, column) =>
      of(row, level).map((mark, place) => ({ ...mark, name: row.name, x: xOf(column, place) })),
    ),
  );
  const headings = starts.map((start, column) => ({
    x: Math.round(start + (slots[column] * step) / 2),
    text: `level ${["●○○", "●●○", "●●●"][column]}`,
  }));
  const totals = rows.map(({ name, marks }) => ({
    name,
    text: `${marks.filter(({ state }) => state === "solved").length} of ${marks.length}`,
  }));
  const [x, y] = [onPixels({ width, height: 0 })().x, rowOf(names)];
  return {
    subtitle: "A filled mark is solved, a ringed one tried, a pale one open. The number is the exercise's.",
    titleLook: { frame: "bounds" },
    width,
    height: rows.length * rowHeight,
    data: csvOf(places, ["name", "x", "number", "title", "state"]),
    layer: [
      textLayer(headings, { baseline: "bottom", color: softInk }, { x, y: { value: -4 } }),
      ...markLayers({ x, y }, Math.min(step, rowHeight) - 4),
      textLayer(totals, { align: "right", baseline: "middle", color: softInk }, { x: { value: width }, y }),
    ],
  };
});

const rowOf = (names: readonly string[]) =>
  ({
    field: "name",
    type: "nominal",
    sort: [...names],
    axis: {
      title: null,
      domain: false,
      ticks: false,
      labelLimit: 0,
      labelPadding: 10,
      labelFontSize: nameSize,
      labelColor: "#222222",
    },
  }) satisfies Channels["y"];

const isSolved = 'datum.state === "solved"';
/** A colour for each state of an exercise. */
const byState = (solved: string, tried: string, open: string) => ({
  condition: [
    { test: isSolved, value: solved },
    { test: 'datum.state === "tried"', value: tried },
  ],
  value: open,
});

/** A circle for each exercise, and its number. @param size the circle's diameter in pixels */
function markLayers(at: Channels, size: number): Layer[] {
  const number = { field: "number", type: "quantitative", format: "d" } as const;
  return [
    {
      mark: { type: "point", shape: "circle", size: Math.PI * (size / 2) ** 2, opacity: 1 },
      encoding: {
        ...at,
        fill: byState(colours.blue, "#FFFFFF", "#EEEEEE"),
        stroke: byState(colours.blue, colours.vermilion, "#EEEEEE"),
        strokeWidth: { value: 2.5 },
        tooltip: [told("title", "exercise"), told("state", "state")],
      },
    },
    textMark(
      { fontSize: 11, baseline: "middle" },
      { ...at, text: number, color: either(isSolved, "#FFFFFF", "#444444") },
    ),
  ];
}
