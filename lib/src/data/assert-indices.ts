/**
 * Checks the indices that `read` of a data set was given; there may be none.
 *
 * @param n how many samples the data set has
 * @throws RangeError, the same for every data set, that says what was given instead
 */
export function assertIndices(n: number, indices: Uint32Array): void {
  const kind = Object.prototype.toString.call(indices).slice(8, -1);
  let got = `the type ${kind}. Uint32Array.of(0, 1) makes such a list`;
  if (kind === "Uint32Array") {
    let beyond = 0;
    while (beyond < indices.length && indices[beyond] < n) beyond++;
    if (beyond === indices.length) return;
    got = `${indices[beyond]} at place ${beyond} of ${indices.length}`;
  }
  throw new RangeError(
    `Dataset.read: indices must be a Uint32Array of whole numbers from 0 to ${n - 1}, got ${got}.`,
  );
}
