import fc from "fast-check";
import { houses } from "../../lib/src/data/houses";
import { fitLeastSquares, leastSquaresLoss } from "../../lib/src/models/linear-regression/least-squares";
import { newtonStep, type NewtonStepOptions } from "../../lib/src/optim/newton-step";
import { random } from "../../lib/src/base/random";

test("on least squares one step ends at the closed form, from wherever it starts", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(), (d, seed) => {
      const rng = random(seed);
      const X = Array.from({ length: 30 }, () => [...rng.normals(d)]);
      const y = [...rng.normals(30)];
      const { gradient, hessian } = leastSquaresLoss(X, y);
      const at = [...rng.normals(d + 1, 0, 100)];
      const { w, b } = fitLeastSquares(X, y);
      newtonStep({ at, gradient: gradient(at), hessian }).forEach((value, j) =>
        expect(value).toBeCloseTo([...w, b][j], 7),
      );
    }),
  );
});

test("on the raw house sales, whose condition number is 87 million, one step ends there too", async () => {
  const sales = await houses();
  const X = sales.map((s) => [s.bedrooms, s.bathrooms, s.livingArea]);
  const y = sales.map((s) => s.price);
  const { gradient, hessian } = leastSquaresLoss(X, y);
  const at = [0, 0, 0, 0];
  const { w, b } = fitLeastSquares(X, y);
  newtonStep({ at, gradient: gradient(at), hessian }).forEach((value, j) =>
    expect(value / [...w, b][j]).toBeCloseTo(1, 8),
  );
});

test("damping makes a singular Hessian usable, and a small step along the gradient of a large one", () => {
  const hessian = [
    [1, 1],
    [1, 1],
  ];
  const damped = newtonStep({ at: [0, 0], gradient: [1, 1], hessian, damping: 1 });
  // (H + I)·[1, 1] = 3·[1, 1]
  damped.forEach((value) => expect(value).toBeCloseTo(-1 / 3, 12));
  newtonStep({ at: [0, 0], gradient: [1, -2], hessian, damping: 1e6 }).forEach((value, j) =>
    expect(value).toBeCloseTo([-1e-6, 2e-6][j], 10),
  );
});

test("a Hessian that is symmetric but for rounding is taken for symmetric", () => {
  const hessian = [
    [2, 1 + 1e-12],
    [1, 2],
  ];
  newtonStep({ at: [0, 0], gradient: [3, 3], hessian }).forEach((value) => expect(value).toBeCloseTo(-1, 10));
});

test("nearly dependent columns are solved as far as float64 can, and refused beyond", () => {
  const hessian = (gap: number) => [
    [1, 1 - gap],
    [1 - gap, 1],
  ];
  // H⁻¹·[1, −1] is [1, −1]/gap.
  const [first] = newtonStep({ at: [0, 0], gradient: [1, -1], hessian: hessian(1e-10) });
  expect(-first * 1e-10).toBeCloseTo(1, 5);
  expect(() => newtonStep({ at: [0, 0], gradient: [1, -1], hessian: hessian(1e-13) })).toThrow(
    /positive definite/,
  );
});

const good: NewtonStepOptions = { at: [0], gradient: [1], hessian: [[2]] };

test.each<[string, Partial<NewtonStepOptions>, RegExp]>([
  [
    "dependent columns",
    {
      at: [0, 0],
      gradient: [1, 1],
      hessian: [
        [1, 1],
        [1, 1],
      ],
    },
    /newtonStep: hessian must be positive definite/,
  ],
  [
    "a saddle",
    {
      at: [0, 0],
      gradient: [1, 1],
      hessian: [
        [1, 2],
        [2, 1],
      ],
    },
    /positive definite/,
  ],
  ["a zero on the diagonal", { hessian: [[0]] }, /positive definite/],
  ["a negative diagonal", { hessian: [[-1]] }, /positive definite/],
  [
    "a gradient of another length",
    { gradient: [1, 2] },
    /newtonStep: gradient must have shape \[1\], got \[2\]/,
  ],
  ["a point of another length", { at: [] }, /newtonStep: at must have shape \[1\], got \[0\]/],
  ["NaN", { gradient: [NaN] }, /gradient must hold finite/],
  ["a negative damping", { damping: -1 }, /damping must be a finite number ≥ 0/],
])("%s is refused", (_, wrong, message) => {
  expect(() => newtonStep({ ...good, ...wrong })).toThrow(message);
});
