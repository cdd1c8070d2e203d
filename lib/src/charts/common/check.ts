import { greatest, isDrawable, isWide, least, within, type Domain } from "./numbers";

/** A chart that cannot be drawn truthfully: bad data, a wrong field name, or a warning from Vega. */
export class ChartError extends Error {
  override name = "ChartError";
}

/** @throws ChartError with the caller's name and the message, unless the condition holds */
export function ensure(caller: string, condition: boolean, message: string): asserts condition {
  if (!condition) throw new ChartError(`${caller}: ${message}`);
}

/** Throws a ChartError that names the caller and the option, unless the option's value can be drawn. */
export type Check<Value> = (caller: string, name: string, value: Value) => void;

/** Applies to each option the check of its name. @throws ChartError as the checks do */
export function checkOptions<Options extends object>(
  caller: string,
  options: Options,
  checks: { [Name in keyof Options]?: Check<Options[Name]> },
): void {
  for (const name of Object.keys(checks) as (keyof Options & string)[]) {
    checks[name]?.(caller, name, options[name]);
  }
}

/** A check of an option that may be left out. */
export const optional =
  <Value>(check: Check<Value>): Check<Value | undefined> =>
  (caller, name, value) => {
    if (value !== undefined) check(caller, name, value);
  };

/** A text that is not blank. */
export const aText: Check<string> = (caller, name, value) =>
  ensure(
    caller,
    typeof value === "string" && value.trim() !== "",
    `${name} must be a text that is not blank, got ${JSON.stringify(value) ?? "nothing"}.`,
  );

/** A finite number that can be drawn. */
export const aNumber: Check<number> = (caller, name, value) =>
  ensure(
    caller,
    isDrawable(value),
    `${name} must be a finite number below 10³⁰⁰ in size, got ${String(value)}. Leave such numbers out first.`,
  );

/** A list of finite numbers, one at least. */
export const someNumbers: Check<ArrayLike<number>> = (caller, name, values) => {
  ensure(caller, values?.length > 0, `${name} must hold at least one number, got none.`);
  const row = Array.from(values).findIndex((value) => !isDrawable(value));
  if (row >= 0) aNumber(caller, `${name}[${row}]`, values[row]);
};

/** A whole number from `lowest` (0 or 1) to `highest`. */
export const aWholeNumber =
  (lowest: 0 | 1, highest = Infinity): Check<number> =>
  (caller, name, value) => {
    const range = highest < Infinity ? `from ${lowest} to ${highest}` : ["≥ 0", "above 0"][lowest];
    ensure(
      caller,
      Number.isInteger(value) && value >= lowest && value <= highest,
      `${name} is ${String(value)}; a whole number ${range} is wanted.`,
    );
  };

/** A list of counts: whole numbers ≥ 0, one at least. */
export const someCounts: Check<ArrayLike<number>> = (caller, name, values) => {
  someNumbers(caller, name, values);
  Array.from(values).forEach((count, place) => aWholeNumber(0)(caller, `${name}[${place}]`, count));
};

/** A number within a range; `unit` says what it counts, and that it is wanted. */
export const aNumberWithin =
  (range: Domain, unit = "is wanted"): Check<number> =>
  (caller, name, value) =>
    ensure(
      caller,
      typeof value === "number" && within(value, range),
      `${name} is ${String(value)}; ${range.join(" to ")} ${unit}.`,
    );

/** Different texts, not blank; at least and at most so many. @param cure what to do with more */
export const differentTexts =
  (fewest: number, most: number, cure = ""): Check<readonly string[]> =>
  (caller, name, texts) => {
    const count = texts?.length ?? 0;
    ensure(
      caller,
      count >= fewest && count <= most,
      `${name} has ${count} names; ${fewest} to ${most} are wanted.${cure}`,
    );
    texts.forEach((each, place) => aText(caller, `${name}[${place}]`, each));
    assertDifferent(caller, name, texts);
  };

/** @throws ChartError if two of the texts are the same. @param noun what they are, in the plural */
export function assertDifferent(caller: string, noun: string, texts: readonly string[]): void {
  const twice = texts.find((each, place) => texts.indexOf(each) < place);
  ensure(caller, twice === undefined, `two ${noun} are "${twice}"; give each its own name.`);
}

/** Two finite numbers, the smaller first, that an axis can tell apart. */
export const aDomain: Check<Domain> = (caller, name, domain) => {
  const ends = Array.from<unknown>(domain ?? []);
  const told = domain ? `[${ends.map(String).join(", ")}]` : String(domain);
  const [low, high] = ends as number[];
  ensure(
    caller,
    ends.length === 2 && ends.every(Number.isFinite) && low < high,
    `${name} must be two finite numbers, the smaller first, got ${told}.`,
  );
  ensure(
    caller,
    -low < greatest && high < greatest && isWide([low, high]),
    `${name} must be below 10³⁰⁰ in size and wide enough for labels that differ, got ${told}. ` +
      "Give the numbers in another unit, or from another origin.",
  );
};

/** A frame, above 0 where its axis is logarithmic. */
export const aFrame = (isLogarithmic = false): Check<Domain | undefined> =>
  optional((caller, name, domain) => {
    aDomain(caller, name, domain);
    if (isLogarithmic) assertPositive(caller, name, domain);
  });

/** @throws ChartError unless `x` and `y` are non-empty lists of finite numbers of the same length */
export function assertPairs(caller: string, x: ArrayLike<number>, y: ArrayLike<number>): void {
  someNumbers(caller, "x", x);
  someNumbers(caller, "y", y);
  ensure(
    caller,
    x.length === y.length,
    `y must have one value for each of the ${x.length} of x, got ${y.length}.`,
  );
}

/** @throws ChartError unless a list has `count` entries. @param what how many are wanted, as in "one per input" */
export function assertCount(
  caller: string,
  name: string,
  list: { length: number },
  count: number,
  what: string,
): void {
  ensure(caller, list.length === count, `${name} has ${list.length} entries; ${what} is wanted.`);
}

/** @throws ChartError unless all values are large enough for a logarithmic axis */
export function assertPositive(caller: string, name: string, values: ArrayLike<number>): void {
  const row = Array.from(values).findIndex((value) => !(value >= least));
  ensure(
    caller,
    row < 0,
    `${name}[${row}] must be ${values[row] > 0 ? "at least 10⁻²⁹⁰" : "above 0"} on a logarithmic axis, got ` +
      `${values[row]}. Use a linear axis, or leave such numbers out.`,
  );
}

/** @throws ChartError if none of the points lies in the frame: `inside` of `points` do */
export function assertSomeInside(caller: string, noun: string, points: number, inside: number): void {
  ensure(
    caller,
    inside > 0,
    `at least one of the ${points} ${noun} must lie in the frame, got none. Widen xDomain or yDomain.`,
  );
}

/** The narrowest frame, in pixels, in which something can be seen. */
const narrowest = 60;

/** @throws ChartError if names, numbers and labels leave too little room for the frame between them */
export function assertRoomForFrame(caller: string, width: number): void {
  ensure(
    caller,
    width >= narrowest,
    `the frame must be at least ${narrowest} pixels wide beside its names and numbers, got ${Math.round(width)}. ` +
      'Shorten them, for example by the format ".3~g" or another unit.',
  );
}
