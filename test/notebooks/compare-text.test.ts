import fc from "fast-check";
import { parseNumber, sameChartText, textDifference } from "../../tools/notebooks/compare-text.ts";

const same = (a: string, b: string) => textDifference(a, b) === undefined;

test.each([
  ["loss 0.51", "loss 0.52", "one unit of the last digit"],
  ["loss 9.99", "loss 10.00", "a carry"],
  ["-0.00", "0.00", "a zero's sign"],
  ["1.2e-7", "1.3e-7", "one unit with an exponent"],
  ["1.2×10⁻³", "1.1×10⁻³", "one unit with a power of ten"],
  ["0.5", "0.5001", "trailing zeros that one side left out"],
  ["1,234.5 m²", "1,234.6 m²", "grouped digits"],
  ["│  9.99 │", "│ 10.00 │", "a table's padding"],
  ["a\nb  \n", "a\nb", "spaces at a line's end"],
  ["[1.25, 3.50]", "[1.26, 3.49]", "each number of a list"],
  ["−0.51", "-0.52", "a true minus sign and a hyphen"],
  ["1.5ms", "1.6ms", "a number with a unit"],
])("%j and %j are the same: %s", (a, b) => {
  expect(same(a, b)).toBe(true);
});

test.each([
  ["loss 0.51", "loss 0.53", "two units of the last digit"],
  ["10 epochs", "11 epochs", "another integer"],
  ["21,613 sales", "21,614 sales", "another grouped integer"],
  ["loss 0.51", "Loss 0.51", "another word"],
  ["v4.22.0", "v4.22.1", "another version"],
  ["4.22.0", "4.23.0", "another version without a v"],
  ["2024-01-05", "2024-01-06", "another date"],
  ["w1 = 0.5", "w2 = 0.5", "another name with a digit"],
  ["a 1.00", "a 1.00\nb", "one line more"],
  ["1.0 2.0", "1.0", "one number fewer"],
  ["x = 0.5", "x = -0.5", "another sign"],
  ["1.2e-7", "1.4e-7", "two units with an exponent"],
  ["1.2×10⁻³", "1.2×10⁻⁴", "another power of ten"],
  ["NaN", "0.5", "a number for NaN"],
  ["2", "2.3", "a fraction where an integer was"],
])("%j and %j differ: %s", (a, b) => {
  expect(same(a, b)).toBe(false);
});

const line = "✓ w₁ = 1.9997 (expected 2 ± 0.0017)";

test.each([
  [line, "✓ w₁ = 2.0016 (expected 2 ± 0.0017)"],
  ["✓ w = [1, -3.4] (expected [1, -3.4] ± 0.001)", "✓ w = [1.0009, -3.3991] (expected [1, -3.4] ± 0.001)"],
  ["✓ price = 1214300 (expected 1210000 ± 5000)", "✓ price = 1209900 (expected 1210000 ± 5000)"],
  [`a\n${line}`, "a\n✓ w₁ = 1.9983 (expected 2 ± 0.0017)"],
])("%j and %j are the same within the tolerance that they print", (a, b) => {
  expect(same(a, b)).toBe(true);
});

test.each([
  [line, "✓ w₁ = 2.0026 (expected 2 ± 0.0017)", "beyond the tolerance"],
  [line, "✓ w₁ = 1.9997 (expected 2 ± 0.1)", "another tolerance"],
  [line, "✓ w₁ = 1.9997 (expected 2.01 ± 0.0017)", "another expectation"],
  [line, "✓ w₂ = 1.9997 (expected 2 ± 0.0017)", "another name"],
  [line, "✗ w₁ = 1.9997 (expected 2 ± 0.0017)", "no tick"],
  [line, "✓ w₁ = NaN (expected 2 ± 0.0017)", "no number"],
  ["✓ n = 21613 (expected 21613 ± 0)", "✓ n = 21614 (expected 21613 ± 0)", "a tolerance of zero"],
  ["✓ w = [1, 2] (expected [1, 2] ± 0.1)", "✓ w = [1, 2, 3] (expected [1, 2] ± 0.1)", "another count"],
])("%j and %j differ: %s", (a, b) => {
  expect(same(a, b)).toBe(false);
});

test("a difference tells the lines that differ, not the others", () => {
  expect(textDifference("a\nb 1\nc", "a\nb 2\nc")).toEqual({ committed: "b 1", fresh: "b 2" });
});

test("any text is the same as itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(textDifference(text, text)).toBeUndefined();
    }),
  );
});

test("numbers that round to neighbouring digits are the same, those two units apart are not", () => {
  const printed = fc.record({
    whole: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    decimals: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(printed, ({ whole, decimals }) => {
      const show = (value: number) => `x = ${(value / 10 ** decimals).toFixed(decimals)};`;
      expect(same(show(whole), show(whole + 1))).toBe(true);
      expect(same(show(whole), show(whole + 2))).toBe(false);
    }),
  );
});

test("which of two texts is the committed one makes no difference to plain text", () => {
  const text = fc.array(fc.oneof(fc.constantFrom("a ", "\n", "b=", " "), fc.double().map(String)));
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(same(a.join(""), b.join(""))).toBe(same(b.join(""), a.join("")));
    }),
  );
});

test("a printed number is read with the worth of its last digit", () => {
  expect(parseNumber("-1,234.50")).toEqual({ value: -1234.5, whole: false, unit: 0.01 });
  expect(parseNumber("12")).toEqual({ value: 12, whole: true, unit: 1 });
  expect(parseNumber("1.5 × 10⁻³")).toEqual({ value: 0.0015, whole: false, unit: 1e-4 });
});

test("words of a chart also allow a thousandth, but no other integer", () => {
  expect(sameChartText("y = 280.623566 x", "y = 280.62 x")).toBe(true);
  expect(sameChartText("datum.x * 280.623566", "datum.x * 281.7")).toBe(false);
  expect(sameChartText("after 1000 epochs", "after 1001 epochs")).toBe(false);
});
