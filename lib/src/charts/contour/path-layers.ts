import type { Transform } from "vega-lite/build/src/transform";
import { ChartError } from "../common/chart-error";
import type { Layer } from "../common/chart-types";
import { tracePath, type DescentPath } from "./descent-path";
import type { PathSwitches } from "./path-controls";
import { assertKey, captionLayers, pathKeyLayers, type Looks } from "./path-key";
import { onPlane, type PlaneAxes } from "./plane-frame";
import { csvRows } from "../common/rows";
import { colours, shapes } from "../common/theme";

/** What a chart of paths shows besides the paths themselves. */
export interface PathScene {
  axes: PlaneAxes;
  /** The function that is descended. */
  valueOf: (x: number, y: number) => number;
  /** What the function is called in the key, such as "loss". */
  valueName: string;
  switches: PathSwitches;
  /** What stands above the frame: a row for each path with its look and name, or two short lines for a single path. */
  key: "rows" | "caption";
}

/** Vermilion first: it stands out from contours. */
const pathColours = [
  ...[colours.vermilion, colours.blue, colours.green, colours.purple],
  ...[colours.black, colours.orange, colours.sky],
];

/**
 * Paths as lines with a dot at each step, of which the last is larger; above the frame their looks, names,
 * learning rates, and where they have come to. What lies outside the frame is cut off, and the key says so.
 *
 * @throws ChartError if more than seven paths are to be told apart
 */
export function pathLayers(caller: string, paths: readonly DescentPath[], scene: PathScene): Layer[] {
  const { axes, valueOf, switches } = scene;
  const frame = { xDomain: axes.x.domain, yDomain: axes.y.domain };
  const traced = paths.map((path) => tracePath(path, { frame, valueOf }));
  const series = seriesOf(caller, paths, switches);
  if (scene.key === "rows") assertKey(caller, series.labels, scene.valueName);
  const followed: Transform[] = [
    { calculate: `${JSON.stringify(series.places)}[datum.path]`, as: "series" },
    { calculate: `${JSON.stringify(paths.map(({ learningRate }) => learningRate))}[datum.path]`, as: "eta" },
    { calculate: `indexof(${JSON.stringify(switches.rates)}, datum.eta)`, as: "rate" },
    { filter: `${switches.isChosen} && datum.step <= ${switches.stepsShown}` },
  ];
  const segments = traced.flatMap((each, path) => each.segments.map((segment) => ({ ...segment, path })));
  const points = traced.flatMap((each, path) => each.points.map((point) => ({ ...point, path })));
  const ends = (end: number): number[] => segments.map((segment) => segment.ends[end]);
  const frames = { x: axes.x.domain, y: axes.y.domain, x2: axes.x.domain, y2: axes.y.domain };
  const looks = looksOf(series.count);
  const lines: Layer = {
    data: csvRows(
      {
        path: segments.map(({ path }) => path),
        step: segments.map(({ step }) => step),
        ...{ x: ends(0), y: ends(1), x2: ends(2), y2: ends(3) },
      },
      frames,
    ),
    transform: followed,
    mark: { type: "rule", strokeWidth: 2, strokeCap: "round", tooltip: null },
    encoding: { ...onPlane(axes), x2: { field: "x2" }, y2: { field: "y2" }, color: looks.color },
  };
  const lasts = traced.map((each) => each.points.length - 1);
  const overflows = paths.map((path, place) => (path.points.length - 1 > lasts[place] ? 1 : 0));
  const walked: Layer = {
    data: csvRows(
      {
        path: points.map(({ path }) => path),
        step: points.map(({ step }) => step),
        ...{ x: points.map(({ x }) => x), y: points.map(({ y }) => y) },
        value: points.map(({ value }) => value),
        inside: points.map(({ isInside }) => (isInside ? 1 : 0)),
      },
      { x: frames.x, y: frames.y },
    ),
    transform: [
      ...followed,
      { calculate: `${JSON.stringify(lasts)}[datum.path]`, as: "last" },
      { calculate: `${JSON.stringify(overflows)}[datum.path]`, as: "overflows" },
      { calculate: `datum.step === min(datum.last, ${switches.stepsShown})`, as: "isNow" },
    ],
    layer: [
      dotLayer(scene, looks),
      ...(scene.key === "rows"
        ? pathKeyLayers(series.labels, { looks, ...scene, ...switches })
        : captionLayers({ ...scene, ...switches })),
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
  if (distinct.length > pathColours.length) {
    throw new ChartError(
      `${caller}: paths has ${distinct.length} paths to be told apart; at most ${pathColours.length} can be. ` +
        "Leave some out, or let controls.learningRate show one rate at a time.",
    );
  }
  return {
    count: distinct.length,
    places: keys.map((key) => distinct.indexOf(key)),
    labels: distinct.map((key) => paths[keys.indexOf(key)].name),
  };
}

function looksOf(count: number): Looks {
  const domain = Array.from({ length: count }, (_, place) => place);
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
      ...onPlane(axes),
      ...looks,
      size: { condition: { test: "datum.isNow", value: key === "rows" ? 130 : 70 }, value: 26 },
      tooltip: [
        { field: "eta", type: "quantitative", title: "learning rate η", format: ".4~g" },
        { field: "step", type: "quantitative", title: "step", format: "d" },
        { field: "x", type: "quantitative", title: axes.x.title, format: ".4~g" },
        { field: "y", type: "quantitative", title: axes.y.title, format: ".4~g" },
        ...(valueName === axes.y.title
          ? []
          : [{ field: "value", type: "quantitative", title: valueName, format: ".4~g" } as const]),
      ],
    },
  };
}
