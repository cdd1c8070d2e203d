import { aNumber, aText, ensure } from "../common/check";
import { clipSegment, type PlaneFrame } from "./plane";

/** Where a descent came by, from its start on. */
export interface DescentPath {
  /** Which descent it is, such as "gradient descent" or "with momentum"; the same at each learning rate. */
  name: string;
  /** η, above 0. */
  learningRate: number;
  /** The start and where each step led: 1 to 2001 points. They may overflow at the end, as a diverging descent does. */
  points: readonly (readonly [number, number])[];
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

/**
 * @throws ChartError unless there are paths, one for each name and learning rate, with learning rates above 0, and
 *   points of which the first is finite and no finite one follows one that is not
 *
 * @param argument what the caller's argument is called
 */
export function assertPaths(caller: string, paths: readonly DescentPath[], argument = "paths"): void {
  ensure(caller, paths?.length > 0, `${argument} is empty; at least one path is wanted.`);
  paths.forEach(({ name, learningRate, points }, place) => {
    const path = `${argument}[${place}]`;
    aText(caller, `${path}.name`, name);
    aNumber(caller, `${path}.learningRate`, learningRate);
    ensure(caller, learningRate > 0, `${path}.learningRate is ${learningRate}; a number above 0 is wanted.`);
    const same = (other: DescentPath) => other.name === name && other.learningRate === learningRate;
    ensure(
      caller,
      paths.findIndex(same) === place,
      `two paths are named "${name}" at the learning rate ${learningRate}.`,
    );
    assertPoints(caller, `${path}.points`, points);
  });
}

function assertPoints(caller: string, name: string, points: DescentPath["points"]): void {
  const count = points?.length ?? 0;
  ensure(
    caller,
    count >= 1 && count <= mostPoints,
    `${name} has ${count} points; 1 to ${mostPoints} are wanted.`,
  );
  points.forEach((point, step) =>
    ensure(
      caller,
      point.length === 2 && point.every((coordinate) => typeof coordinate === "number"),
      `${name}[${step}] is ${JSON.stringify(point)}; two numbers are wanted.`,
    ),
  );
  const isFinite = points.map((point) => point.every(Number.isFinite));
  const overflow = isFinite.indexOf(false);
  ensure(
    caller,
    overflow < 0 || (overflow > 0 && !isFinite.includes(true, overflow)),
    `${name}[${overflow}] is [${points[overflow]?.join(", ")}]; only the end of a path that diverges may be not finite.`,
  );
}
