import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { oneHot } from "../../losses/one-hot";
import { assertShapes } from "../../base/shapes";
import { countCorrectOnArrays } from "../../training/count-correct";
import type { StepResult } from "../trainable";
import { assertFeatures, assertStep } from "../assert-step";
import type { SoftmaxRegression } from "./softmax-regression";
import { type SoftmaxStart, startingParameters } from "./start";

/** Softmax regression from the framework's own parts: a dense layer, its loss, its optimiser. */
export interface SoftmaxRegressionConcise extends SoftmaxRegression {
  /** The model with its single dense layer, whose outputs are logits. */
  readonly model: tf.Sequential;
  step(batch: Batch, learningRate: number): StepResult;
}

/**
 * A softmax regression made of tf.layers: one dense layer of q units without activation, cross-entropy from its
 * logits, SGD. In PyTorch: `nn.Linear(d, q)`, `nn.CrossEntropyLoss()`, `optim.SGD`.
 *
 * A step calls the layer, the loss and the optimiser itself, as one does in PyTorch. `model.trainOnBatch` comes to
 * the same parameters in twice the time.
 *
 * @param options the numbers of features and classes, and the first parameters
 * @throws RangeError or ShapeError if an option is out of range
 */
export function softmaxRegressionConcise(options: SoftmaxStart): SoftmaxRegressionConcise {
  const caller = "softmaxRegressionConcise";
  const start = startingParameters(caller, options);
  const { d, q } = options;
  const dense = tf.layers.dense({ units: q, inputShape: [d] });
  const model = tf.sequential({ layers: [dense] });
  const optimizer = tf.train.sgd(1);
  tf.tidy(() => dense.setWeights([tf.tensor2d(start.W, [d, q]), tf.tensor1d(start.b)]));
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const logits = (X: tf.Tensor2D) => tf.tidy(() => model.apply(X) as tf.Tensor2D);
  const assertPrediction = (caller: string, X: tf.Tensor2D) => {
    assertFeatures(caller, X, d);
    assertShapes(caller, { W: [weights[0], [d, q]] });
  };

  return {
    model,
    step(batch, learningRate) {
      assertStep(`${caller}.step`, batch, { d, q }, learningRate);
      assertPrediction(`${caller}.step`, batch.X);
      const { X, y } = batch;
      optimizer.setLearningRate(learningRate);
      return tf.tidy(() => {
        let correct = 0;
        const meanLoss = () => {
          const outputs = logits(X);
          correct = countCorrectOnArrays(outputs.dataSync(), y.dataSync(), q);
          return tf.losses.softmaxCrossEntropy<tf.Tensor2D, tf.Scalar>(oneHot(y, q), outputs);
        };
        const loss = optimizer.minimize(meanLoss, true, weights) as tf.Scalar;
        return { loss: loss.dataSync()[0], correct };
      });
    },
    logits(X) {
      assertPrediction(`${caller}.logits`, X);
      return logits(X);
    },
    predict(X) {
      assertPrediction(`${caller}.predict`, X);
      return tf.tidy(() => tf.softmax(logits(X)));
    },
    parameters() {
      const [kernel, bias] = weights;
      return { W: [...kernel.dataSync()], b: [...bias.dataSync()] };
    },
    dispose() {
      if (!weights[0].isDisposed) model.dispose();
      optimizer.dispose();
    },
  };
}
