import { least } from "../common/check-input";

/** Values counted in bins of equal width: bin k reaches from `edges[k]` up to, not including, `edges[k + 1]`. */
export interface EqualWidthBins {
  /** One more than there are bins, in ascending order. */
  edges: number[];
  counts: number[];
  /** How many values lie in no bin. */
  outside: number;
}

/**
 * Counts values in bins whose edges are round numbers: multiples of 1, 2 or 5 times a power of ten, so that
 * there are at most `atMost` bins, or one more.
 *
 * @param values finite numbers, one at least
 * @param atMost a whole number ≥ 1
 * @param range smallest and greatest value
 */
export function roundBins(
  values: ArrayLike<number>,
  atMost: number,
  [low, high]: readonly [number, number],
): EqualWidthBins {
  if (high - low < least) {
    const half = Math.max(0.5, 1e-8 * Math.abs(low));
    return binsBetween(values, 1, [low - half, low + half]);
  }
  // So close together, edges cannot be told apart once they are rounded.
  if (high - low < 1e-8 * Math.max(Math.abs(low), Math.abs(high))) return binsBetween(values, 1, [low, high]);
  const rough = (high - low) / atMost;
  const power = 10 ** Math.floor(Math.log10(rough));
  const width = ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  // Multiplying by a width below one leaves digits like 0.30000000000000004 behind.
  const edge = (multiple: number): number => Number((multiple * width).toPrecision(12));
  // Division rounds as well, so that the edges found may miss the extreme values by one bin.
  let first = Math.floor(low / width);
  while (edge(first) > low) first--;
  // The greatest value gets a bin of its own where it stands on an edge, since bins exclude their upper end.
  let last = Math.floor(high / width) + 1;
  while (edge(last) <= high) last++;
  return count(
    values,
    Array.from({ length: last - first + 1 }, (_, bin) => edge(first + bin)),
  );
}

/** Counts values in exactly `bins` bins between two numbers, the last of which takes in its upper end. */
export function binsBetween(
  values: ArrayLike<number>,
  bins: number,
  [low, high]: readonly [number, number],
): EqualWidthBins {
  const edges = Array.from({ length: bins + 1 }, (_, bin) => low + (bin * (high - low)) / bins);
  edges[bins] = high;
  return count(values, edges, { lastIsClosed: true });
}

function count(values: ArrayLike<number>, edges: number[], { lastIsClosed = false } = {}): EqualWidthBins {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const [low, high] = [edges[0], edges[edges.length - 1]];
  let outside = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value < low || value > high || (value === high && !lastIsClosed)) {
      outside++;
      continue;
    }
    let bin = Math.min(Math.floor(((value - low) / (high - low)) * counts.length), counts.length - 1);
    // The division rounds, so a value close to an edge may land beside its bin.
    if (value < edges[bin]) bin--;
    else if (bin + 1 < counts.length && value >= edges[bin + 1]) bin++;
    counts[bin]++;
  }
  return { edges, counts, outside };
}
