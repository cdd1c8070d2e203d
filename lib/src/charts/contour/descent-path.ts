import * as check from "../common/check";
import { ensure, type Domain } from "../common/check";
import { sliderParameter, type ChartBody } from "../common/layers";

/** Where a descent came by, from its start on. */
export interface DescentPath {
  /** Which descent it is, such as "gradient descent" or "with momentum"; the same at each learning rate. */
  name: string;
  /** η, above 0. */
  learningRate: number;
  /** The start and where each step led: 1 to 2001 points. They may overflow at the end, as a diverging descent does. */
  points: readonly (readonly [number, number])[];
}

/** The part of a plane of two variables that is drawn. */
export interface PlaneFrame {
  xDomain: Domain;
  yDomain: Domain;
}

const mostPoints = 2001;

/**
 * The points of a path up to where it overflows, each reached by `step` steps (0 at the start), with the function's
 * value; and the parts of its steps that lie in the frame.
 *
 * @param valueOf the function that is descended
 */
export function tracePath(path: DescentPath, frame: PlaneFrame, valueOf: (x: number, y: number) => number) {
  const points = [];
  const segments = [];
  for (const [step, [x, y]] of path.points.entries()) {
    const value = Number.isFinite(x) && Number.isFinite(y) ? valueOf(x, y) : NaN;
    if (!Number.isFinite(value)) break;
    const inside = clipSegment([x, y], [x, y], frame) ? 1 : 0;
    points.push({ step, x, y, value, inside });
    const ends = step ? clipSegment(path.points[step - 1], [x, y], frame) : undefined;
    if (ends) segments.push({ step, x: ends[0], y: ends[1], x2: ends[2], y2: ends[3] });
  }
  return { points, segments, overflows: points.length < path.points.length };
}

/** The part of a straight line between two points that lies in a frame, as [x, y, x2, y2]; none if none does. */
export function clipSegment(
  [x, y]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  { xDomain, yDomain }: PlaneFrame,
): [number, number, number, number] | undefined {
  // Liang and Barsky: each edge of the frame bounds the share of the way that lies inside.
  let [from, to] = [0, 1];
  const edges = [
    [x - x2, x - xDomain[0]],
    [x2 - x, xDomain[1] - x],
    [y - y2, y - yDomain[0]],
    [y2 - y, yDomain[1] - y],
  ];
  for (const [outward, room] of edges) {
    if (outward === 0 && room < 0) return undefined;
    if (outward < 0) from = Math.max(from, room / outward);
    if (outward > 0) to = Math.min(to, room / outward);
  }
  if (from > to) return undefined;
  const at = (share: number): [number, number] => [x + share * (x2 - x), y + share * (y2 - y)];
  return [...at(from), ...at(to)];
}

/**
 * @throws ChartError unless there are paths, one for each name and learning rate, with learning rates above 0, and
 *   points of which the first is finite and no finite one follows one that is not
 *
 * @param argument what the caller's argument is called
 */
export function assertPaths(paths: readonly DescentPath[], argument = "paths"): void {
  ensure(paths?.length > 0, `${argument} is empty; at least one path is wanted.`);
  paths.forEach(({ name, learningRate, points }, place) => {
    const path = `${argument}[${place}]`;
    check.text(`${path}.name`, name);
    check.numberThat((rate) => rate > 0, "a number above 0")(`${path}.learningRate`, learningRate);
    const first = paths.findIndex((other) => other.name === name && other.learningRate === learningRate);
    ensure(first === place, `two paths are named "${name}" at the learning rate ${learningRate}.`);
    assertPoints(`${path}.points`, points);
  });
}

function assertPoints(name: string, points: DescentPath["points"]): void {
  const count = points?.length ?? 0;
  ensure(count >= 1 && count <= mostPoints, `${name} has ${count} points; 1 to ${mostPoints} are wanted.`);
  const isPoint = (point: readonly unknown[]): boolean =>
    point.length === 2 && point.every((coordinate) => typeof coordinate === "number");
  const wrong = points.findIndex((point) => !isPoint(point));
  ensure(wrong < 0, `${name}[${wrong}] is ${JSON.stringify(points[wrong])}; two numbers are wanted.`);
  const isFinite = points.map((point) => point.every(Number.isFinite));
  const overflow = isFinite.indexOf(false);
  ensure(
    overflow < 0 || (overflow > 0 && !isFinite.includes(true, overflow)),
    `${name}[${overflow}] is [${points[overflow]?.join(", ")}]; only the end of a path that diverges may be not finite.`,
  );
}

/** What the reader may move. */
export interface PathControls {
  /**
   * Shows the paths of one learning rate at a time, at first of this one, which must be a path's. A slider
   * where the rates are equally far apart, else a menu.
   */
  learningRate?: number;
  /** Shows the paths up to a number of steps, at first this one, by a slider. */
  steps?: number;
}

/** Controls as Vega-Lite knows them, and Vega expressions by which rows follow them. */
export interface PathSwitches {
  params: NonNullable<ChartBody["params"]>;
  /** All learning rates, ascending. Rows tell theirs by its place here, in the column `rate`. */
  rates: number[];
  /** Whether rows are of the chosen rate; "true" where none is chosen. */
  isChosen: string;
  /** How many steps are shown. */
  stepsShown: string;
}

/**
 * The parameters `learningRate` and `steps`, as far as wanted.
 *
 * @throws ChartError if a control starts at a rate that no path has, or at a step that no path reaches
 */
export function pathSwitches(paths: readonly DescentPath[], controls: PathControls): PathSwitches {
  const { learningRate, steps } = controls;
  const rates = [...new Set(paths.map((path) => path.learningRate))].sort((first, second) => first - second);
  const last = Math.max(...paths.map(({ points }) => points.length - 1));
  check.optional(check.wholeNumber(0))("controls.steps", steps);
  return {
    params: [
      ...(learningRate === undefined ? [] : rateControl(rates, learningRate)),
      ...(steps === undefined
        ? []
        : [sliderParameter("steps", { min: 0, max: last, step: 1, value: steps })]),
    ],
    rates,
    isChosen: learningRate === undefined ? "true" : "datum.rate === chosenRate",
    stepsShown: steps === undefined ? `${last}` : "steps",
  };
}

/** The control of the learning rate, and the chosen one's place among the rates. */
function rateControl(rates: readonly number[], value: number): PathSwitches["params"] {
  ensure(
    rates.includes(value),
    `controls.learningRate is ${value}; one of the paths' is wanted: ${rates.join(", ")}.`,
  );
  const [min, max] = [rates[0], rates[rates.length - 1]];
  const step = Number(((max - min) / (rates.length - 1)).toPrecision(9));
  const isEven = rates.every((rate, place) => Math.abs(rate - min - place * step) < 1e-6 * step);
  const [name, label] = ["learningRate", "learning rate η"];
  if (rates.length > 2 && isEven) {
    return [
      sliderParameter(name, { min, max, step, value, label }),
      { name: "chosenRate", expr: `round((learningRate - ${min}) / ${step})` },
    ];
  }
  return [
    { name, value, bind: { input: "select", options: [...rates], name: `${label} ` } },
    { name: "chosenRate", expr: `indexof(${JSON.stringify(rates)}, learningRate)` },
  ];
}
