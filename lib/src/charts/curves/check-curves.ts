import { ChartError } from "../common/chart-error";
import { assertDomain, assertPairs, assertPositive, assertText } from "../common/check-input";
import { extent } from "../common/nice-domain";
import type { Curve, CurvesOptions } from "./curves";
import { palette } from "../common/theme";

/** @throws ChartError if the curves cannot be drawn truthfully: see `curves` */
export function checkCurves(options: CurvesOptions, caller: string): void {
  const { series, title, xTitle, yTitle, logX, logY, xDomain, yDomain, maxPoints = 1 } = options;
  for (const [name, text] of Object.entries({ title, xTitle, yTitle })) assertText(caller, name, text);
  if (!series?.length || series.length > palette.length) {
    throw new ChartError(
      `${caller}: series has ${series?.length ?? "no"} curves; 1 to ${palette.length} are wanted, for more cannot be told apart.`,
    );
  }
  if (!(Number.isInteger(maxPoints) && maxPoints > 0)) {
    throw new ChartError(`${caller}: maxPoints is ${maxPoints}; a whole number above 0 is wanted.`);
  }
  assertFrame(caller, "xDomain", xDomain, logX);
  assertFrame(caller, "yDomain", yDomain, logY);
  assertNames(caller, series, options.names);
  for (const { name, x, y } of series) {
    assertPairs(`${caller}, curve "${name}"`, x, y);
    if (logX) assertPositive(`${caller}, curve "${name}"`, "x", x);
    if (logY) assertPositive(`${caller}, curve "${name}"`, "y", y);
  }
  assertSeen(caller, series, options);
}

/** @throws ChartError if a frame is given that no curve enters */
export function assertSeen(
  caller: string,
  curves: readonly Pick<Curve, "x" | "y">[],
  { xDomain, yDomain }: Pick<CurvesOptions, "xDomain" | "yDomain">,
): void {
  if (curves.some((curve) => meets(curve.x, curve.y, { xDomain, yDomain }))) return;
  const ends = (values: ArrayLike<number>[]) => extent(values.flatMap((each) => extent(each))).join(" to ");
  throw new ChartError(
    `${caller}: at least one line must enter the frame of xDomain and yDomain, got none: x goes from ` +
      `${ends(curves.map(({ x }) => x))}, y from ${ends(curves.map(({ y }) => y))}. Widen the frame.`,
  );
}

/** Whether a point lies in the frame, or a line between two neighbours may cross it. */
function meets(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { xDomain, yDomain }: Pick<CurvesOptions, "xDomain" | "yDomain">,
): boolean {
  const overlaps = (first: number, second: number, domain: readonly [number, number] | undefined) =>
    !domain || (Math.max(first, second) >= domain[0] && Math.min(first, second) <= domain[1]);
  for (let row = 0; row < x.length; row++) {
    const next = Math.min(row + 1, x.length - 1);
    if (overlaps(x[row], x[next], xDomain) && overlaps(y[row], y[next], yDomain)) return true;
  }
  return false;
}

/** @throws ChartError unless a given frame is two numbers in order, above 0 on a logarithmic axis */
export function assertFrame(
  caller: string,
  name: string,
  domain: readonly [number, number] | undefined,
  isLogarithmic = false,
): void {
  if (!domain) return;
  assertDomain(caller, name, domain);
  if (isLogarithmic) assertPositive(caller, name, domain);
}

function assertNames(caller: string, series: CurvesOptions["series"], names: CurvesOptions["names"]): void {
  series.forEach(({ name }, place) => {
    assertText(caller, "a curve's name", name);
    if (series.findIndex((other) => other.name === name) < place) {
      throw new ChartError(`${caller}: two curves are named "${name}"; give each its own name.`);
    }
    if (names && !names.includes(name)) {
      throw new ChartError(
        `${caller}: names does not hold the curve "${name}"; name all curves, or leave it out.`,
      );
    }
  });
  names?.forEach((name, place) => assertText(caller, `names[${place}]`, name));
  if (names && (names.length > palette.length || new Set(names).size < names.length)) {
    throw new ChartError(
      `${caller}: names is ${JSON.stringify(names)}; at most ${palette.length} different names are wanted.`,
    );
  }
}
