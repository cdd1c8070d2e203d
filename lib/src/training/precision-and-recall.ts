import { assertConfusionMatrix } from "./confusion-matrix";

/** Precision and recall of each class. */
export interface PrecisionAndRecall {
  /** Of the samples predicted to be of the class, the share that are; NaN where none was predicted to be. */
  readonly precision: number[];
  /** Of the samples of the class, the share predicted to be; NaN where there is none. */
  readonly recall: number[];
}

/**
 * Precision and recall of each class from the confusion matrix: the count on the diagonal over the sum of its
 * column, and over the sum of its row.
 *
 * @param matrix rows actual, columns predicted, as of `confusionMatrix`
 * @throws RangeError if the matrix is not square, has a number other than counts, or counts no sample
 */
export function precisionAndRecall(matrix: readonly (readonly number[])[]): PrecisionAndRecall {
  assertConfusionMatrix("precisionAndRecall", matrix);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    precision: matrix.map((row, j) => row[j] / sum(matrix.map((other) => other[j]))),
    recall: matrix.map((row, i) => row[i] / sum(row)),
  };
}
