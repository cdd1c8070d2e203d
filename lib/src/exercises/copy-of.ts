import * as tf from "@tensorflow/tfjs";

/**
 * A copy of what a function is to be called with, so that it can change or dispose of its arguments and the next
 * one still finds them as they were. Copied are arrays, typed arrays, plain objects and tensors, with what they
 * hold; functions, variables and instances of classes stay what they are.
 */
export function copyOf<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (value instanceof tf.Variable) return value;
  if (value instanceof tf.Tensor) return value.clone();
  if (Array.isArray(value)) return value.map(copied);
  if (ArrayBuffer.isView(value)) return structuredClone(value);
  const isPlain =
    typeof value === "object" &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
  return isPlain
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copied(each)]))
    : value;
}
