/** A chart that cannot be drawn truthfully: bad data, a wrong field name, or a warning from Vega. */
export class ChartError extends Error {
  override name = "ChartError";
  /** Whether the message begins with the place of the fault: see `placing`. */
  isPlaced = false;
}

/** @throws ChartError with the message, unless the condition holds */
export function ensure(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ChartError(message);
}

/**
 * Does the work and puts the place of the fault before the message of a ChartError: the public function that was called,
 * and within it the part that is wrong, as in `curves, curve "a": x must hold at least one number, got none.`
 */
export function placing<Result>(place: string, work: () => Result): Result {
  const rethrow = (error: unknown): never => {
    if (!(error instanceof ChartError)) throw error;
    const { message, cause, isPlaced } = error;
    const placed = new ChartError(`${place}${isPlaced ? "," : ":"} ${message}`, { cause });
    throw Object.assign(placed, { isPlaced: true });
  };
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(rethrow) as Result) : result;
  } catch (error) {
    return rethrow(error);
  }
}

/** Throws a ChartError that names the option, unless its value can be drawn. `options` are all that were given. */
export type Check<Value> = (name: string, value: Value, options?: object) => void;

/** For each option the check of its value. */
export type Checks<Options> = { [Name in keyof Options]?: Check<Options[Name]> };

/** Applies to each option the check of its name, in their order. @throws ChartError as the checks do */
export function checkOptions<Options extends object>(options: Options, checks: Checks<Options>): void {
  for (const name of Object.keys(checks) as (keyof Options & string)[]) {
    checks[name]?.(name, options[name], options);
  }
}

/** First and last value of an axis. */
export type Domain = readonly [number, number];

/** Numbers of this size and above are not drawn: beyond it, the arithmetic of axes overflows. */
const greatest = 1e300;
/** The least width of a frame, and the least number on a logarithmic axis: below it, digits are lost. */
export const least = 1e-290;
/** The least width of a frame as a share of its numbers: below it, the labels of an axis cannot be told apart. */
const leastShare = 1e-12;

/** Whether something is a number that can be drawn. */
export const isDrawable = (value: unknown): value is number =>
  typeof value === "number" && Math.abs(value) < greatest;

/** Whether a number lies in a range, its ends included. */
export const within = (value: number, [low, high]: Domain): boolean => value >= low && value <= high;

/** Whether the labels of an axis over this range can be told apart; else `niceDomain` widens it. */
export const isWide = ([low, high]: Domain): boolean =>
  high - low >= Math.max(least, leastShare * Math.max(-low, high));

/** A check of an option that may be left out. */
export const optional =
  <Value>(check: Check<Value>): Check<Value | undefined> =>
  (name, value, options) => {
    if (value !== undefined) check(name, value, options);
  };

/** A text that is not blank. */
export const text: Check<string> = (name, value) =>
  ensure(
    typeof value === "string" && value.trim() !== "",
    `${name} must be a text that is not blank, got ${JSON.stringify(value) ?? "nothing"}.`,
  );

/** A finite number that can be drawn. */
export const number: Check<number> = (name, value) =>
  ensure(
    isDrawable(value),
    `${name} must be a finite number below 10³⁰⁰ in size, got ${String(value)}. Leave such numbers out first.`,
  );

/** A list of finite numbers, one at least. */
export const numbers: Check<ArrayLike<number>> = (name, values) => {
  ensure(values?.length > 0, `${name} must hold at least one number, got none.`);
  const row = Array.from(values).findIndex((value) => !isDrawable(value));
  if (row >= 0) number(`${name}[${row}]`, values[row]);
};

/** A value that passes a test. @param wanted describes such values, as in "a number above 0" */
export const suchThat =
  <Value>(holds: (value: Value) => boolean, wanted: string, verb = "is"): Check<Value> =>
  (name, value) =>
    ensure(holds(value), `${name} is ${String(value)}; ${wanted} ${verb} wanted.`);

/** A finite number that passes a test. @param wanted describes such numbers */
export const numberThat =
  (holds: (value: number) => boolean, wanted: string): Check<number> =>
  (name, value) => {
    number(name, value);
    suchThat(holds, wanted)(name, value);
  };

/** A whole number from `lowest` (0 or 1) to `highest`. */
export const wholeNumber = (lowest: 0 | 1, highest = Infinity): Check<number> => {
  const range = highest < Infinity ? `from ${lowest} to ${highest}` : ["≥ 0", "above 0"][lowest];
  const holds = (value: number): boolean => Number.isInteger(value) && within(value, [lowest, highest]);
  return suchThat(holds, `a whole number ${range}`);
};

/** A number within a range. */
export const numberWithin = (range: Domain): Check<number> =>
  suchThat((value) => typeof value === "number" && within(value, range), range.join(" to "));

/** A length within a range, in pixels. */
export const pixelsWithin = (range: Domain): Check<number> =>
  suchThat((value) => within(value, range), `${range.join(" to ")} pixels`, "are");

/** A list of counts: whole numbers ≥ 0, one at least. */
export const counts: Check<ArrayLike<number>> = (name, values) => {
  numbers(name, values);
  Array.from(values).forEach((count, place) => wholeNumber(0)(`${name}[${place}]`, count));
};

/** A function. @param variables what it is a function of */
export const functionOf =
  (variables: string): Check<unknown> =>
  (name, value) =>
    ensure(typeof value === "function", `${name} is ${typeof value}; a function of ${variables} is wanted.`);

/** A list of texts that are not blank. */
export const texts: Check<readonly string[]> = (name, values) =>
  values.forEach((value, place) => text(`${name}[${place}]`, value));

/** Different texts, not blank; at least `fewest` and at most `most` of them. @param cure what to do with more */
export const names =
  (fewest: number, most: number, cure = ""): Check<readonly string[]> =>
  (name, values) => {
    const count = values?.length ?? 0;
    ensure(
      within(count, [fewest, most]),
      `${name} has ${count} names; ${fewest} to ${most} are wanted.${cure}`,
    );
    texts(name, values);
    assertDifferent(name, values);
  };

/** @throws ChartError if two of the texts are the same. @param noun what they are, in the plural */
export function assertDifferent(noun: string, values: readonly string[]): void {
  const twice = values.find((each, place) => values.indexOf(each) < place);
  ensure(twice === undefined, `two ${noun} are "${twice}"; give each its own name.`);
}

/** Two finite numbers, the smaller first, that an axis can tell apart. */
export const domain: Check<Domain> = (name, value) => {
  const ends = Array.from<unknown>(value ?? []);
  const told = value ? `[${ends.map(String).join(", ")}]` : String(value);
  const [low, high] = ends as number[];
  ensure(
    ends.length === 2 && ends.every(Number.isFinite) && low < high,
    `${name} must be two finite numbers, the smaller first, got ${told}.`,
  );
  ensure(
    -low < greatest && high < greatest && isWide([low, high]),
    `${name} must be below 10³⁰⁰ in size and wide enough for labels that differ, got ${told}. ` +
      "Give the numbers in another unit, or from another origin.",
  );
};

/** The frame of an axis, above 0 where the option `logX` or `logY` makes that axis logarithmic. */
const frameOf = (log: "logX" | "logY"): Check<Domain | undefined> =>
  optional((name, value, options) => {
    domain(name, value);
    if ((options as AxisOptions)[log]) assertPositive(name, value);
  });

/** What charts with two axes are told in words. */
export interface Titles {
  /** What the chart shows, as a finding. */
  title: string;
  /** What x is, with its unit. */
  xTitle: string;
  /** What y is, with its unit. */
  yTitle: string;
  /** What else the reader must know, told under the title. */
  subtitle?: string | undefined;
}

/** What charts with two axes are told. */
export interface AxisOptions extends Titles {
  /** Whether x is on a logarithmic axis. Default false. */
  logX?: boolean | undefined;
  /** Whether y is on a logarithmic axis. Default false. */
  logY?: boolean | undefined;
  /** d3 number format of x, such as "$.3~s". Default: four digits, and as many more as the labels need to differ. */
  xFormat?: string | undefined;
  /** d3 number format of y. Default: as for x. */
  yFormat?: string | undefined;
  /** First and last x of the frame. Default: all of the data, and a little more so that the ends are round. */
  xDomain?: Domain | undefined;
  /** First and last y of the frame. Default: as for x. */
  yDomain?: Domain | undefined;
}

/** The checks of `Titles`. */
export const titles = { title: text, xTitle: text, yTitle: text } satisfies Checks<Titles>;
/** The checks of `AxisOptions`. */
export const axes = {
  ...titles,
  xDomain: frameOf("logX"),
  yDomain: frameOf("logY"),
} satisfies Checks<AxisOptions>;

/** @throws ChartError unless `x` and `y` are non-empty lists of finite numbers of the same length */
export function assertPairs(x: ArrayLike<number>, y: ArrayLike<number>): void {
  numbers("x", x);
  numbers("y", y);
  ensure(x.length === y.length, `y must have one value for each of the ${x.length} of x, got ${y.length}.`);
}

/** @throws ChartError unless a list has `count` entries. @param what how many are wanted, as in "one per input" */
export function assertCount(name: string, list: { length: number }, count: number, what: string): void {
  ensure(list.length === count, `${name} has ${list.length} entries; ${what} is wanted.`);
}

/** @throws ChartError unless all values are large enough for a logarithmic axis */
export function assertPositive(name: string, values: ArrayLike<number>): void {
  const row = Array.from(values).findIndex((value) => !(value >= least));
  ensure(
    row < 0,
    `${name}[${row}] must be ${values[row] > 0 ? "at least 10⁻²⁹⁰" : "above 0"} on a logarithmic axis, got ` +
      `${values[row]}. Use a linear axis, or leave such numbers out.`,
  );
}

/** @throws ChartError if none of the points lies in the frame: `inside` of `points` do */
export function assertSomeInside(noun: string, points: number, inside: number): void {
  ensure(
    inside > 0,
    `at least one of the ${points} ${noun} must lie in the frame, got none. Widen xDomain or yDomain.`,
  );
}

/** The narrowest frame, in pixels, in which something can be seen. */
const narrowest = 60;

/** @throws ChartError if names, numbers and labels leave too little room for the frame between them */
export function assertRoomForFrame(width: number): void {
  ensure(
    width >= narrowest,
    `the frame must be at least ${narrowest} pixels wide beside its names and numbers, got ${Math.round(width)}. ` +
      'Shorten them, for example by the format ".3~g" or another unit.',
  );
}
