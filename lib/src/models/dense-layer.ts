import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import { assertFeatures } from "./trainable";

/**
 * A model of tf.layers with a single dense layer, and the framework's SGD: what the concise forms are made of. In
 * PyTorch: `nn.Linear(d, units)` and `optim.SGD`.
 *
 * @param weights the first weights, [d, units] row after row
 * @param biases the first biases, one per unit
 */
export function denseLayer(d: number, weights: Float32Array, biases: number[] | Float32Array) {
  const units = biases.length;
  const dense = tf.layers.dense({ units, inputShape: [d] });
  const model = tf.sequential({ layers: [dense] });
  const optimizer = tf.train.sgd(1);
  tf.tidy(() => dense.setWeights([tf.tensor2d(weights, [d, units]), tf.tensor1d(biases)]));
  const [kernel, bias] = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  /** @throws ShapeError if the layer was disposed of */
  const assertLive = (caller: string) => assertShapes(caller, { W: [kernel, [d, units]] });
  return {
    model,
    optimizer,
    kernel,
    bias,
    assertLive,
    /** Its outputs, [n, units]. @throws ShapeError if X is not [n, d], or the layer was disposed of */
    apply: (caller: string, X: tf.Tensor2D): tf.Tensor2D => {
      assertFeatures(caller, X, d);
      assertLive(caller);
      return tf.tidy(() => model.apply(X) as tf.Tensor2D);
    },
    /** Frees the layer and the optimizer. */
    dispose: () => {
      if (!kernel.isDisposed) model.dispose();
      optimizer.dispose();
    },
  };
}
