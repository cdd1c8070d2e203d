import * as tf from "@tensorflow/tfjs";

/** What of a backend's memory is needed here: WebAssembly has one heap, the plain backend an array for each tensor. */
interface Memory {
  typedArrayFromHeap?: (tensor: tf.TensorInfo) => tf.TypedArray;
  readSync: (id: object) => tf.TypedArray;
}

const leastInt32 = -(2 ** 31);
const done = new Set<string>();

/**
 * Lets a backend cast NaN to the least int32, as TensorFlow does. The plain and the WebAssembly backend make 0 of it, so
 * that a missing label would become one of class 0.
 */
export function castNaNAsTensorFlowDoes(name: "wasm" | "cpu"): void {
  const kernel = tf.getKernel("Cast", name);
  if (done.has(name)) return;
  done.add(name);
  tf.unregisterKernel("Cast", name);
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      const memory = call.backend as Memory;
      const valuesOf = (tensor: tf.TensorInfo) =>
        memory.typedArrayFromHeap?.(tensor) ?? memory.readSync(tensor.dataId);
      const x = call.inputs["x"] as tf.TensorInfo;
      const out = kernel.kernelFunc(call) as tf.TensorInfo;
      if (x.dtype !== "float32" || out.dtype !== "int32") return out;
      const [from, to] = [valuesOf(x), valuesOf(out)];
      for (let i = 0; i < from.length; i++) if (Number.isNaN(from[i])) to[i] = leastInt32;
      return out;
    },
  });
}
