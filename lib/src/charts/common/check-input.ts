import { ChartError } from "./chart-error";

/** @throws ChartError unless `values` is a non-empty list of finite numbers */
export function assertNumbers(caller: string, name: string, values: ArrayLike<number>): void {
  if (!values?.length) {
    throw new ChartError(`${caller}: ${name} is empty; at least one number is wanted.`);
  }
  for (let row = 0; row < values.length; row++) {
    const value: unknown = values[row];
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new ChartError(
        `${caller}: ${name}[${row}] is ${String(value)}; finite numbers are wanted. Leave such rows out first.`,
      );
    }
  }
}

/** @throws ChartError unless `x` and `y` are non-empty lists of finite numbers of the same length */
export function assertPairs(caller: string, x: ArrayLike<number>, y: ArrayLike<number>): void {
  assertNumbers(caller, "x", x);
  assertNumbers(caller, "y", y);
  if (x.length !== y.length) {
    throw new ChartError(
      `${caller}: x has ${x.length} values and y has ${y.length}; one y for each x is wanted.`,
    );
  }
}

/** @throws ChartError unless `value` is a text with something in it */
export function assertText(caller: string, name: string, value: string): void {
  if (typeof value !== "string" || !value.trim()) {
    throw new ChartError(`${caller}: ${name} is ${JSON.stringify(value) ?? "missing"}; a text is wanted.`);
  }
}

/** @throws ChartError unless `value` is a finite number */
export function assertNumber(caller: string, name: string, value: number): void {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new ChartError(`${caller}: ${name} is ${String(value)}; a finite number is wanted.`);
  }
}

/** @throws ChartError unless `domain` is two finite numbers, the smaller first */
export function assertDomain(caller: string, name: string, domain: readonly [number, number]): void {
  const [low, high] = domain;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new ChartError(
      `${caller}: ${name} is [${String(low)}, ${String(high)}]; two finite numbers are wanted, the smaller first.`,
    );
  }
}

/** @throws ChartError unless all values are above 0, as a logarithmic axis needs */
export function assertPositive(caller: string, name: string, values: ArrayLike<number>): void {
  for (let row = 0; row < values.length; row++) {
    if (values[row] > 0) continue;
    throw new ChartError(
      `${caller}: ${name}[${row}] = ${values[row]}; a logarithmic axis wants numbers above 0. Use a linear axis, or ` +
        "leave such rows out.",
    );
  }
}
