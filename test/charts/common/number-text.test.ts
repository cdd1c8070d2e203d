import fc from "fast-check";
import * as vega from "vega";
import { ChartError } from "../../../lib/src/charts/common/check";
import { numberText, withEnoughDigits } from "../../../lib/src/charts/common/numbers";

/** Where an axis over this range has its labels. */
const ticksOf = (domain: readonly number[]) =>
  (vega.scale("linear") as () => { domain(ends: readonly number[]): { ticks(count: number): number[] } })()
    .domain(domain)
    .ticks(8);

test("an invalid number format is refused", () => {
  expect(numberText(1234.5, ",.1f")).toBe("1,234.5");
  expect(() => numberText(1, "0.00 €")).toThrow(ChartError);
  expect(() => numberText(1, "zzz")).toThrow(
    'format must be a d3 number format, such as "$,.0f" or ".3~g", got "zzz"',
  );
});

test("numbers read as Vega writes them on its axes", () => {
  const locale = (
    vega as unknown as { defaultLocale(): { format(spec: string): (value: number) => string } }
  ).defaultLocale();
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
  const formats = fc.constantFrom(",.4~r", ".4~g", ".3~g", ".2~e", ",d", "$,.0f", "$.3~s", ".1%");
  fc.assert(
    fc.property(number, formats, (value, spec) => {
      expect(numberText(value, spec)).toBe(locale.format(spec)(value));
    }),
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

test("axes of very small and very large numbers are labelled with powers of ten, in few characters", () => {
  const size = fc.oneof(
    fc.double({ min: 1e-200, max: 9e-7, noNaN: true }),
    fc.double({ min: 1e15, max: 1e200, noNaN: true }),
  );
  fc.assert(
    fc.property(size, fc.constantFrom(",.4~r" as const, ".4~g" as const), (high, format) => {
      const labels = ticksOf([0, high]).map((tick) => numberText(tick, withEnoughDigits(format, [0, high])));
      expect(new Set(labels).size).toBe(labels.length);
      for (const label of labels) expect(label.length).toBeLessThan(12);
    }),
  );
});
