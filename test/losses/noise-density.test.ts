import {
  errorFunction,
  gaussianDensity,
  huberDensity,
  huberNormalization,
  laplaceDensity,
} from "../../lib/src/losses/noise-density";

/** The trapezoidal rule on both sides of 0, where a kink may be. */
function integral(f: (e: number) => number, end: number, steps = 20_000): number {
  const width = end / steps;
  let sum = f(0) + 0.5 * (f(end) + f(-end));
  for (let step = 1; step < steps; step++) sum += f(step * width) + f(-step * width);
  return sum * width;
}

describe("errorFunction", () => {
  // Abramowitz and Stegun, table 7.1, and the same from Python's math.erf.
  test.each([
    [0, 0],
    [1e-10, 1.1283791670955126e-10],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [4, 0.9999999845827421],
    [5.9, 1],
    [30, 1],
    [Infinity, 1],
  ])("of %d is %d", (x, expected) => {
    expect(Math.abs(errorFunction(x) - expected)).toBeLessThanOrEqual(4e-16 * Math.max(1, expected));
    expect(errorFunction(-x)).toBeCloseTo(-expected, 15);
  });

  test("still differs from 1 where it is within the twelfth digit of it", () => {
    expect(errorFunction(5)).toBeCloseTo(0.9999999999984626, 14);
    expect(errorFunction(5)).toBeLessThan(1 - 1e-12);
  });

  test("of NaN is NaN", () => {
    expect(errorFunction(NaN)).toBeNaN();
  });
});

describe("noise densities", () => {
  test.each([
    ["gaussianDensity, σ = 1", (e: number) => gaussianDensity(e)],
    ["gaussianDensity, σ = 0.3", (e: number) => gaussianDensity(e, { sigma: 0.3 })],
    ["laplaceDensity, s = 1", (e: number) => laplaceDensity(e)],
    ["laplaceDensity, s = 2", (e: number) => laplaceDensity(e, { scale: 2 })],
    ["huberDensity, δ = 1", (e: number) => huberDensity(e)],
    ["huberDensity, δ = 0.4", (e: number) => huberDensity(e, { delta: 0.4 })],
    ["huberDensity, δ = 3", (e: number) => huberDensity(e, { delta: 3 })],
  ])("%s integrates to 1", (_, density) => {
    expect(integral(density, 60)).toBeCloseTo(1, 5);
  });

  test("have the standard deviations σ and √2 s", () => {
    expect(integral((e) => e * e * gaussianDensity(e, { sigma: 1.5 }), 60)).toBeCloseTo(1.5 ** 2, 4);
    expect(integral((e) => e * e * laplaceDensity(e, { scale: 1.5 }), 120)).toBeCloseTo(2 * 1.5 ** 2, 4);
    expect(integral((e) => Math.abs(e) * laplaceDensity(e, { scale: 1.5 }), 120)).toBeCloseTo(1.5, 4);
  });

  test("are exp(−loss), whose negative logarithms differ from the loss by one constant", () => {
    const huber = (e: number): number => (Math.abs(e) <= 0.8 ? (e * e) / 2 : 0.8 * Math.abs(e) - 0.32);
    for (const e of [-5, -0.9, -0.3, 0.1, 0.8, 2, 9]) {
      expect(-Math.log(gaussianDensity(e) / gaussianDensity(0))).toBeCloseTo(e ** 2 / 2, 10);
      expect(-Math.log(laplaceDensity(e) / laplaceDensity(0))).toBeCloseTo(Math.abs(e), 10);
      expect(-Math.log(huberDensity(e, { delta: 0.8 }) * huberNormalization(0.8))).toBeCloseTo(huber(e), 10);
    }
  });

  test("huberDensity is the normal one for a large δ, and near Laplace's of scale 1/δ for a small one", () => {
    expect(huberDensity(1.3, { delta: 20 })).toBeCloseTo(gaussianDensity(1.3), 15);
    expect(huberNormalization(40)).toBeCloseTo(Math.sqrt(2 * Math.PI), 14);
    expect(huberDensity(300, { delta: 0.01 }) / laplaceDensity(300, { scale: 100 })).toBeCloseTo(1, 3);
  });

  test.each([0, -1, NaN, Infinity])("refuse %d as a scale", (scale) => {
    for (const density of [gaussianDensity, laplaceDensity, huberDensity]) {
      const call = () => density(1, { sigma: scale, scale, delta: scale });
      expect(call).toThrow(RangeError);
      expect(call).toThrow(density.name);
    }
    expect(() => huberNormalization(scale)).toThrow(/huberNormalization: delta/);
  });
});
