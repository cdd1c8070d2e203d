import fc from "fast-check";
import { crossEntropyOfDistributions, entropy, klDivergence } from "../../lib/src/losses/entropy";
import { ShapeError } from "../../lib/src/base/shapes";

/** Distributions of so many outcomes, some of them impossible. */
const distribution = (size: number, min = 0) =>
  fc
    .array(fc.oneof(fc.constant(min), fc.double({ min: 0.001, max: 1, noNaN: true })), {
      minLength: size,
      maxLength: size,
    })
    .filter((weights) => weights.some((w) => w > 0))
    .map((weights) => {
      const total = weights.reduce((sum, w) => sum + w, 0);
      return weights.map((w) => w / total);
    });

describe("worked by hand", () => {
  test("the entropy of halves and quarters is 1.5 bits", () => {
    expect(entropy([1 / 2, 1 / 4, 1 / 4]) / Math.LN2).toBeCloseTo(1.5, 14);
  });

  test("a certain outcome has no entropy, since 0 log 0 counts 0", () => {
    expect(entropy([0, 1, 0])).toBeCloseTo(0, 15);
  });

  test("who expects halves and quarters where all is even pays 5/3 bits, 0.0817 more than needed", () => {
    const p = [1 / 3, 1 / 3, 1 / 3];
    const q = [1 / 2, 1 / 4, 1 / 4];
    expect(crossEntropyOfDistributions(p, q) / Math.LN2).toBeCloseTo(5 / 3, 14);
    expect(klDivergence(p, q) / Math.LN2).toBeCloseTo(5 / 3 - Math.log2(3), 14);
  });

  test("against a one-hot code the cross-entropy is −log of the probability of its class", () => {
    expect(crossEntropyOfDistributions([0, 1, 0], [0.2, 0.7, 0.1])).toBeCloseTo(-Math.log(0.7), 15);
  });

  test("to rule out what happens costs infinitely much, to allow for what does not costs little", () => {
    expect(klDivergence([0.5, 0.5], [1, 0])).toBe(Infinity);
    expect(klDivergence([1, 0], [0.5, 0.5])).toBeCloseTo(Math.LN2, 15);
  });
});

describe("for any distributions", () => {
  test("the entropy lies between 0 and that of even chances", () => {
    fc.assert(
      fc.property(distribution(6), (p) => {
        expect(entropy(p)).toBeGreaterThanOrEqual(0);
        expect(entropy(p)).toBeLessThanOrEqual(Math.log(6) + 1e-12);
      }),
    );
  });

  test("the cross-entropy is the entropy and the divergence, which is never below 0", () => {
    fc.assert(
      fc.property(distribution(5), distribution(5, 0.01), (p, q) => {
        expect(crossEntropyOfDistributions(p, q)).toBeCloseTo(entropy(p) + klDivergence(p, q), 12);
        expect(klDivergence(p, q)).toBeGreaterThanOrEqual(-1e-12);
        expect(klDivergence(p, p)).toBe(0);
      }),
    );
  });
});

describe("refused", () => {
  test.each<[string, number[], RegExp]>([
    ["logits", [2, -1], /entropy: p must hold probabilities ≥ 0, got -1 at index 1 of 2.*softmax/],
    ["counts", [3, 1], /the probabilities of p must sum to 1, got 4 for 2/],
    ["nothing", [], /must sum to 1, got 0 for 0/],
    ["NaN", [NaN, 1], /entropy: p must hold finite numbers only, got NaN at index 0/],
  ])("%s", (_, p, message) => {
    expect(() => entropy(p)).toThrow(message);
  });

  test("sums further from 1 than rounding in float32 leaves them", () => {
    expect(entropy([0.5, 0.5 + 9e-6])).toBeCloseTo(Math.LN2, 4);
    expect(() => entropy([0.5, 0.5 + 2e-5])).toThrow(/must sum to 1/);
    expect(() => entropy([0.5, 0.5 - 2e-5])).toThrow(/must sum to 1/);
  });

  test("distributions over different outcomes", () => {
    expect(() => klDivergence([1], [0.5, 0.5])).toThrow(ShapeError);
    expect(() => klDivergence([1], [0.5, 0.5])).toThrow(/q must have as many probabilities as p, 1, got 2/);
    expect(() => crossEntropyOfDistributions([0.5, 0.5], [0.5, 0.4])).toThrow(/of q must sum to 1, got 0\.9/);
  });
});
