import { assertLabelValues } from "../losses/assert-labels";
import { assertWhole } from "../base/numbers";
import { ShapeError } from "../base/shapes";

/**
 * How often each class was taken for each: row i, column j counts the samples of class i that were predicted to
 * be of class j. What is right lies on the diagonal. The rows are the actual classes, as in scikit-learn.
 *
 * @param actual class labels from 0 to q − 1, n of them
 * @param predicted as many predicted ones
 * @param q the number of classes
 * @returns q rows of q counts, n in all
 * @throws ShapeError if the lengths differ; RangeError if a label is out of range
 */
export function confusionMatrix(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  q: number,
): number[][] {
  assertWhole("confusionMatrix", "q", q, 1);
  if (actual.length !== predicted.length) {
    throw new ShapeError(
      `confusionMatrix: predicted must have ${actual.length} labels, as actual has, got ${predicted.length}.`,
    );
  }
  assertLabelValues("confusionMatrix", "actual", actual, q);
  assertLabelValues("confusionMatrix", "predicted", predicted, q);
  const matrix = Array.from({ length: q }, () => new Array<number>(q).fill(0));
  for (let i = 0; i < actual.length; i++) matrix[actual[i]][predicted[i]]++;
  return matrix;
}

/** Checks a confusion matrix: square, of whole numbers ≥ 0, not all 0. @throws RangeError that says what is not */
export function assertConfusionMatrix(caller: string, matrix: readonly (readonly number[])[]): void {
  const q = matrix.length;
  assertWhole(caller, "the number of rows of matrix", q, 1);
  let sum = 0;
  matrix.forEach((row, i) => {
    assertWhole(caller, `the number of columns of matrix in row ${i}`, row.length, q, q);
    row.forEach((count, j) => {
      assertWhole(caller, `matrix[${i}][${j}]`, count, 0);
      sum += count;
    });
  });
  if (sum > 0) return;
  throw new RangeError(`${caller}: matrix must count at least one sample, got none.`);
}
