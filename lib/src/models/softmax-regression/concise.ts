import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { oneHot } from "../../losses/one-hot";
import { assertShapes } from "../../tensor/shapes";
import { countCorrectOnArrays } from "../../training/count-correct";
import type { StepResult } from "../../training/trainable";
import type { SoftmaxRegression } from "./softmax-regression";
import { assertStep } from "./assert-step";
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
  const start = startingParameters("softmaxRegressionConcise", options);
  const { d, q } = options;
  const dense = tf.layers.dense({ units: q, inputShape: [d] });
  const model = tf.sequential({ layers: [dense] });
  const optimizer = tf.train.sgd(1);
  tf.tidy(() => dense.setWeights([tf.tensor2d(start.W, [d, q]), tf.tensor1d(start.b)]));
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const logits = (X: tf.Tensor2D) => {
    assertShapes("softmaxRegressionConcise", { X: [X, ["n", d]] });
    return tf.tidy(() => model.apply(X) as tf.Tensor2D);
  };

  return {
    model,
    step({ X, y }, learningRate) {
      // Checked before: what is thrown while gradients are recorded leaves tensors behind.
      assertStep("softmaxRegressionConcise.step", { X, y, d, q, learningRate });
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
