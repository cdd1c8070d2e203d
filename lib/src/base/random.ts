import { randomNormal } from "d3-random";
import { mersenne } from "pure-rand/generator/mersenne";
import { assertWhole } from "./assertions";

/** Seeded random numbers: the same seed gives the same numbers on every machine and backend. */
export interface Random {
  /** A number drawn evenly from [low, high), with 53 random bits. Default: [0, 1). */
  uniform(low?: number, high?: number): number;
  /** A number from the normal distribution. Default: mean 0, standard deviation 1. */
  normal(mean?: number, standardDeviation?: number): number;
  /** `count` numbers from the normal distribution, as float32. Default: mean 0, standard deviation 1. */
  normals(count: number, mean?: number, standardDeviation?: number): Float32Array;
  /** A whole number drawn evenly from 0, 1, …, below − 1. */
  integer(below: number): number;
  /** Puts the elements of an array into a random order, in place (Fisher and Yates), and returns it. */
  shuffle<T extends { length: number; [index: number]: unknown }>(array: T): T;
  /** The numbers 0, 1, …, n − 1 in a random order. */
  permutation(n: number): Uint32Array;
}

/**
 * A generator of random numbers: the Mersenne Twister MT19937. Its draws are those of NumPy's
 * `numpy.random.RandomState(seed)` in the same order (`random_sample`, `standard_normal`, `permutation`,
 * `shuffle`), so that an experiment can be repeated there number by number.
 *
 * @param seed a whole number from 0 to 2³² − 1
 * @throws RangeError if the seed, a count or a bound is not a whole number in its range
 */
export function random(seed: number): Random {
  assertWhole("random", "seed", seed, 0, 2 ** 32 - 1);
  const generator = mersenne(seed);
  const next32 = () => generator.next() >>> 0;
  // 27 and 26 high bits of two draws make the 53 bits of a double: genrand_res53 of Matsumoto and Nishimura.
  const uniform = () => ((next32() >>> 5) * 2 ** 26 + (next32() >>> 6)) / 2 ** 53;
  const standardNormal = randomNormal.source(uniform)();

  /** From 0 to `largest`, a whole number below 2³². */
  const upTo = (largest: number) => {
    if (largest === 0) return 0;
    // Draws are cut to the bits that `largest` has and thrown away above it, so that none is favoured.
    const mask = 0xffffffff >>> Math.clz32(largest);
    for (;;) {
      const draw = (generator.next() & mask) >>> 0;
      if (draw <= largest) return draw;
    }
  };
  const shuffle = <T extends { length: number; [index: number]: unknown }>(array: T) => {
    for (let i = array.length - 1; i > 0; i--) {
      const j = upTo(i);
      [array[i], array[j]] = [array[j], array[i]];
    }
    return array;
  };
  return {
    uniform: (low = 0, high = 1) => low + (high - low) * uniform(),
    normal: (mean = 0, standardDeviation = 1) => mean + standardDeviation * standardNormal(),
    normals: (count, mean = 0, standardDeviation = 1) => {
      assertWhole("normals", "count", count, 0, 2 ** 32 - 1);
      return Float32Array.from({ length: count }, () => mean + standardDeviation * standardNormal());
    },
    integer: (below) => {
      assertWhole("integer", "below", below, 1, 2 ** 32);
      return upTo(below - 1);
    },
    shuffle,
    permutation: (n) => {
      assertWhole("permutation", "n", n, 0, 2 ** 32 - 1);
      return shuffle(new Uint32Array(n).map((_, i) => i));
    },
  };
}
