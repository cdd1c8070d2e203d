import fc from "fast-check";
import { scale } from "vega";
import { ChartError } from "../../../lib/src/charts/common/check";
import { numberText, withEnoughDigits } from "../../../lib/src/charts/common/number-text";

/** Where an axis over this range has its labels. */
const ticksOf = (domain: readonly number[]) =>
  (scale("linear") as () => { domain(ends: readonly number[]): { ticks(count: number): number[] } })()
    .domain(domain)
    .ticks(8);

test("an invalid number format is refused", () => {
  expect(numberText(1234.5, ",.1f")).toBe("1,234.5");
  expect(() => numberText(1, "0.00 €")).toThrow(ChartError);
  expect(() => numberText(1, "zzz")).toThrow(
    'format must be a d3 number format, such as "$,.0f" or ".3~g", got "zzz"',
  );
});

test("four digits are kept where they tell the labels of an axis apart", () => {
  for (const domain of [
    [0, 1],
    [-3, 8_000_000],
    [1900, 2015],
  ] as const) {
    expect(withEnoughDigits(",.4~r", domain)).toBe(",.4~r");
  }
});

test("far from 0 there are as many digits as the labels of an axis need to differ", () => {
  const offset = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  const width = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(offset, width, fc.constantFrom(",.4~r" as const, ".4~g" as const), (low, size, format) => {
      const domain = [low, low + size] as const;
      const labels = ticksOf(domain).map((tick) => numberText(tick, withEnoughDigits(format, domain)));
      expect(new Set(labels).size).toBe(labels.length);
    }),
  );
});
