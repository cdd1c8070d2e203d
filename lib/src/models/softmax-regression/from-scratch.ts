import type * as tf from "@tensorflow/tfjs";
import { crossEntropy } from "../../losses/cross-entropy";
import { countCorrectOnArrays } from "../../losses/on-arrays";
import type { Optimizer } from "../../optim/optimizer";
import { type SoftmaxStart, softmaxVariables } from "../first-parameters";
import { softmaxPredictions, type SoftmaxRegressionOnTensors } from "../forms";
import { softmaxModel } from "../linear-model";
import { forwardAndBackward, onVariables } from "../tensor-model";

/** Loss of a sample, [n], from its logits, [n, q], and its label, [n]. */
export type ClassificationLoss = (logits: tf.Tensor2D, y: tf.Tensor1D) => tf.Tensor1D;

/**
 * A softmax regression trained by minibatch SGD, or another optimizer, with automatic gradients: the
 * lecture's from-scratch form. scikit-learn calls the model multinomial `LogisticRegression`.
 *
 * @param options the numbers of features and classes, the first parameters, the loss (default: crossEntropy),
 *   and the optimizer of [W, b] (default: sgd), which is the model's own from then on
 * @throws RangeError or ShapeError if an option is out of range
 */
export function softmaxRegressionFromScratch(
  options: SoftmaxStart & { loss?: ClassificationLoss; optimizer?: Optimizer },
): SoftmaxRegressionOnTensors {
  const caller = "softmaxRegressionFromScratch";
  const { d, q, loss = crossEntropy, optimizer } = options;
  const { W, b, parameters } = softmaxVariables(caller, options);
  const form = onVariables(caller, { sizes: { d, q }, parameters: [W, b], optimizer }, ({ X, y, size }) => {
    const { outputs, ...differentiated } = forwardAndBackward(caller, {
      parameters: [W, b],
      model: () => softmaxModel(X, W, b),
      loss: (logits) => loss(logits, y),
      shape: [size],
    });
    return { ...differentiated, correct: countCorrectOnArrays(outputs, y.dataSync(), q) };
  });

  return { W, b, parameters, ...form, ...softmaxPredictions(caller, d, (X) => softmaxModel(X, W, b)) };
}
