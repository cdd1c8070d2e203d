import { ChartError } from "../common/chart-error";
import { assertDomain, assertNumbers, assertPairs, assertPositive, assertText } from "../common/check-input";
import { assertSeen } from "../curves/check-curves";
import type { ErrorBarSeries, ErrorBarsOptions } from "./error-bars";
import { textWidth } from "../render/fonts";
import { palette } from "../common/theme";

const caller = "errorBars";
/** In pixels, beside its symbol. */
const widestName = 500;

/** @throws ChartError if the bars cannot be drawn truthfully: see `errorBars` */
export function checkErrorBars(options: ErrorBarsOptions): void {
  const { series, curves = [], barsShow, title, xTitle, yTitle, logX, logY, xDomain, yDomain } = options;
  for (const [name, text] of Object.entries({ title, xTitle, yTitle, barsShow })) {
    assertText(caller, name, text);
  }
  if (!series?.length || series.length + curves.length > palette.length) {
    throw new ChartError(
      `${caller}: there are ${series?.length ?? "no"} series and ${curves.length} curves; at least one series, and ` +
        `at most ${palette.length} together, are wanted, for more cannot be told apart.`,
    );
  }
  const names = [...series, ...curves].map(({ name }) => name);
  names.forEach((name, place) => {
    assertText(caller, "a name", name);
    const width = textWidth(name, { fontSize: 12 });
    if (width > widestName) {
      throw new ChartError(
        `${caller}: the name "${name}" is ${Math.round(width)} pixels wide; at most ${widestName} fit. Shorten it.`,
      );
    }
    if (names.indexOf(name) < place) {
      throw new ChartError(`${caller}: two series or curves are named "${name}"; give each its own name.`);
    }
  });
  for (const [name, domain, isLog] of [
    ["xDomain", xDomain, logX] as const,
    ["yDomain", yDomain, logY] as const,
  ]) {
    if (!domain) continue;
    assertDomain(caller, name, domain);
    if (isLog) assertPositive(caller, name, domain);
  }
  for (const { name, x, y } of curves) {
    const where = `${caller}, curve "${name}"`;
    assertPairs(where, x, y);
    if (logX) assertPositive(where, "x", x);
    if (logY) assertPositive(where, "y", y);
  }
  for (const each of series) assertSeries(each, options);
  const bars = series.flatMap(({ x, low, high }) =>
    Array.from(x, (place, row) => ({ x: [place, place], y: [low[row], high[row]] })),
  );
  assertSeen(caller, [...bars, ...curves], options);
}

function assertSeries(series: ErrorBarSeries, { logX, logY }: ErrorBarsOptions): void {
  const { name, x, mean, low, high } = series;
  const where = `${caller}, series "${name}"`;
  for (const [column, values] of Object.entries({ x, mean, low, high })) {
    assertNumbers(where, column, values);
    if (values.length === x.length) continue;
    throw new ChartError(
      `${where}: ${column} has ${values.length} values and x has ${x.length}; equal lengths are wanted.`,
    );
  }
  const wrong = Array.from(mean).findIndex((value, row) => value < low[row] || value > high[row]);
  if (wrong >= 0) {
    throw new ChartError(
      `${where}: mean[${wrong}] is ${mean[wrong]}, outside ${low[wrong]} … ${high[wrong]}; low and high are the ` +
        "bar's ends, not lengths. A mean may lie outside of quantiles: then give the median.",
    );
  }
  if (logX) assertPositive(where, "x", x);
  if (logY) assertPositive(where, "low", low);
}
