/** Checks that an argument is a whole number in a range. @throws RangeError that says what was given */
export function assertWhole(
  caller: string,
  argument: string,
  value: number,
  low: number,
  high = Infinity,
): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  const range = high === Infinity ? `≥ ${low}` : `from ${low} to ${high}`;
  throw new RangeError(`${caller}: ${argument} must be a whole number ${range}, got ${value}.`);
}

/** Checks that an argument is a finite number above 0. @throws RangeError that says what was given */
export function assertPositive(caller: string, argument: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new RangeError(`${caller}: ${argument} must be a finite number above 0, got ${value}.`);
}

/** Checks that an argument is a finite number ≥ 0. @throws RangeError that says what was given */
export function assertNotNegative(caller: string, argument: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new RangeError(`${caller}: ${argument} must be a finite number ≥ 0, got ${value}.`);
}
