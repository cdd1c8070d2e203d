/** the median, and the quartiles beside it */
export type Spread = { median: number; low: number; high: number };

/**
 * The value below which a share of the values lies; between two values it is interpolated (as NumPy does).
 *
 * @param values at least one
 * @param share from 0 to 1
 */
export function quantile(values: readonly number[], share: number) {
  if (values.length === 0) throw new RangeError("quantile: at least one value is needed, got none.");
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
});

/** How far apart the quartiles are, as a share of the median. */
export const relativeSpread = ({ median, low, high }: Spread) => (high - low) / median;

/**
 * How many times as long one side took: the median of the ratios of the rounds, since both sides of a round meet
 * the same load on the machine.
 *
 * @param ours seconds, one per round
 * @param theirs the same of the other side
 */
export function ratioOf(ours: readonly number[], theirs: readonly number[]) {
  if (ours.length !== theirs.length) {
    throw new RangeError(
      `ratioOf: both sides must have the same number of rounds, got ${ours.length} and ${theirs.length}.`,
    );
  }
  return spreadOf(ours.map((seconds, round) => seconds / theirs[round]));
}

/** Whether two sides have computed the same: their numbers differ by at most half a unit of the fourth digit. */
export function agree(ours: number, theirs: number) {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(theirs))) - 3);
  return Math.abs(ours - theirs) <= unit / 2;
}
