import * as tf from "@tensorflow/tfjs";

/** Does some work and frees the tensors that it made. Unlike `tf.tidy` it waits for promises. */
export async function inScope<T>(work: () => T | Promise<T>): Promise<T> {
  tf.engine().startScope();
  try {
    return await work();
  } finally {
    tf.engine().endScope();
  }
}
