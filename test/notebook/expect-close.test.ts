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
])("prints %s with its tolerance", (name, actual, expected, within, line) => {
  expectClose(name, actual, expected, { within });
  expect(printed).toEqual([line]);
});

test("a difference equal to the tolerance passes, a larger one does not", () => {
  expect(() => expectClose("x", 1.5, 1, { within: 0.5 })).not.toThrow();
  expect(() => expectClose("x", 1.75, 1, { within: 0.5 })).toThrow(
    "expectClose: x = 1.75, expected 1 ± 0.5: off by 0.75.",
  );
  expect(printed).toHaveLength(1);
});

test.each([
  [NaN, 1],
  [1, NaN],
  [NaN, NaN],
  [Infinity, 1],
  [1, -Infinity],
  [Infinity, Infinity],
])("%p is not close to %p, and nothing is ticked", (actual, expected) => {
  const message = `x = ${actual}, expected ${expected} ± 1: only finite numbers can be compared.`;
  expect(() => expectClose("x", actual, expected, { within: 1 })).toThrow(message);
  expect(() => expectClose("x", [actual], [expected], { within: Number.MAX_VALUE })).toThrow(/at index 0/);
  expect(printed).toEqual([]);
});

test.each([
  ["an empty list", [], []],
  ["a tensor", { shape: [1] }, { shape: [1] }],
])("%s is refused, since nothing would be compared", (_, actual, expected) => {
  expect(() => expectClose("x", actual as number[], expected as number[], { within: 1 })).toThrow(
    "expectClose: the number of values of x must be a whole number ≥ 1, got 0.",
  );
});

test.each<[unknown]>([["1"], [[1]], [null], [true]])("%p in a list is not a figure", (value) => {
  expect(() => expectClose("x", [value as number], [value as number], { within: 1 })).toThrow(
    /only finite numbers/,
  );
});

test("of several figures the first wrong one is named with its index", () => {
  expect(() => expectClose("w", [1, 2, 3], [1, 2.5, 9], { within: 0.1 })).toThrow(
    "w = 2 at index 1, expected 2.5 ± 0.1",
  );
});

test("another count of figures is refused", () => {
  expect(() => expectClose("w", [1, 2], [1], { within: 1 })).toThrow(
    "expectClose: w must have shape [1], got [2].",
  );
});

test.each([-1, NaN, Infinity, undefined, "1"])("a tolerance of %p is refused", (within) => {
  expect(() => expectClose("x", 1, 1, { within: within as number })).toThrow(
    `expectClose: within (for x) must be a finite number ≥ 0, got ${within}.`,
  );
});
