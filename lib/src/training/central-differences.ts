/** Half the distance between 1 and the next larger float32, 2⁻²⁴: the largest relative error of rounding. */
const roundingError = 2 ** -24;

/** A partial derivative estimated from two values of the function. */
export interface CentralDifference {
  estimate: number;
  /**
   * What rounding the function's two values to float32 can add to the estimate, or take from it. The function's
   * own arithmetic may round more often than that.
   */
  resolution: number;
  /** The steeper of the slopes from x to the two points, in size: above 0 at the bottom of a valley as well. */
  slopeNearby: number;
}

/**
 * The step for a central difference of a float32 function at x: ε^(1/3) · max(1, |x|) with ε = 2⁻²³, so about
 * 0.005. It balances the error of the formula, which grows with h², against that of rounding, which grows
 * with 1/h (Press et al., Numerical Recipes, 3rd ed., section 5.7, with the scale of f taken as max(1, |x|)).
 */
export const differenceStep = (x: number): number => Math.cbrt(2 ** -23) * Math.max(1, Math.abs(x));

/**
 * The partial derivatives of f by every element of one of its arguments: (f(x + h) − f(x − h)) / 2h each,
 * divided by the distance that is left after x ± h is rounded to float32. Calls f twice an element,
 * and once at x.
 *
 * @param f a scalar from the elements of the argument
 * @param x the argument's elements, float32
 * @returns one estimate per element, as precise as about ε^(2/3) ≈ 2·10⁻⁵ of the size of f
 */
export function centralDifferences(
  f: (elements: Float32Array) => number,
  x: Float32Array,
): CentralDifference[] {
  const here = f(x.slice());
  return Array.from(x, (value, index) => {
    const step = differenceStep(value);
    const moved = Float32Array.from(x);
    const at = (place: number): [place: number, f: number] => {
      moved[index] = place;
      return [moved[index], f(moved)];
    };
    const [right, above] = at(value + step);
    const [left, below] = at(value - step);
    return {
      estimate: (above - below) / (right - left),
      resolution: (roundingError * (Math.abs(above) + Math.abs(below))) / (right - left),
      slopeNearby: Math.max(Math.abs(above - here), Math.abs(below - here)) / step,
    };
  });
}
