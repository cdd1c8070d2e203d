import { ChartError } from "../common/chart-error";
import { assertNumber, assertText } from "../common/check-input";
import { clipSegment, type PlaneFrame } from "./plane-frame";

/** Where a descent came by, from its start on. */
export interface DescentPath {
  /** Which descent it is, such as "gradient descent" or "with momentum"; the same at each learning rate. */
  name: string;
  /** η, above 0. */
  learningRate: number;
  /** The start and where each step led: 1 to 2001 points. They may overflow at the end, as a diverging descent does. */
  points: readonly (readonly [number, number])[];
}

/** One point of a path, reached by `step` steps (0 at the start). */
export interface PathPoint {
  path: DescentPath;
  step: number;
  x: number;
  y: number;
  /** The function's value there. */
  value: number;
  isInside: boolean;
}

/** The part of a step that is to be seen. */
export interface PathSegment {
  path: DescentPath;
  step: number;
  ends: [number, number, number, number];
}

const mostPoints = 2001;

/**
 * The points of a path up to where it overflows, and the parts of its steps that lie in the frame.
 *
 * @param valueOf the function that is descended
 */
export function tracePath(
  path: DescentPath,
  {
    frame,
    valueOf,
  }: { frame: Pick<PlaneFrame, "xDomain" | "yDomain">; valueOf: (x: number, y: number) => number },
): { points: PathPoint[]; segments: PathSegment[] } {
  const points: PathPoint[] = [];
  const segments: PathSegment[] = [];
  for (const [step, [x, y]] of path.points.entries()) {
    const value = Number.isFinite(x) && Number.isFinite(y) ? valueOf(x, y) : NaN;
    if (!Number.isFinite(value)) break;
    const isInside = clipSegment([x, y], [x, y], frame) !== undefined;
    points.push({ path, step, x, y, value, isInside });
    const ends = step ? clipSegment(path.points[step - 1], [x, y], frame) : undefined;
    if (ends) segments.push({ path, step, ends });
  }
  return { points, segments };
}

/**
 * @throws ChartError unless there are paths, one a name and learning rate, with learning rates above 0, and
 *   points of which the first is finite and no finite one follows one that is not
 *
 * @param argument what the caller's argument is called
 */
export function assertPaths(caller: string, paths: readonly DescentPath[], argument = "paths"): void {
  if (!paths?.length) throw new ChartError(`${caller}: ${argument} is empty; at least one path is wanted.`);
  paths.forEach(({ name, learningRate, points }, place) => {
    assertText(caller, `${argument}[${place}].name`, name);
    assertNumber(caller, `${argument}[${place}].learningRate`, learningRate);
    if (learningRate <= 0) {
      throw new ChartError(
        `${caller}: ${argument}[${place}].learningRate is ${learningRate}; a number above 0 is wanted.`,
      );
    }
    const same = (other: DescentPath) => other.name === name && other.learningRate === learningRate;
    if (paths.findIndex(same) < place) {
      throw new ChartError(`${caller}: two paths are named "${name}" at the learning rate ${learningRate}.`);
    }
    assertPoints(caller, `${argument}[${place}].points`, points);
  });
}

function assertPoints(caller: string, name: string, points: DescentPath["points"]): void {
  if (!points?.length || points.length > mostPoints) {
    throw new ChartError(
      `${caller}: ${name} has ${points?.length ?? "no"} points; 1 to ${mostPoints} are wanted.`,
    );
  }
  let overflow = -1;
  points.forEach((point, step) => {
    if (point.length !== 2 || point.some((coordinate) => typeof coordinate !== "number")) {
      throw new ChartError(
        `${caller}: ${name}[${step}] is ${JSON.stringify(point)}; two numbers are wanted.`,
      );
    }
    const isFinite = point.every(Number.isFinite);
    if (!isFinite && overflow < 0) overflow = step;
    if (overflow === 0 || (isFinite && overflow >= 0)) {
      throw new ChartError(
        `${caller}: ${name}[${overflow}] is [${points[overflow].join(", ")}]; only the end of a path that ` +
          "diverges may be not finite.",
      );
    }
  });
}
