import { expectClose } from "../../lib/src/notebook/expect-close";

let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
});

test.each<[string, number | number[], number | number[], number, string]>([
  ["w₁", 1.99967, 2, 1.7e-3, "✓ w₁ = 1.9997 (expected 2 ± 0.0017)"],
  ["slope", 280.6236, 280.62, 0.01, "✓ slope = 280.624 (expected 280.62 ± 0.01)"],
  ["b", -43580.7, -43581, 1, "✓ b = -43580.7 (expected -43581 ± 1)"],
  ["price", 1_214_321.5, 1_210_000, 5000, "✓ price = 1214300 (expected 1210000 ± 5000)"],
  ["count", 21613, 21613, 0, "✓ count = 21613 (expected 21613 ± 0)"],
  ["w", [1, -3.40004], [1, -3.4], 1e-3, "✓ w = [1, -3.4] (expected [1, -3.4] ± 0.001)"],
])("prints %s with its allowance", (name, actual, expected, within, line) => {
  expectClose(name, actual, expected, { within });
  expect(printed).toEqual([line]);
});

test("a difference equal to the allowance passes, a larger one does not", () => {
  expect(() => expectClose("x", 1.5, 1, { within: 0.5 })).not.toThrow();
  expect(() => expectClose("x", 1.75, 1, { within: 0.5 })).toThrow(
    "expectClose: x = 1.75, expected 1 ± 0.5: off by 0.75.",
  );
  expect(printed).toHaveLength(1);
});

test("NaN is never close to anything", () => {
  expect(() => expectClose("x", NaN, 1, { within: Infinity })).toThrow(/x = NaN/);
  expect(() => expectClose("x", NaN, NaN, { within: 1 })).toThrow(/x = NaN/);
});

test("of several figures the first wrong one is named with its index", () => {
  expect(() => expectClose("w", [1, 2, 3], [1, 2.5, 9], { within: 0.1 })).toThrow(
    "w = 2 at index 1, expected 2.5 ± 0.1",
  );
});

test("another count of figures is refused", () => {
  expect(() => expectClose("w", [1, 2], [1], { within: 1 })).toThrow("w has 2 values, expected 1");
});

test.each([-1, NaN])("an allowance of %p is refused", (within) => {
  expect(() => expectClose("x", 1, 1, { within })).toThrow(/within must be a number ≥ 0/);
});
