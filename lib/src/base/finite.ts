/**
 * Checks that every value is a finite number, since one NaN in the data makes every parameter NaN.
 *
 * @throws RangeError that names the function, the argument, the first bad value and its place
 */
export function assertFinite(caller: string, argument: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(
        `${caller}: ${argument} must hold finite numbers only, got ${values[i]} at index ${i} of ${values.length}. ` +
          "Remove or repair that value first.",
      );
    }
  }
}
