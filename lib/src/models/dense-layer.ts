import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import type { Batch } from "../data/batches";
import { countCorrectOnArrays } from "../losses/on-arrays";
import { forwardAndBackward } from "./tensor-model";
import { assertStep, type ModelSizes } from "./trainable";

/** What a dense layer starts from and learns by. */
export interface DenseLayerOptions {
  sizes: ModelSizes;
  /** The first weights, [d, units] row after row. */
  W: Float32Array;
  /** The first biases, one per unit. */
  b: number[] | Float32Array;
  /** The mean loss of a batch, a scalar, from the layer's outputs, [n, units]. */
  loss: (outputs: tf.Tensor2D, y: tf.Tensor1D) => tf.Tensor;
}

/**
 * A model of tf.layers with a single dense layer, and the framework's SGD: what the concise forms are made of. In
 * PyTorch: `nn.Linear(d, units)` and `optim.SGD`.
 *
 * A step calls the layer, the loss and the optimizer itself, as one does in PyTorch. `model.trainOnBatch` comes to
 * the same parameters in twice the time.
 */
export function denseLayer(caller: string, { sizes, W, b, loss }: DenseLayerOptions) {
  const { d, q } = sizes;
  const units = b.length;
  const dense = tf.layers.dense({ units, inputShape: [d] });
  const model = tf.sequential({ layers: [dense] });
  const optimizer = tf.train.sgd(1);
  tf.tidy(() => dense.setWeights([tf.tensor2d(W, [d, units]), tf.tensor1d(b)]));
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const [kernel, bias] = weights;
  /** Its outputs, [n, units]. @throws ShapeError if the layer was disposed of */
  const apply = (X: tf.Tensor2D): tf.Tensor2D => {
    assertShapes(caller, { W: [kernel, [d, units]] });
    return model.apply(X) as tf.Tensor2D;
  };
  return {
    model,
    kernel,
    bias,
    apply,
    /** One step; of a classifier, with the number of samples that were right before it. */
    step: (batch: Batch, learningRate: number) => {
      assertStep(`${caller}.step`, batch, sizes, learningRate);
      return tf.tidy(() => {
        const { outputs, losses, gradients } = forwardAndBackward(caller, {
          parameters: weights,
          model: () => apply(batch.X),
          loss: (made) => loss(made, batch.y),
          shape: [],
        });
        optimizer.setLearningRate(learningRate);
        optimizer.applyGradients(weights.map(({ name }, i) => ({ name, tensor: gradients[i] })));
        // Counted here, since tidy inspects every number of an array that it returns.
        const correct = q === undefined ? 0 : countCorrectOnArrays(outputs, batch.y.dataSync(), q);
        return { loss: losses[0], correct };
      });
    },
    /** Frees the layer and the optimizer. */
    dispose: () => {
      if (!kernel.isDisposed) model.dispose();
      optimizer.dispose();
    },
  };
}
