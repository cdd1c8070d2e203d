import type { Transform } from "vega-lite/build/src/transform";
import { onAxes, plainText, textOf, told, type Axes, type Channels, type Layer } from "../common/channels";
import { ensure } from "../common/check";
import { textWidth } from "../common/fonts";
import { keyRow } from "../common/key";
import { csvOf } from "../common/rows";
import { safeText } from "../common/safe-texts";
import { colours, shapes } from "../common/theme";
import { tracePath, type DescentPath } from "./descent-path";
import type { PathSwitches } from "./path-controls";

/** What a chart of paths shows besides the paths themselves. */
export interface PathScene {
  axes: Axes;
  /** The function that is descended. */
  valueOf: (x: number, y: number) => number;
  /** What the function is called in the key, such as "loss". */
  valueName: string;
  switches: PathSwitches;
  /** What stands above the frame: a row for each path with its look and name, or two short lines for a single path. */
  key: "rows" | "caption";
}

/** How paths are told apart. */
type Looks = Pick<Channels, "color" | "shape">;

/** Vermilion first: it stands out from contours. */
const pathColours = [
  ...[colours.vermilion, colours.blue, colours.green, colours.purple],
  ...[colours.black, colours.orange, colours.sky],
];
/** What names may take of a row of the key, in pixels; numbers take the rest. */
const mostForNames = 210;

/**
 * Paths as lines with a dot at each step, of which the last is larger; above the frame their looks, names,
 * learning rates, and where they have come to. What lies outside the frame is cut off, and the key says so.
 *
 * @throws ChartError if more than seven paths are to be told apart
 */
export function pathLayers(caller: string, paths: readonly DescentPath[], scene: PathScene): Layer[] {
  const { axes, valueOf, valueName, switches, key } = scene;
  const { stepsShown } = switches;
  const frame = { xDomain: axes.x.domain, yDomain: axes.y.domain };
  const traced = paths.map((path) => tracePath(path, frame, valueOf));
  const series = seriesOf(caller, paths, switches);
  if (key === "rows") assertKey(caller, series.labels, valueName);
  // Of each path, by its place in the column `path`.
  const column = (values: readonly unknown[], as: string): Transform => ({
    calculate: `${JSON.stringify(values)}[datum.path]`,
    as,
  });
  const followed: Transform[] = [
    column(series.places, "series"),
    column(
      paths.map(({ learningRate }) => learningRate),
      "eta",
    ),
    { calculate: `indexof(${JSON.stringify(switches.rates)}, datum.eta)`, as: "rate" },
    { filter: `${switches.isChosen} && datum.step <= ${stepsShown}` },
  ];
  const segments = traced.flatMap((each, path) => each.segments.map((segment) => ({ ...segment, path })));
  const points = traced.flatMap((each, path) => each.points.map((point) => ({ ...point, path })));
  const [x, y] = [axes.x.domain, axes.y.domain];
  const looks = looksOf(series.labels.length);
  const lines: Layer = {
    data: csvOf(segments, ["path", "step", "x", "y", "x2", "y2"], { x, y, x2: x, y2: y }),
    transform: followed,
    mark: { type: "rule", strokeWidth: 2, strokeCap: "round", tooltip: null },
    encoding: { ...onAxes(axes), x2: { field: "x2" }, y2: { field: "y2" }, color: looks.color },
  };
  const walked: Layer = {
    data: csvOf(points, ["path", "step", "x", "y", "value", "inside"], { x, y }),
    transform: [
      ...followed,
      column(
        traced.map((each) => each.points.length - 1),
        "last",
      ),
      column(
        traced.map(({ overflows }) => (overflows ? 1 : 0)),
        "overflows",
      ),
      { calculate: `datum.step === min(datum.last, ${stepsShown})`, as: "isNow" },
    ],
    layer: [
      dotLayer(scene, looks),
      ...(key === "rows"
        ? keyLayers(series.labels, { looks, valueName, stepsShown })
        : captionLayers({ valueName, stepsShown })),
    ],
  };
  return segments.length ? [lines, walked] : [walked];
}

/** Where each path has its colour and its row: by name where one learning rate is shown at a time, else each its own. */
function seriesOf(caller: string, paths: readonly DescentPath[], { isChosen }: PathSwitches) {
  const keys = paths.map(({ name, learningRate }) =>
    isChosen === "true" ? `${name} ${learningRate}` : name,
  );
  const distinct = [...new Set(keys)];
  ensure(
    caller,
    distinct.length <= pathColours.length,
    `paths has ${distinct.length} paths to be told apart; at most ${pathColours.length} can be. Leave some out, or ` +
      "let controls.learningRate show one rate at a time.",
  );
  return {
    places: keys.map((key) => distinct.indexOf(key)),
    labels: distinct.map((key) => paths[keys.indexOf(key)].name),
  };
}

function looksOf(count: number): Looks {
  const domain = [...Array(count).keys()];
  const of = { field: "series", type: "nominal", legend: null } as const;
  return {
    color: { ...of, scale: { domain, range: pathColours.slice(0, count) } },
    shape: { ...of, scale: { domain, range: shapes.slice(0, count) } },
  };
}

function dotLayer({ axes, valueName, key }: PathScene, looks: Looks): Layer {
  return {
    transform: [{ filter: "datum.inside === 1" }],
    mark: { type: "point", opacity: 1, stroke: "white", strokeWidth: 0.75 },
    encoding: {
      ...onAxes(axes),
      ...looks,
      size: { condition: { test: "datum.isNow", value: key === "rows" ? 130 : 70 }, value: 26 },
      tooltip: [
        told("eta", "learning rate η", ".4~g"),
        told("step", "step", "d"),
        told("x", axes.x.title, ".4~g"),
        told("y", axes.y.title, ".4~g"),
        ...(valueName === axes.y.title ? [] : [told("value", valueName, ".4~g")]),
      ],
    },
  };
}

const isNow: Transform = { filter: "datum.isNow" };
const steps = `datum.step + (datum.step === 1 ? " step" : " steps")`;

/** A Vega expression of the function's value, and of whether that is outside the frame. */
const reached = (valueName: string, format: string, outside: string): string =>
  `${JSON.stringify(`${valueName} = `)} + format(datum.value, "${format}") + (datum.inside === 1 ? "" : ", ${outside}")`;

/** Whether a path has come to where it overflows. */
const hasOverflown = (stepsShown: string): string => `datum.overflows === 1 && ${stepsShown} > datum.last`;

/**
 * Above the frame, a row for each path: its look, name, learning rate, and where it has come to. For rows with
 * the columns `series`, `eta`, `step`, `value`, `inside`, `overflows`, `last` and `isNow`.
 *
 * @param labels the paths' names by `series`
 * @param stepsShown Vega expression of the steps that are shown
 */
function keyLayers(
  labels: readonly string[],
  { looks, valueName, stepsShown }: { looks: Looks; valueName: string; stepsShown: string },
): Layer[] {
  const calculate =
    `${JSON.stringify(labels.map(safeText))}[datum.series] + ", η = " + format(datum.eta, ".4~g") + ": " + ` +
    `(${hasOverflown(stepsShown)} ? "overflows after " + ${steps} : ` +
    `(datum.step === 0 ? "at the start " : "after " + ${steps} + " ") + ` +
    `${reached(valueName, ".4~g", "outside the frame")})`;
  const y = { expr: `-12 - ${keyRow} * (${labels.length - 1} - datum.series)` };
  return [
    {
      transform: [isNow],
      mark: { type: "point", x: 8, y, size: 90, opacity: 1, tooltip: null },
      encoding: looks,
    },
    {
      transform: [isNow, { calculate, as: "told" }],
      mark: { ...plainText, x: 22, y, align: "left", baseline: "middle" },
      encoding: { text: textOf("told") },
    },
  ];
}

/** Above a narrow frame: learning rate and steps, and below them where the path has come to. */
function captionLayers({ valueName, stepsShown }: { valueName: string; stepsShown: string }): Layer[] {
  const lines = [
    `"η = " + format(datum.eta, ".4~g") + ", " + ${steps}`,
    `(${hasOverflown(stepsShown)}) ? "then it overflows" : ${reached(valueName, ".3~g", "outside")}`,
  ];
  return lines.map((calculate, line): Layer => ({
    transform: [isNow, { calculate, as: "told" }],
    mark: { ...plainText, x: 0, y: -22 + 14 * line, align: "left", fontSize: 11 },
    encoding: { text: textOf("told") },
  }));
}

/** @throws ChartError if a name leaves too little room for the numbers beside it */
function assertKey(caller: string, labels: readonly string[], valueName: string): void {
  for (const label of labels) {
    const width = textWidth(`${label}${valueName}`, { fontSize: 12 });
    ensure(
      caller,
      width <= mostForNames,
      `the names "${label}" and "${valueName}" are ${Math.round(width)} pixels wide together; at most ${mostForNames} ` +
        "leave room for the numbers beside them. Shorten them.",
    );
  }
}
