import type { GradientRow } from "../../lib/src/training/gradient-check";
import { gradientTable } from "../../lib/src/training/gradient-table";

const row = (place: number, relativeDeviation: number): GradientRow => ({
  ...{ name: "w", index: [place], byHand: 1, automatic: 1, finiteDifference: 1, relativeDeviation },
});

test("the table is aligned, with the largest deviation below it", () => {
  const rows: GradientRow[] = [
    {
      ...{ name: "w", index: [0], byHand: -1.5, automatic: -1.5, finiteDifference: -1.50012 },
      relativeDeviation: 8e-5,
    },
    {
      ...{ name: "w", index: [10], byHand: 12345.6, automatic: 12345.6, finiteDifference: 0.000012345 },
      relativeDeviation: 0.5,
    },
    { name: "b", index: [], byHand: 0, automatic: 0, finiteDifference: 0, relativeDeviation: 0 },
  ];
  expect(gradientTable(rows).split("\n")).toEqual([
    "       by hand  automatic  finite differences  deviation",
    "────────────────────────────────────────────────────────",
    "w[0]      −1.5       −1.5                −1.5       8e−5",
    "w[10]    12350      12350            1.234e−5        0.5",
    "b            0          0                   0          0",
    "largest relative deviation: 0.5 (w[10])",
  ]);
});

test("of many rows those that deviate most are shown, in their order", () => {
  const rows = Array.from({ length: 1500 }, (_, place) => row(place, place === 700 ? 0.9 : place / 1e6));
  const lines = gradientTable(rows, { maxRows: 3 }).split("\n");
  expect(lines.slice(2, 5).map((line) => line.split(" ")[0])).toEqual(["w[700]", "w[1498]", "w[1499]"]);
  expect(lines.slice(5)).toEqual([
    "… and 1,497 more, none of which deviates more",
    "largest relative deviation: 0.9 (w[700])",
  ]);
});

test("elements of matrices are named by row and column", () => {
  expect(gradientTable([{ ...row(0, 0), index: [2, 3] }])).toContain("w[2, 3]");
});

test.each([
  [[], {}, /gradientTable: the number of rows must be a whole number ≥ 1, got 0/],
  [[row(0, 0)], { maxRows: 0 }, /gradientTable: maxRows must be a whole number ≥ 1, got 0/],
  [[row(0, 0)], { maxRows: 1.5 }, /got 1.5/],
])("%j with %j is refused", (rows, options, message) => {
  expect(() => gradientTable(rows, options)).toThrow(message);
});
