import type { Transform } from "vega-lite/build/src/transform";
import { ensure } from "../common/check";
import { assertFits, textWidth } from "../common/fonts";
import { keyRow } from "../common/key";
import { byName, mark, onAxes, silent, textMark, textOf, told } from "../common/layers";
import type { Axes, Channels, Layer } from "../common/layers";
import { csvOf, safeText } from "../common/rows";
import { colours, shapes } from "../common/theme";
import { tracePath, type DescentPath, type PathSwitches } from "./descent-path";

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
const { vermilion, blue, green, purple, black, orange, sky } = colours;
const pathColours = [vermilion, blue, green, purple, black, orange, sky];
/** What names may take of a row of the key, in pixels; numbers take the rest. */
const mostForNames = 210;

/**
 * Paths as lines with a dot at each step, of which the last is larger; above the frame their looks, names,
 * learning rates, and where they have come to. What lies outside the frame is cut off, and the key says so.
 *
 * @throws ChartError if more than seven paths are to be told apart
 */
export function pathLayers(paths: readonly DescentPath[], scene: PathScene): Layer[] {
  const { axes, valueOf, valueName, switches, key } = scene;
  const { stepsShown } = switches;
  const frame = { xDomain: axes.x.domain, yDomain: axes.y.domain };
  const traced = paths.map((path) => tracePath(path, frame, valueOf));
  const series = seriesOf(paths, switches);
  if (key === "rows") assertKey(series.labels, valueName);
  // Of each path, by its place in the column `path`.
  const column = (as: string, values: readonly unknown[]): Transform => ({
    calculate: `${JSON.stringify(values)}[datum.path]`,
    as,
  });
  const rates = paths.map(({ learningRate }) => learningRate);
  const followed: Transform[] = [
    column("series", series.places),
    column("eta", rates),
    { calculate: `indexof(${JSON.stringify(switches.rates)}, datum.eta)`, as: "rate" },
    { filter: `${switches.isChosen} && datum.step <= ${stepsShown}` },
  ];
  const lastSteps = traced.map((each) => each.points.length - 1);
  const overflows = traced.map((each) => (each.overflows ? 1 : 0));
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
      column("last", lastSteps),
      column("overflows", overflows),
      { calculate: `datum.step === min(datum.last, ${stepsShown})`, as: "isNow" },
    ],
    layer: [
      dotLayer(scene, looks),
      ...(key === "rows" ? keyLayers(series.labels, looks, scene) : captionLayers(scene)),
    ],
  };
  return segments.length ? [lines, walked] : [walked];
}

/** Where each path has its colour and its row: by name where one learning rate is shown at a time, else each its own. */
function seriesOf(paths: readonly DescentPath[], { isChosen }: PathSwitches) {
  const keys = paths.map(({ name, learningRate }) =>
    isChosen === "true" ? `${name} ${learningRate}` : name,
  );
  const distinct = [...new Set(keys)];
  ensure(
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
  const series = [...Array(count).keys()];
  return { color: byName("series", series, pathColours), shape: byName("series", series, shapes) };
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
const hasOverflown = ({ switches }: PathScene): string =>
  `datum.overflows === 1 && ${switches.stepsShown} > datum.last`;

/** What a Vega expression tells of where each path has come to. */
const toldNow = (calculate: string, look: object): Layer => ({
  ...textMark({ ...look, align: "left" }, { text: textOf("told") }),
  transform: [isNow, { calculate, as: "told" }],
});

/**
 * Above the frame, a row for each path: its look, name, learning rate, and where it has come to. For rows with
 * the columns `series`, `eta`, `step`, `value`, `inside`, `overflows`, `last` and `isNow`.
 *
 * @param labels the paths' names by `series`
 */
function keyLayers(labels: readonly string[], looks: Looks, scene: PathScene): Layer[] {
  const calculate =
    `${JSON.stringify(labels.map(safeText))}[datum.series] + ", η = " + format(datum.eta, ".4~g") + ": " + ` +
    `(${hasOverflown(scene)} ? "overflows after " + ${steps} : ` +
    `(datum.step === 0 ? "at the start " : "after " + ${steps} + " ") + ` +
    `${reached(scene.valueName, ".4~g", "outside the frame")})`;
  const y = { expr: `-12 - ${keyRow} * (${labels.length - 1} - datum.series)` };
  const symbol = mark("point", { x: 8, y, size: 90, opacity: 1, ...silent }, looks);
  return [{ ...symbol, transform: [isNow] }, toldNow(calculate, { x: 22, y, baseline: "middle" })];
}

/** Above a narrow frame: learning rate and steps, and below them where the path has come to. */
const captionLayers = (scene: PathScene): Layer[] =>
  [
    `"η = " + format(datum.eta, ".4~g") + ", " + ${steps}`,
    `(${hasOverflown(scene)}) ? "then it overflows" : ${reached(scene.valueName, ".3~g", "outside")}`,
  ].map((calculate, line) => toldNow(calculate, { x: 0, y: -22 + 14 * line, fontSize: 11 }));

/** @throws ChartError if a name leaves too little room for the numbers beside it */
function assertKey(labels: readonly string[], valueName: string): void {
  for (const label of labels) {
    const width = textWidth(`${label}${valueName}`, { fontSize: 12 });
    const names = `together the names "${label}" and "${valueName}" are`;
    assertFits(names, width, mostForNames, "leave room for the numbers beside them. Shorten them.");
  }
}
