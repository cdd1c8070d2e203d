import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import { freeingTape } from "../base/tape";

/**
 * The mean loss of a batch, summed in float64, and the automatic gradients of its summed loss. To be called within
 * `tf.tidy`, which frees the gradients; what an error would leave is freed here.
 *
 * @param caller the model, for messages
 * @param losses the loss of each sample, [size], from the parameters as they are
 * @param parameters what the gradients are taken by
 * @throws ShapeError if there is not one loss for each sample
 */
export function lossAndGradients(
  caller: string,
  losses: () => tf.Tensor1D,
  { parameters, size }: { parameters: tf.Variable[]; size: number },
): { loss: number; gradients: tf.Tensor[] } {
  const checkedLosses = () => {
    const ofSamples = losses();
    assertShapes(caller, { "what loss returns": [ofSamples, [size]] });
    return ofSamples;
  };
  // A one for each sample makes it the gradient of the sum. PyTorch: `losses.backward(torch.ones(size))`.
  const { value, grads } = freeingTape(() => tf.valueAndGrads(checkedLosses)(parameters, tf.ones([size])));
  let sum = 0;
  for (const ofSample of value.dataSync()) sum += ofSample;
  return { loss: sum / size, gradients: grads };
}
