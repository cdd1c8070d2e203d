import * as tf from "@tensorflow/tfjs";
import { countCorrectOnArrays, crossEntropyOnArrays, minusOneHot } from "../../losses/on-arrays";
import type { Optimizer } from "../../optim/optimizer";
import { type SoftmaxStart, softmaxVariables } from "../first-parameters";
import { softmaxPredictions, type SoftmaxRegressionOnTensors } from "../forms";
import { softmaxModel } from "../linear-model";
import { onVariables } from "../tensor-model";

/**
 * A softmax regression trained with the gradient derived by hand: by the logits it is ŷ − y, with y as one-hot
 * codes, and so Xᵀ(ŷ − y) by W and the sum of the rows of ŷ − y by b.
 *
 * @param options the numbers of features and classes, the first parameters, and the optimizer of [W, b]
 *   (default: sgd), which is the model's own from then on
 * @throws RangeError or ShapeError if an option is out of range
 */
export function softmaxRegressionHandDerived(
  options: SoftmaxStart & { optimizer?: Optimizer },
): SoftmaxRegressionOnTensors {
  const caller = "softmaxRegressionHandDerived";
  const { d, q, optimizer } = options;
  const { W, b, parameters } = softmaxVariables(caller, options);
  const form = onVariables(caller, { sizes: { d, q }, parameters: [W, b], optimizer }, ({ X, y, size }) => {
    const [logits, labels] = [softmaxModel(X, W, b).dataSync(), y.dataSync()];
    const { yHat, losses } = crossEntropyOnArrays(logits, labels, q);
    const error = tf.tensor2d(minusOneHot(yHat, labels, q), [size, q]);
    // Xᵀ(ŷ − y) as the transpose of (ŷ − y)ᵀX, which TensorFlow computes in half the time.
    const gradients = [tf.matMul(error, X, true).transpose(), error.sum(0)];
    return { losses, correct: countCorrectOnArrays(logits, labels, q), gradients };
  });

  return { W, b, parameters, ...form, ...softmaxPredictions(caller, d, (X) => softmaxModel(X, W, b)) };
}
