import { assertFinite, assertPositive, assertWhole } from "../base/assertions";
import { assertShapes, vectorOf } from "../base/shapes";

/** What `descend` follows, from where, and how far. */
export interface DescendOptions {
  /**
   * The gradient at a point. It is told how many steps have been made, so that it can be that of one minibatch
   * after the other.
   */
  gradient: (point: number[], step: number) => ArrayLike<number>;
  /** Where to start. */
  start: ArrayLike<number>;
  /** η, above 0, or a function of the number of steps made. */
  learningRate: number | ((step: number) => number);
  /** How many steps to make, a whole number ≥ 0. */
  steps: number;
}

/**
 * Gradient descent in plain numbers, x ← x − η∇f(x), with every point on its way, as a chart needs it.
 * A path that overflows ends at the last point whose coordinates are all finite, and so is shorter.
 *
 * @example const { gradient, hessian } = leastSquaresLoss(X, y);
 *   descend({ gradient, start: [0, 0], learningRate: 0.9 * spectrum(hessian).threshold, steps: 20 });
 * @returns the start and the point after each step: steps + 1 points, or fewer after an overflow
 * @throws RangeError if the start is empty or not finite, a learning rate is not above 0, or steps is not a whole
 *   number ≥ 0; ShapeError if a gradient has another length than the start
 */
export function descend({ gradient, start, learningRate, steps }: DescendOptions): number[][] {
  assertWhole("descend", "the length of start", start.length, 1);
  assertFinite("descend", "start", start);
  assertWhole("descend", "steps", steps, 0);
  const path = [Array.from(start)];
  for (let step = 0; step < steps; step++) {
    const point = path[step];
    const rate = typeof learningRate === "number" ? learningRate : learningRate(step);
    assertPositive("descend", "learningRate", rate);
    const slope = gradient([...point], step);
    assertShapes("descend", { start: [vectorOf(point), ["d"]], gradient: [vectorOf(slope), ["d"]] });
    const next = point.map((value, j) => value - rate * slope[j]);
    if (!next.every(Number.isFinite)) return path;
    path.push(next);
  }
  return path;
}
