import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { oneHot } from "../../losses/one-hot";
import { assertPositive } from "../../tensor/numbers";
import { assertShapes } from "../../tensor/shapes";
import type { StepResult } from "../../training/trainable";
import type { SoftmaxRegression } from "./softmax-regression";
import { type SoftmaxStart, startingParameters } from "./start";

/** Softmax regression from the framework's own parts: a dense layer, its loss, its optimiser. */
export interface SoftmaxRegressionConcise extends SoftmaxRegression {
  /** The model with its single dense layer, whose outputs are logits. */
  readonly model: tf.Sequential;
  step(batch: Batch, learningRate: number): Promise<StepResult>;
}

/**
 * A softmax regression made of tf.layers: one dense layer of q units without activation, cross-entropy from its
 * logits, SGD. In PyTorch: `nn.Linear(d, q)`, `nn.CrossEntropyLoss()`, `optim.SGD`.
 *
 * @param options the numbers of features and classes, and the first parameters
 * @throws RangeError or ShapeError if an option is out of range
 */
export function softmaxRegressionConcise(options: SoftmaxStart): SoftmaxRegressionConcise {
  const start = startingParameters("softmaxRegressionConcise", options);
  const { d, q } = options;
  const dense = tf.layers.dense({ units: q, inputShape: [d] });
  const model = tf.sequential({ layers: [dense] });
  const optimizer = tf.train.sgd(1);
  const fromLogits = (codes: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(codes, logits);
  model.compile({ optimizer, loss: fromLogits, metrics: ["categoricalAccuracy"] });
  tf.tidy(() => dense.setWeights([tf.tensor2d(start.W, [d, q]), tf.tensor1d(start.b)]));
  const logits = (X: tf.Tensor2D) => {
    assertShapes("softmaxRegressionConcise", { X: [X, ["n", d]] });
    return model.predictOnBatch(X) as tf.Tensor2D;
  };

  return {
    model,
    async step({ X, y, size }, learningRate) {
      assertPositive("softmaxRegressionConcise.step", "learningRate", learningRate);
      assertShapes("softmaxRegressionConcise.step", { X: [X, ["n", d]], y: [y, ["n"]] });
      optimizer.setLearningRate(learningRate);
      const codes = oneHot(y, q);
      try {
        const [loss, accuracy] = (await model.trainOnBatch(X, codes)) as number[];
        return { loss, correct: Math.round(accuracy * size) };
      } finally {
        codes.dispose();
      }
    },
    logits,
    predict: (X) => tf.tidy(() => tf.softmax(logits(X))),
    parameters() {
      const [kernel, bias] = dense.getWeights();
      return { W: [...kernel.dataSync()], b: [...bias.dataSync()] };
    },
    dispose() {
      model.dispose();
      optimizer.dispose();
    },
  };
}
