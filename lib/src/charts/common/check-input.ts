import { ChartError } from "./chart-error";

/** Numbers of this size and above are not drawn: beyond it, the arithmetic of axes overflows. */
const greatest = 1e300;
/** The least width of a frame, and the least number on a logarithmic axis: below it, digits are lost. */
export const least = 1e-290;
/** The least width of a frame as a share of its numbers: below it, the labels of an axis cannot be told apart. */
const leastShare = 1e-12;

/** @throws ChartError unless `values` is a non-empty list of finite numbers that can be drawn */
export function assertNumbers(caller: string, name: string, values: ArrayLike<number>): void {
  if (!values?.length) {
    throw new ChartError(`${caller}: ${name} must hold at least one number, got none.`);
  }
  for (let row = 0; row < values.length; row++) assertNumber(caller, `${name}[${row}]`, values[row]);
}

/** @throws ChartError unless `x` and `y` are non-empty lists of finite numbers of the same length */
export function assertPairs(caller: string, x: ArrayLike<number>, y: ArrayLike<number>): void {
  assertNumbers(caller, "x", x);
  assertNumbers(caller, "y", y);
  if (x.length !== y.length) {
    throw new ChartError(
      `${caller}: y must have one value for each of the ${x.length} of x, got ${y.length}.`,
    );
  }
}

/** @throws ChartError unless `value` is a text that is not blank */
export function assertText(caller: string, name: string, value: string): void {
  if (typeof value !== "string" || !value.trim()) {
    throw new ChartError(
      `${caller}: ${name} must be a text that is not blank, got ${JSON.stringify(value) ?? "nothing"}.`,
    );
  }
}

/** A number that is too small for an axis to tell from 0 is written and drawn as 0. */
export const orZero = (value: number): number => (Math.abs(value) < least ? 0 : value);

/** Whether something is a number that can be drawn. */
export const isDrawable = (value: unknown): value is number =>
  typeof value === "number" && Math.abs(value) < greatest;

/** @throws ChartError unless `value` is a finite number that can be drawn */
export function assertNumber(caller: string, name: string, value: number): void {
  if (isDrawable(value)) return;
  throw new ChartError(
    `${caller}: ${name} must be a finite number below 10³⁰⁰ in size, got ${String(value)}. Leave such numbers out first.`,
  );
}

/** Whether the labels of an axis over this range can be told apart; else `niceDomain` widens it. */
export const isWide = ([low, high]: readonly [number, number]): boolean =>
  high - low >= Math.max(least, leastShare * Math.max(-low, high));

/** @throws ChartError unless `domain` is two finite numbers, the smaller first, that an axis can tell apart */
export function assertDomain(caller: string, name: string, domain: readonly [number, number]): void {
  const ends = Array.from<unknown>(domain ?? []);
  const told = domain ? `[${ends.map(String).join(", ")}]` : String(domain);
  const [low, high] = ends as number[];
  if (ends.length !== 2 || !ends.every(Number.isFinite) || low >= high) {
    throw new ChartError(`${caller}: ${name} must be two finite numbers, the smaller first, got ${told}.`);
  }
  if (-low < greatest && high < greatest && isWide([low, high])) return;
  throw new ChartError(
    `${caller}: ${name} must be below 10³⁰⁰ in size and wide enough for labels that differ, got ${told}. ` +
      "Give the numbers in another unit, or from another origin.",
  );
}

/** @throws ChartError unless all values are large enough for a logarithmic axis */
export function assertPositive(caller: string, name: string, values: ArrayLike<number>): void {
  for (let row = 0; row < values.length; row++) {
    if (values[row] >= least) continue;
    const wanted = values[row] > 0 ? "at least 10⁻²⁹⁰" : "above 0";
    throw new ChartError(
      `${caller}: ${name}[${row}] must be ${wanted} on a logarithmic axis, got ${values[row]}. Use a linear axis, or ` +
        "leave such numbers out.",
    );
  }
}

/** @throws ChartError if none of the points lies in the frame: `inside` of `points` do */
export function assertSomeInside(caller: string, noun: string, points: number, inside: number): void {
  if (inside > 0) return;
  throw new ChartError(
    `${caller}: at least one of the ${points} ${noun} must lie in the frame, got none. Widen xDomain or yDomain.`,
  );
}

/** The narrowest frame, in pixels, in which something can be seen. */
const narrowest = 60;

/** @throws ChartError if names, numbers and labels leave too little room for the frame between them */
export function assertRoomForFrame(caller: string, width: number): void {
  if (width >= narrowest) return;
  throw new ChartError(
    `${caller}: the frame must be at least ${narrowest} pixels wide beside its names and numbers, got ` +
      `${Math.round(width)}. Shorten them, for example by the format ".3~g" or another unit.`,
  );
}
