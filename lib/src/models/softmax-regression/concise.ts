import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { oneHot } from "../../losses/labels";
import { countCorrectOnArrays } from "../../losses/on-arrays";
import { denseLayer } from "../dense-layer";
import { firstSoftmax, type SoftmaxStart } from "../first-parameters";
import { forwardAndBackward } from "../tensor-model";
import { assertStep, type StepResult } from "../trainable";
import { predictions, type SoftmaxRegression } from "./softmax-regression";

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
 * A step calls the layer, the loss and the optimizer itself, as one does in PyTorch. `model.trainOnBatch` comes to
 * the same parameters in twice the time.
 *
 * @param options the numbers of features and classes, and the first parameters
 * @throws RangeError or ShapeError if an option is out of range
 */
export function softmaxRegressionConcise(options: SoftmaxStart): SoftmaxRegressionConcise {
  const caller = "softmaxRegressionConcise";
  const { d, q } = options;
  const { W, b } = firstSoftmax(caller, options);
  const { model, optimizer, kernel, bias, assertLive, apply, dispose } = denseLayer(d, W, b);
  const weights = [kernel, bias];

  return {
    model,
    step(batch, learningRate) {
      assertStep(`${caller}.step`, batch, { d, q }, learningRate);
      assertLive(`${caller}.step`);
      const { X, y } = batch;
      optimizer.setLearningRate(learningRate);
      return tf.tidy(() => {
        const { outputs, losses, gradients } = forwardAndBackward(caller, {
          parameters: weights,
          model: () => apply(`${caller}.step`, X),
          loss: (logits) => tf.losses.softmaxCrossEntropy(oneHot(y, q), logits),
          shape: [],
        });
        optimizer.applyGradients(weights.map(({ name }, i) => ({ name, tensor: gradients[i] })));
        return { loss: losses[0], correct: countCorrectOnArrays(outputs, y.dataSync(), q) };
      });
    },
    ...predictions(caller, d, (X) => apply(caller, X)),
    parameters: () => ({ W: [...kernel.dataSync()], b: [...bias.dataSync()] }),
    dispose,
  };
}
