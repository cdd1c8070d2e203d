/**
 * Softmax and cross-entropy in plain arithmetic. For a few thousand logits that takes less time than to start one
 * operation on tensors.
 */

/**
 * The probabilities ŷ = softmax(o) of some samples, and the cross-entropy of each, −log ŷ_y = log Σⱼ exp(oⱼ) − o_y,
 * with the largest logit subtracted first, as in `crossEntropy`.
 *
 * @param logits [n, q] row after row
 * @param labels class labels from 0 to q − 1, n of them
 * @param q the number of classes
 * @returns ŷ, [n, q] row after row, and n losses
 */
export function crossEntropyOnArrays(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  q: number,
): { yHat: Float32Array; losses: Float64Array } {
  const n = labels.length;
  const yHat = new Float32Array(n * q);
  const losses = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = i * q;
    const largest = logits[row + largestOf(logits, row, q)];
    let sum = 0;
    for (let j = 0; j < q; j++) {
      const exponential = Math.exp(logits[row + j] - largest);
      yHat[row + j] = exponential;
      sum += exponential;
    }
    for (let j = 0; j < q; j++) yHat[row + j] /= sum;
    losses[i] = Math.log(sum) + largest - logits[row + labels[i]];
  }
  return { yHat, losses };
}

/**
 * ŷ − y with y as one-hot codes, the gradient of the cross-entropy by the logits. It takes the place of ŷ.
 *
 * @param yHat probabilities, [n, q] row after row
 * @param labels class labels from 0 to q − 1, n of them
 */
export function minusOneHot(yHat: Float32Array, labels: ArrayLike<number>, q: number): Float32Array {
  for (let i = 0; i < labels.length; i++) yHat[i * q + labels[i]] -= 1;
  return yHat;
}

/** How many samples have their largest logit at their label; of several that are largest the first one counts. */
export function countCorrectOnArrays(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  q: number,
): number {
  let correct = 0;
  for (let i = 0; i < labels.length; i++) if (largestOf(logits, i * q, q) === labels[i]) correct++;
  return correct;
}

/** The place in a row of its largest number, the first of them where several are equal. */
function largestOf(values: ArrayLike<number>, row: number, q: number): number {
  let best = 0;
  for (let j = 1; j < q; j++) if (values[row + j] > values[row + best]) best = j;
  return best;
}
