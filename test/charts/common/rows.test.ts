import fc from "fast-check";
import { csvRows } from "../../../lib/src/charts/common/rows";
import { safeText } from "../../../lib/src/charts/common/rows";
import { read } from "vega";

interface Row {
  x: number;
  name: string;
}

/** What Vega makes of the text: the reader that counts. */
const readBack = ({ values, format }: ReturnType<typeof csvRows>): Row[] => read(values, format) as Row[];

const numbers = fc.array(
  fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
    fc.integer(),
    fc.constantFrom(0, 1e-300, 123456.789, 2014.5),
  ),
  { minLength: 1, maxLength: 40 },
);

describe("csvRows", () => {
  test("moves a number by at most 1/2000 of its size and of the column's range", () => {
    fc.assert(
      fc.property(numbers, (column) => {
        const back = readBack(csvRows({ x: column })).map(({ x }) => x);
        const range = Math.max(...column) - Math.min(...column);
        expect(back).toHaveLength(column.length);
        column.forEach((value, row) => {
          const moved = Math.abs(back[row] - value);
          expect(moved).toBeLessThanOrEqual((Math.abs(value) / 2000) * (1 + 1e-9));
          // A double cannot hold more than 17 digits, whatever the range.
          expect(moved).toBeLessThanOrEqual((range || Infinity) / 2000 + Math.abs(value) * 1e-15);
        });
      }),
    );
  });

  test("keeps four digits of a price and all that a year needs", () => {
    expect(csvRows({ x: [221900, 7062512, 75000] }).values).toBe("x\n221900\n7063000\n75000");
    expect(csvRows({ x: [2014.25, 2014.5, 2015] }).values).toBe("x\n2014.25\n2014.5\n2015");
  });

  test("moves a number by at most 1/2000 of the frame it is drawn in", () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (column, width) => {
        const back = readBack(csvRows({ x: column }, { x: [column[0], column[0] + width] }));
        column.forEach((value, row) => {
          expect(Math.abs(back[row].x - value)).toBeLessThanOrEqual(width / 2000 + Math.abs(value) * 1e-15);
        });
      }),
    );
  });

  test("keeps twelve digits of a column of one number", () => {
    expect(csvRows({ x: [540_088, 540_088] }).values).toBe("x\n540088\n540088");
    expect(csvRows({ x: Float32Array.of(0.1, 0.1) }).values).toBe("x\n0.10000000149\n0.10000000149");
  });

  test("takes typed arrays", () => {
    expect(csvRows({ x: Float32Array.of(0.1, 0.2) }).values).toBe("x\n0.1\n0.2");
  });

  test("brings any text back as it was, save for the blank behind what Vega cannot be given", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 10 }), (names) => {
        const rows = readBack(csvRows({ x: names.map((_, row) => row), name: names }));
        expect(rows.map(({ name }) => name)).toEqual(names.map(safeText));
      }),
    );
  });

  test.each([NaN, Infinity, -Infinity])("refuses %p and says where", (value) => {
    expect(() => csvRows({ price: [1, value] })).toThrow(/column "price" holds .* in row 1/);
  });

  test("refuses columns of different lengths", () => {
    expect(() => csvRows({ x: [1, 2], y: [1] })).toThrow(/column "y" has 1 values and "x" has 2/);
  });
});
