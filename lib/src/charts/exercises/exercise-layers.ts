import type { Channels, Layer } from "../common/chart-types";
import { colours } from "../common/theme";
import type { ExerciseMark } from "./exercise-chart";

/** The size of the notebooks' names, in pixels. */
export const nameSize = 12;

/** An exercise's mark: in the row of its notebook, at a pixel from the left. */
export interface Place extends ExerciseMark {
  readonly name: string;
  readonly x: number;
}

const rowOf = (names: readonly string[]) =>
  ({
    field: "name",
    type: "nominal",
    sort: [...names],
    axis: {
      ...{ title: null, domain: false, ticks: false, labelLimit: 0, labelPadding: 10 },
      ...{ labelFontSize: nameSize, labelColor: "#222222" },
    },
  }) satisfies Channels["y"];

const pixel = (width: number) =>
  ({
    field: "x",
    type: "quantitative",
    scale: { domain: [0, width], nice: false },
    axis: null,
  }) satisfies Channels["x"];

const isSolved = 'datum.state === "solved"';
const isTried = 'datum.state === "tried"';

/** A circle for each exercise, and its number. @param size the circle's diameter in pixels */
export function markLayers(names: readonly string[], width: number, size: number): Layer[] {
  const at = { x: pixel(width), y: rowOf(names) };
  return [
    {
      mark: { type: "point", shape: "circle", size: Math.PI * (size / 2) ** 2, opacity: 1 },
      encoding: {
        ...at,
        fill: {
          condition: [
            { test: isSolved, value: colours.blue },
            { test: isTried, value: "#FFFFFF" },
          ],
          value: "#EEEEEE",
        },
        stroke: {
          condition: [
            { test: isSolved, value: colours.blue },
            { test: isTried, value: colours.vermilion },
          ],
          value: "#EEEEEE",
        },
        strokeWidth: { value: 2.5 },
        tooltip: [
          { field: "title", type: "nominal", title: "exercise" },
          { field: "state", type: "nominal", title: "state" },
        ],
      },
    },
    {
      mark: { type: "text", fontSize: 11, baseline: "middle", tooltip: null },
      encoding: {
        ...at,
        text: { field: "number", type: "quantitative", format: "d" },
        color: { condition: { test: isSolved, value: "#FFFFFF" }, value: "#444444" },
      },
    },
  ];
}

/** What each column holds, over it. */
export function headingLayer(
  starts: readonly number[],
  slots: readonly number[],
  step: number,
  width: number,
): Layer {
  const values = starts.map((start, i) => ({
    x: Math.round(start + (slots[i] * step) / 2),
    text: ["level ●○○", "level ●●○", "level ●●●"][i],
  }));
  return {
    data: { values },
    mark: { type: "text", baseline: "bottom", color: "#555555", tooltip: null },
    encoding: { x: pixel(width), y: { value: -4 }, text: { field: "text", type: "nominal" } },
  };
}

/** How many of a row are solved, at its end. */
export function totalLayer(
  rows: readonly { readonly name: string; readonly marks: readonly ExerciseMark[] }[],
  names: readonly string[],
  width: number,
): Layer {
  const values = rows.map(({ name, marks }) => ({
    name,
    text: `${marks.filter(({ state }) => state === "solved").length} of ${marks.length}`,
  }));
  return {
    data: { values },
    mark: { type: "text", align: "right", baseline: "middle", color: "#555555", tooltip: null },
    encoding: { x: { value: width }, y: rowOf(names), text: { field: "text", type: "nominal" } },
  };
}
