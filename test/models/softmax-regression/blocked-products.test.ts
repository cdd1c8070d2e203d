import fc from "fast-check";
import {
  addProduct,
  addTransposedProduct,
} from "../../../lib/src/models/softmax-regression/blocked-products";
import { random } from "../../../lib/src/base/random";

/** Sizes with and without remainders in blocks of two and four samples, and of two and five classes. */
const sizes = fc.record({
  n: fc.integer({ min: 1, max: 11 }),
  d: fc.integer({ min: 1, max: 9 }),
  q: fc.integer({ min: 1, max: 13 }),
  seed: fc.nat(),
});

/** `before` + factor · AB, one sum after the other: A of shape [rows, inner], B of [inner, columns]. */
function plainly(
  before: Float32Array,
  [rows, inner, columns]: [number, number, number],
  a: (row: number, k: number) => number,
  b: (k: number, column: number) => number,
  factor = 1,
): number[] {
  return Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += a(row, k) * b(k, column);
    return before[at] + factor * sum;
  });
}

const closeTo = (values: number[]) => values.map((value) => expect.closeTo(value, 5) as number);

test("a blocked product is the plain one, for any numbers of samples, features and classes", () => {
  fc.assert(
    fc.property(sizes, ({ n, d, q, seed }) => {
      const draw = random(seed);
      const [X, W, O] = [draw.normals(n * d), draw.normals(d * q), draw.normals(n * q)];
      const expected = plainly(
        O,
        [n, d, q],
        (i, k) => X[i * d + k],
        (k, j) => W[k * q + j],
      );
      addProduct(O, { X, W, d, q });
      expect([...O]).toEqual(closeTo(expected));
    }),
  );
});

test("a blocked transposed product is the plain one, for any numbers of samples, features and classes", () => {
  fc.assert(
    fc.property(sizes, fc.double({ min: -2, max: 2, noNaN: true }), ({ n, d, q, seed }, factor) => {
      const draw = random(seed);
      const [X, errors, G] = [draw.normals(n * d), draw.normals(n * q), draw.normals(d * q)];
      const expected = plainly(
        G,
        [d, n, q],
        (k, i) => X[i * d + k],
        (i, j) => errors[i * q + j],
        factor,
      );
      addTransposedProduct(G, { X, errors, d, q, factor });
      expect([...G]).toEqual(closeTo(expected));
    }),
  );
});
