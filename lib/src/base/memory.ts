import * as tf from "@tensorflow/tfjs";
import { machine } from "../platform";

/** What a piece of code left behind. */
export interface TensorsLeft<T> {
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
export async function tensorsLeftBy<T>(run: () => T | Promise<T>): Promise<TensorsLeft<T>> {
  const before = tf.memory();
  const result = await run();
  const after = tf.memory();
  return { result, tensors: after.numTensors - before.numTensors, bytes: after.numBytes - before.numBytes };
}

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

/** The memory of the whole process while a piece of code ran, in bytes. */
export interface PeakMemory<T> {
  readonly result: T;
  /** Resident memory before. */
  readonly before: number;
  /** The most resident memory seen while it ran. */
  readonly peak: number;
  /** peak − before. */
  readonly growth: number;
}

/** How often memory is looked at, in milliseconds. */
const interval = 2;

/**
 * Runs a function and watches the resident memory of the process, tensors and files' buffers included. It is
 * looked at about every two milliseconds, whenever the event loop turns, as `batches` lets it between two
 * batches; what is taken and given back in between goes unseen. Memory of before may be used again, and the
 * garbage collector comes when it likes, so that the figure is good to some ten megabytes.
 *
 * @param run what to run; may be asynchronous
 */
export async function peakMemory<T>(run: () => T | Promise<T>): Promise<PeakMemory<T>> {
  const before = machine.memory();
  let peak = before;
  const look = () => {
    peak = Math.max(peak, machine.memory());
  };
  const timer = setInterval(look, interval);
  try {
    const result = await run();
    look();
    return { result, before, peak, growth: peak - before };
  } finally {
    clearInterval(timer);
  }
}
