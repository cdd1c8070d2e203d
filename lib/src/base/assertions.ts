import { assertShapes, ShapeError, vectorOf } from "./shapes";

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

/** Checks that an argument is one of a few words. @throws RangeError that names them */
export function assertOneOf(
  caller: string,
  argument: string,
  value: unknown,
  choices: readonly unknown[],
): void {
  if (choices.includes(value)) return;
  const got = typeof value === "string" ? JSON.stringify(value) : String(value);
  throw new RangeError(`${caller}: ${argument} must be one of ${choices.join(", ")}, got ${got}.`);
}

/** Checks that names are different, and at least one. @throws RangeError that says what was given */
export function assertDifferent(caller: string, argument: string, names: readonly string[]): void {
  if (names.length > 0 && new Set(names).size === names.length) return;
  throw new RangeError(
    `${caller}: ${argument} must be different names, at least one, got [${names.join(", ")}].`,
  );
}

/** Checks class labels in plain numbers: whole ones from 0 to q − 1. @throws RangeError that says which is not */
export function assertLabelValues(
  caller: string,
  argument: string,
  labels: ArrayLike<number>,
  q: number,
): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label >= 0 && label < q && Number.isInteger(label)) continue;
    throw new RangeError(
      `${caller}: ${argument} must hold whole numbers from 0 to ${q - 1}, one of q = ${q} classes, ` +
        `got ${label} at index ${i} of ${labels.length}.`,
    );
  }
}

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

/** Rows of numbers, one per sample: plain arrays or typed ones. */
export type Rows = ArrayLike<ArrayLike<number>>;

/**
 * Checks that rows make a matrix: at least one row, each with the same number ≥ 1 of finite numbers.
 *
 * @returns the number of rows and of columns
 * @throws ShapeError that names the function, the argument, and the first row that does not fit; RangeError if a
 *   number is not finite
 */
export function assertRows(caller: string, argument: string, rows: Rows): [n: number, d: number] {
  const n = rows.length;
  const d = n === 0 ? 0 : rows[0].length;
  if (n === 0 || !(d >= 1)) {
    throw new ShapeError(
      `${caller}: ${argument} must be n ≥ 1 rows of d ≥ 1 numbers, got ${n} rows of ${d}. ` +
        "A vector x becomes rows by Array.from(x, (v) => [v]).",
    );
  }
  for (let i = 0; i < n; i++) {
    if (rows[i].length !== d) {
      throw new ShapeError(
        `${caller}: every row of ${argument} must have ${d} numbers as row 0 has, row ${i} has ${rows[i].length}.`,
      );
    }
    assertFinite(caller, `row ${i} of ${argument}`, rows[i]);
  }
  return [n, d];
}

/** Checks that a vector has the length wanted and finite numbers only. @throws ShapeError, RangeError */
export function assertVector(
  caller: string,
  argument: string,
  vector: ArrayLike<number>,
  length: number,
): void {
  assertShapes(caller, { [argument]: [vectorOf(vector), [length]] });
  assertFinite(caller, argument, vector);
}

/** Checks that a matrix is square and symmetric. @returns its order. @throws ShapeError, RangeError */
export function assertSymmetric(caller: string, argument: string, matrix: Rows): number {
  const [rows, columns] = assertRows(caller, argument, matrix);
  if (rows !== columns) {
    throw new ShapeError(`${caller}: ${argument} must be square, got shape [${rows}, ${columns}].`);
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const tolerance = 1e-9 * Math.max(Math.abs(matrix[i][j]), Math.abs(matrix[j][i]));
      if (Math.abs(matrix[i][j] - matrix[j][i]) > tolerance) {
        throw new RangeError(
          `${caller}: ${argument} must be symmetric, got ${matrix[i][j]} at [${i}][${j}] and ${matrix[j][i]} at [${j}][${i}].`,
        );
      }
    }
  }
  return rows;
}
