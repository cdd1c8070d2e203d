import { assertFinite } from "../base/assertions";
import { ShapeError } from "../base/shapes";

/** Rounding in float32 leaves this much of a sum of probabilities at most. */
const tolerance = 1e-5;

/**
 * The entropy of a distribution, H(p) = −Σ pᵢ log pᵢ, in nats, with 0 log 0 = 0: how uncertain an outcome is
 * before it is seen. From 0, for a certain one, to log q, for q equally likely ones.
 * C. E. Shannon, A Mathematical Theory of Communication, 1948. SciPy: `stats.entropy(p)`.
 *
 * @param p probabilities ≥ 0 with sum 1, one at least
 * @throws RangeError if they are not
 */
export function entropy(p: ArrayLike<number>): number {
  assertDistribution("entropy", "p", p);
  return sum(p, (pi) => -pi * Math.log(pi));
}

/**
 * The cross-entropy H(p, q) = −Σ pᵢ log qᵢ of two distributions, in nats: the mean surprise of one who expects q
 * where p is true. Infinite if q rules out what p does not. H(p, q) = H(p) + D(p‖q).
 *
 * @param p the true probabilities, ≥ 0 with sum 1
 * @param q the expected ones, as many
 * @throws RangeError if either is not a distribution; ShapeError if they are not as many
 */
export function crossEntropyOfDistributions(p: ArrayLike<number>, q: ArrayLike<number>): number {
  assertPair("crossEntropyOfDistributions", p, q);
  return sum(p, (pi, i) => -pi * Math.log(q[i]));
}

/**
 * The Kullback–Leibler divergence or relative entropy D(p‖q) = Σ pᵢ log(pᵢ/qᵢ), in nats: what expecting q where p
 * is true costs beyond the entropy of p. It is ≥ 0, and 0 only for q = p; it is not symmetric.
 * S. Kullback and R. A. Leibler, On Information and Sufficiency, 1951. SciPy: `stats.entropy(p, q)`.
 *
 * @param p the true probabilities, ≥ 0 with sum 1
 * @param q the expected ones, as many
 * @throws RangeError if either is not a distribution; ShapeError if they are not as many
 */
export function klDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  assertPair("klDivergence", p, q);
  return sum(p, (pi, i) => pi * (Math.log(pi) - Math.log(q[i])));
}

/** Σ over the outcomes that p does not rule out: the others count 0, whatever q says. */
function sum(p: ArrayLike<number>, term: (pi: number, i: number) => number): number {
  let total = 0;
  for (let i = 0; i < p.length; i++) if (p[i] > 0) total += term(p[i], i);
  return total;
}

function assertPair(caller: string, p: ArrayLike<number>, q: ArrayLike<number>): void {
  assertDistribution(caller, "p", p);
  assertDistribution(caller, "q", q);
  if (p.length !== q.length) {
    throw new ShapeError(
      `${caller}: q must have as many probabilities as p, ${p.length}, got ${q.length}. ` +
        "Give each outcome its place in both.",
    );
  }
}

function assertDistribution(caller: string, argument: string, p: ArrayLike<number>): void {
  assertFinite(caller, argument, p);
  let total = 0;
  for (let i = 0; i < p.length; i++) {
    if (p[i] < 0) {
      throw new RangeError(
        `${caller}: ${argument} must hold probabilities ≥ 0, got ${p[i]} at index ${i} of ${p.length}. ` +
          "losses.softmax turns logits into probabilities.",
      );
    }
    total += p[i];
  }
  if (Math.abs(total - 1) <= tolerance) return;
  throw new RangeError(
    `${caller}: the probabilities of ${argument} must sum to 1, got ${total} for ${p.length} of them. ` +
      "Divide each by their sum.",
  );
}
