import * as tf from "@tensorflow/tfjs";

/** What a piece of code left behind. */
export interface Left<T> {
  readonly result: T;
  /** Tensors alive afterwards that were not alive before; negative if it freed older ones. */
  readonly tensors: number;
  /** Their size in bytes. */
  readonly bytes: number;
}

/**
 * Runs a function and counts the tensors it leaves in memory. Tensors lie outside JavaScript's heap on the
 * native and WebAssembly backends, so that nothing frees them but `tf.tidy` and `dispose`.
 *
 * @param run what to run; may be asynchronous
 */
export async function tensorsLeftBy<T>(run: () => T | Promise<T>): Promise<Left<T>> {
  const before = tf.memory();
  const result = await run();
  const after = tf.memory();
  return { result, tensors: after.numTensors - before.numTensors, bytes: after.numBytes - before.numBytes };
}
