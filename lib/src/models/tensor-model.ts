import * as tf from "@tensorflow/tfjs";
import { freeingTape } from "../base/memory";
import { assertShapes } from "../base/shapes";
import type { Batch } from "../data/batches";
import type { Optimizer } from "../optim/optimizer";
import { sgd } from "../optim/sgd";
import { assertStep, type ModelSizes } from "./trainable";

/** What a batch came to, before the step. */
export interface Differentiated {
  /** The loss of each sample. */
  readonly losses: Iterable<number>;
  /** Of a classifier, how many samples were right. */
  readonly correct?: number;
  /** The gradient of the summed loss by each parameter. */
  readonly gradients: tf.Tensor[];
}

/** What a form on variables consists of. */
export interface VariablesOptions {
  /** Of the samples, which are checked before each step. */
  sizes: ModelSizes;
  /** What the optimizer moves. */
  parameters: tf.Variable[];
  /** The model's own from now on. Default: sgd. */
  optimizer?: Optimizer | undefined;
}

/**
 * What all forms on variables have in common: a step of their optimizer, and the end of their memory.
 *
 * @param caller the model, for messages
 * @param differentiate a batch's losses and gradients; it is called within `tf.tidy`
 */
export function onVariables(
  caller: string,
  { sizes, parameters, optimizer = sgd }: VariablesOptions,
  differentiate: (batch: Batch) => Differentiated,
) {
  return {
    step: (batch: Batch, learningRate: number) => {
      assertStep(`${caller}.step`, batch, sizes, learningRate);
      return tf.tidy(() => {
        const { losses, correct = 0, gradients } = differentiate(batch);
        optimizer(parameters, gradients, learningRate, batch.size);
        // In float64, in which thousands of losses can be summed.
        let total = 0;
        for (const loss of losses) total += loss;
        return { loss: total / batch.size, correct };
      });
    },
    dispose: () => {
      tf.dispose(parameters);
      optimizer.dispose?.();
    },
  };
}

/** What `forwardAndBackward` goes through. */
export interface ForwardPass<Outputs extends tf.Tensor> {
  /** What the gradients are taken by. */
  parameters: tf.Variable[];
  /** The model's outputs for a batch, from the parameters as they are. */
  model: () => Outputs;
  /** The losses of these outputs. */
  loss: (outputs: Outputs) => tf.Tensor;
  /** The shape that the losses must have. */
  shape: number[];
}

/**
 * Runs a model forwards and backwards: its outputs, its losses, and the automatic gradients of their sum. To be called
 * within `tf.tidy`, which frees the gradients; what an error would leave is freed here.
 *
 * In PyTorch the outputs are at hand after `losses.sum().backward()`. tfjs frees what a differentiated function made,
 * all but what it returns, the losses; so the outputs are kept until they have been read.
 *
 * @throws ShapeError if the losses have another shape
 */
export function forwardAndBackward<Outputs extends tf.Tensor>(
  caller: string,
  { parameters, model, loss, shape }: ForwardPass<Outputs>,
): { outputs: tf.TypedArray; losses: tf.TypedArray; gradients: tf.Tensor[] } {
  const kept: Outputs[] = [];
  const forward = () => {
    const outputs = tf.keep(model());
    kept.push(outputs);
    const losses = loss(outputs);
    assertShapes(caller, { "what loss returns": [losses, shape] });
    return losses;
  };
  try {
    // tfjs begins the way back with a one for each loss, which makes it the gradient of their sum.
    const { value, grads } = freeingTape(() => tf.valueAndGrads(forward)(parameters));
    return { outputs: kept[0].dataSync(), losses: value.dataSync(), gradients: grads };
  } finally {
    tf.dispose(kept);
  }
}
