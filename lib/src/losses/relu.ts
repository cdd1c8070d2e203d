import type * as tf from "@tensorflow/tfjs";

/**
 * max(0, x), and NaN where x is not finite: `tf.relu` on the backend of WebAssembly makes 0 of NaN, and a training that
 * has diverged would look perfect.
 */
export const relu = <T extends tf.Tensor>(x: T): T => x.relu().add<T>(x.mul(0));
