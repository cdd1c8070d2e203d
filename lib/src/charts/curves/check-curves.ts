import { ChartError } from "../common/chart-error";
import { assertDomain, assertPairs, assertPositive, assertText } from "../common/check-input";
import type { CurvesOptions } from "./curves";
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
  if (isLogarithmic && domain[0] <= 0) {
    throw new ChartError(
      `${caller}: ${name} begins at ${domain[0]}; above 0 is wanted on a logarithmic axis.`,
    );
  }
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
