import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { oneHot } from "../../losses/labels";
import { denseLayer } from "../dense-layer";
import { firstSoftmax, type SoftmaxStart } from "../first-parameters";
import { type SoftmaxRegression, softmaxPredictions } from "../forms";
import type { StepResult } from "../trainable";

/** Softmax regression from the framework's own parts: a dense layer, its loss, its optimizer. */
export interface SoftmaxRegressionConcise extends SoftmaxRegression {
  /** The model with its single dense layer, whose outputs are logits. */
  readonly model: tf.Sequential;
  step(batch: Batch, learningRate: number): StepResult;
}

/**
 * A softmax regression made of tf.layers: one dense layer of q units without activation, cross-entropy from its
 * logits, SGD. In PyTorch: `nn.Linear(d, q)`, `nn.CrossEntropyLoss()`, `optim.SGD`.
 *
 * @param options the numbers of features and classes, and the first parameters
 * @throws RangeError or ShapeError if an option is out of range
 */
export function softmaxRegressionConcise(options: SoftmaxStart): SoftmaxRegressionConcise {
  const caller = "softmaxRegressionConcise";
  const { d, q } = options;
  const { model, kernel, bias, apply, step, dispose } = denseLayer(caller, {
    sizes: { d, q },
    ...firstSoftmax(caller, options),
    loss: (logits, y) => tf.losses.softmaxCrossEntropy(oneHot(y, q), logits),
  });

  return {
    model,
    step,
    ...softmaxPredictions(caller, d, apply),
    parameters: () => ({ W: [...kernel.dataSync()], b: [...bias.dataSync()] }),
    dispose,
  };
}
