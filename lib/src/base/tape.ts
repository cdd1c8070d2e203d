import * as tf from "@tensorflow/tfjs";

/**
 * Calls a function that takes gradients, and if it throws, frees what tfjs had kept for the backward pass. tfjs
 * frees that itself only at the end of the backward pass, which an error in the function or in a gradient cuts short.
 *
 * @example const { value, grads } = freeingTape(() => tf.variableGrads(loss, [w, b]));
 */
export function freeingTape<T>(takeGradients: () => T): T {
  try {
    return takeGradients();
  } catch (error) {
    const { state } = tf.engine();
    // Inside another gradient the tape belongs to that one, and is still in use.
    if (state.gradientDepth === 0) for (const { saved } of state.activeTape ?? []) tf.dispose(saved);
    throw error;
  }
}
