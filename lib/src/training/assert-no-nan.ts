/**
 * Checks that there is no NaN, of which an argmax makes some class or other without a word.
 *
 * @throws RangeError that names the function, the argument, and the place of the first NaN
 */
export function assertNoNaN(caller: string, argument: string, values: ArrayLike<number>, q: number): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    throw new RangeError(
      `${caller}: ${argument} must hold no NaN, got one in row ${Math.floor(i / q)}, column ${i % q}. ` +
        "Parameters become NaN when training diverges: train anew with a smaller learning rate.",
    );
  }
}
