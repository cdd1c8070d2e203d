import * as tf from "@tensorflow/tfjs";
import { sum } from "d3-array";
import { assertLabelValues, assertWhole } from "../base/assertions";
import { assertShapes, ShapeError } from "../base/shapes";
import { assertLabels, assertNoNaN } from "../losses/labels";
import { countCorrectOnArrays } from "../losses/on-arrays";

/**
 * The class of each sample: the place of the largest number in its row, the first of them where several are
 * equal. Softmax keeps the order, so that logits give the same classes as probabilities. PyTorch: `scores.argmax(1)`.
 *
 * @param scores logits or probabilities, [n, q]
 * @returns class labels from 0 to q − 1, int32, [n]
 * @throws ShapeError unless the scores have the shape [n, q]; RangeError if there is a NaN
 */
export function classify(scores: tf.Tensor2D): tf.Tensor1D {
  assertShapes("classify", { scores: [scores, ["n", "q"]] });
  assertNoNaN("classify", "scores", scores.dataSync(), scores.shape[1]);
  return tf.tidy(() => scores.argMax<tf.Tensor1D>(1));
}

/**
 * How many samples are classified correctly, that is, have their largest logit at their label. Where several are
 * the largest, the first counts, as in `classify`.
 *
 * It is counted in plain numbers: for the logits of a batch that takes a tenth of the time of operations on
 * tensors, and is done in each training step.
 *
 * @param logits logits or probabilities, [n, q]
 * @param y class labels from 0 to q − 1, int32, [n]
 * @returns a whole number from 0 to n
 * @throws ShapeError if shapes do not fit; TypeError if y is not int32; RangeError if a label is out of range or there is
 *   a NaN among the logits
 */
export function countCorrect(logits: tf.Tensor2D, y: tf.Tensor1D): number {
  assertShapes("countCorrect", { logits: [logits, ["n", "q"]], y: [y, ["n"]] });
  const q = logits.shape[1];
  assertLabels("countCorrect", "y", y, q);
  const values = logits.dataSync();
  assertNoNaN("countCorrect", "logits", values, q);
  return countCorrectOnArrays(values, y.dataSync(), q);
}

/**
 * How often each class was taken for each: row i, column j counts the samples of class i that were predicted to
 * be of class j. What is right lies on the diagonal. The rows are the actual classes, as in scikit-learn's
 * `confusion_matrix`.
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
function assertConfusionMatrix(caller: string, matrix: readonly (readonly number[])[]): void {
  const q = matrix.length;
  assertWhole(caller, "the number of rows of matrix", q, 1);
  matrix.forEach((row, i) => {
    assertWhole(caller, `the number of columns of matrix in row ${i}`, row.length, q, q);
    row.forEach((count, j) => assertWhole(caller, `matrix[${i}][${j}]`, count, 0));
  });
  if (sum(matrix.flat()) > 0) return;
  throw new RangeError(`${caller}: matrix must count at least one sample, got none.`);
}

/**
 * The accuracy, the share of samples that are classified correctly: the diagonal of the confusion matrix over all.
 * scikit-learn: `accuracy_score`.
 *
 * @param matrix rows actual, columns predicted, as of `confusionMatrix`
 * @returns from 0 to 1
 * @throws RangeError if the matrix is not square, has a number other than counts, or counts no sample
 */
export function accuracyOf(matrix: readonly (readonly number[])[]): number {
  assertConfusionMatrix("accuracyOf", matrix);
  return sum(matrix, (row, i) => row[i]) / sum(matrix.flat());
}

/** Precision and recall of each class. */
export interface PrecisionAndRecall {
  /** Of the samples predicted to be of the class, the share that are; NaN where none was predicted to be. */
  readonly precision: number[];
  /** Of the samples of the class, the share predicted to be; NaN where there is none. */
  readonly recall: number[];
}

/**
 * Precision and recall of each class from the confusion matrix: the count on the diagonal over the sum of its
 * column, and over the sum of its row. scikit-learn: `precision_recall_fscore_support`.
 *
 * @param matrix rows actual, columns predicted, as of `confusionMatrix`
 * @throws RangeError if the matrix is not square, has a number other than counts, or counts no sample
 */
export function precisionAndRecall(matrix: readonly (readonly number[])[]): PrecisionAndRecall {
  assertConfusionMatrix("precisionAndRecall", matrix);
  return {
    precision: matrix.map((row, j) => row[j] / sum(matrix, (other) => other[j])),
    recall: matrix.map((row, i) => row[i] / sum(row)),
  };
}
