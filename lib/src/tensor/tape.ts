import * as tf from "@tensorflow/tfjs";

/**
 * Calls a function that takes gradients, and if it throws frees what tfjs had kept for the way back. tfjs frees
 * that itself only at the end of a way back, which an error in the function or in a gradient cuts short.
 *
 * @example const { value, grads } = freeingTape(() => tf.variableGrads(loss, [w, b]));
 */
export function freeingTape<T>(takeGradients: () => T): T {
  try {
    return takeGradients();
  } catch (error) {
    const { state } = tf.engine();
    // Inside of other gradients the tape is theirs, and still in use.
    if (state.gradientDepth === 0) for (const { saved } of state.activeTape ?? []) tf.dispose(saved);
    throw error;
  }
}
