import * as tf from "@tensorflow/tfjs";
import { assertFinite, assertWhole } from "../base/assertions";
import { assertShapes, ShapeError } from "../base/shapes";
import {
  automaticGradients,
  type CentralDifference,
  centralDifferences,
  type ScalarFunction,
  valueMoved,
  valuesOf,
} from "./derivatives";

/** What `gradientCheck` compares. */
export interface GradientCheckOptions<Arguments extends tf.Tensor[]> {
  /** The function: a scalar tensor from its arguments, the same each time it is called with the same ones. */
  f: (...at: Arguments) => tf.Tensor;
  /** Where the gradients are taken: the arguments of f, float32. */
  at: readonly [...Arguments];
  /** The gradient derived by hand at this place, one tensor an argument, each of its argument's shape. */
  byHand: readonly tf.Tensor[];
  /** What the arguments are called, as in ["w", "b"]. Default: x1, x2, …, or x where there is only one. */
  names?: readonly string[];
}

/** One partial derivative, found in three ways. (`tf.tidy` can return a type like this, but no interface.) */
export type GradientRow = {
  /** The argument's name. */
  name: string;
  /** Which element of the argument, as in [2] or [0, 3]; [] for a scalar. */
  index: number[];
  byHand: number;
  automatic: number;
  finiteDifference: number;
  /**
   * The largest difference between two of the three, divided by the largest of them in size. So that rounding
   * does not count where a derivative vanishes, it is taken as at least 200 times of what finite differences can
   * tell from zero in float32, and as a hundredth of the slope that f has one step away. A lost factor 2 gives
   * 0.5, a wrong sign 2, right gradients a few hundredths at most.
   */
  relativeDeviation: number;
};

const caller = "gradientCheck";

/**
 * Finds the gradient of a scalar function in three ways: as derived by hand, automatically (`tf.grads`), and
 * by central finite differences, which calls f twice for each element of its arguments. Print the rows with
 * `gradientTable`. All tensors it makes are freed. PyTorch: `autograd.gradcheck`.
 *
 * @returns one row for each element of each argument, in order
 * @throws ShapeError if `byHand` or `names` does not match `at`, or f is not a scalar; TypeError if an argument is not
 *   float32; RangeError if a list is empty, or anything is NaN or infinite; Error if there is no
 *   automatic gradient
 */
export function gradientCheck<Arguments extends tf.Tensor[]>(
  options: GradientCheckOptions<Arguments>,
): GradientRow[] {
  const at: readonly tf.Tensor[] = options.at;
  const f = options.f as ScalarFunction;
  const names = assertArguments(at, options.byHand, options.names);
  const automatic = automaticGradients(caller, { f, at, names });
  return at.flatMap((argument, which) => {
    const name = names[which];
    const differences = centralDifferences(
      (elements) => valueMoved(caller, { f, at, names }, { which, elements }),
      valuesOf(argument),
    );
    return Array.from(valuesOf(options.byHand[which]), (value, element) => ({
      name,
      index: indexOf(element, argument.shape),
      byHand: value,
      automatic: automatic[which][element],
      finiteDifference: differences[element].estimate,
      relativeDeviation: deviation([value, automatic[which][element]], differences[element]),
    }));
  });
}

function deviation(derivatives: readonly number[], difference: CentralDifference): number {
  const { estimate, resolution, slopeNearby } = difference;
  const all = [...derivatives, estimate];
  const largest = Math.max(...all) - Math.min(...all);
  return largest === 0 ? 0 : largest / Math.max(...all.map(Math.abs), 200 * resolution, slopeNearby / 100);
}

/** Which element of a tensor comes at this place of its values, in row-major order. */
function indexOf(place: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(place % shape[axis]);
    place = Math.floor(place / shape[axis]);
  }
  return index;
}

/** Checks what is given and returns the arguments' names. */
function assertArguments(
  at: readonly tf.Tensor[],
  byHand: readonly tf.Tensor[],
  names: readonly string[] = at.length === 1 ? ["x"] : at.map((_, which) => `x${which + 1}`),
): readonly string[] {
  if (at.length === 0) throw new RangeError(`${caller}: at must list the arguments of f, got none.`);
  for (const [list, { length }] of Object.entries({ byHand, names })) {
    if (length !== at.length) {
      throw new ShapeError(
        `${caller}: ${list} must have one entry per argument, ${at.length}, got ${length}.`,
      );
    }
  }
  names.forEach((name, which) => {
    for (const [list, tensor] of Object.entries({ at: at[which], byHand: byHand[which] })) {
      assertFloat(`${list} for ${name}`, tensor);
    }
    assertShapes(caller, { [`byHand for ${name}`]: [byHand[which], at[which].shape] });
    assertFinite(caller, `at for ${name}`, valuesOf(at[which]));
    assertFinite(caller, `byHand for ${name}`, valuesOf(byHand[which]));
  });
  return names;
}

function assertFloat(argument: string, tensor: unknown): void {
  if (tensor instanceof tf.Tensor && tensor.dtype === "float32") return;
  const given = tensor instanceof tf.Tensor ? `a tensor of ${tensor.dtype}` : `a ${typeof tensor}`;
  throw new TypeError(`${caller}: ${argument} must be a tensor of float32, got ${given}.`);
}

const headings = ["", "by hand", "automatic", "finite differences", "deviation"];

/**
 * The rows of `gradientCheck` as a text in aligned columns, for a monospaced font. Below it stands the largest
 * deviation of all rows.
 *
 * @param rows one at least
 * @param options.maxRows how many rows to show, a whole number ≥ 1; of more, those that deviate most, in their
 *   order. Default: 20
 * @throws RangeError if there are no rows or `maxRows` is out of range
 */
export function gradientTable(rows: readonly GradientRow[], { maxRows = 20 } = {}): string {
  assertWhole("gradientTable", "the number of rows", rows.length, 1);
  assertWhole("gradientTable", "maxRows", maxRows, 1);
  const byDeviation = [...rows].sort((a, b) => b.relativeDeviation - a.relativeDeviation);
  const shown = new Set(byDeviation.slice(0, maxRows));
  const cells = [headings, ...rows.filter((row) => shown.has(row)).map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const aligned = cells.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  "),
  );
  const ruled = [aligned[0], "─".repeat(aligned[0].length), ...aligned.slice(1)];
  const left = rows.length - shown.size;
  if (left > 0) ruled.push(`… and ${left.toLocaleString("en-US")} more, none of which deviates more`);
  const [worst] = byDeviation;
  return [...ruled, `largest relative deviation: ${short(worst.relativeDeviation)} (${labelOf(worst)})`].join(
    "\n",
  );
}

const cellsOf = (row: GradientRow): string[] => [
  labelOf(row),
  ...[row.byHand, row.automatic, row.finiteDifference].map(derivativeText),
  short(row.relativeDeviation),
];

const labelOf = ({ name, index }: GradientRow): string =>
  index.length ? `${name}[${index.join(", ")}]` : name;

/** Four digits are what finite differences in float32 can get right. */
const derivativeText = (value: number): string => minus(rounded(value, 4));

const short = (value: number): string => minus(rounded(value, 1));

function rounded(value: number, digits: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  return size < 1e-3 || size >= 1e6
    ? value.toExponential(digits - 1)
    : Number(value.toPrecision(digits)).toString();
}

/** A true minus sign, as wide as a digit and easier to see than a hyphen. */
const minus = (text: string): string => text.replaceAll("-", "−");
