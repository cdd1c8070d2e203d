import { assertConfusionMatrix } from "./confusion-matrix";

/**
 * The accuracy, the share of samples that are classified rightly: the diagonal of the confusion matrix over all.
 *
 * @param matrix rows actual, columns predicted, as of `confusionMatrix`
 * @returns from 0 to 1
 * @throws RangeError if the matrix is not square, has a number other than counts, or counts no sample
 */
export function accuracyOf(matrix: readonly (readonly number[])[]): number {
  assertConfusionMatrix("accuracyOf", matrix);
  let right = 0;
  let all = 0;
  matrix.forEach((row, i) => {
    right += row[i];
    for (const count of row) all += count;
  });
  return right / all;
}
