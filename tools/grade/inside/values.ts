// What an answer is or returns, as text, so that it can leave the process in which the answer runs and be judged
// in another one. Only data passes: a function becomes a marker, and nothing that is read here is ever run.
import type * as TensorFlow from "@tensorflow/tfjs";

/** What JSON can hold. */
export type Encoded = null | boolean | string | number | object;

const typed = new Map(
  [
    ...[Float32Array, Float64Array, Int32Array, Uint8Array, Uint8ClampedArray, Int8Array],
    ...[Int16Array, Uint16Array, Uint32Array],
  ].map((type) => [type.name, type]),
);

const base64 = (view: ArrayBufferView) =>
  Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString("base64");

function bytesOf(text: unknown) {
  const bytes = Buffer.from(String(text), "base64");
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

const isTensor = (value: unknown, tf: typeof TensorFlow): value is TensorFlow.Tensor =>
  value instanceof tf.Tensor;

export function encode(value: unknown, tf: typeof TensorFlow): Encoded {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { $number: Object.is(value, -0) ? "-0" : String(value) };
  }
  if (value === undefined) return { $undefined: true };
  if (typeof value !== "object") return { $other: typeof value };
  if (isTensor(value, tf)) {
    return { $tensor: value.shape, dtype: value.dtype, values: encode([...value.dataSync()], tf) };
  }
  if (ArrayBuffer.isView(value) && typed.has(value.constructor.name)) {
    return { $typed: value.constructor.name, base64: base64(value) };
  }
  if (Array.isArray(value)) {
    const values: unknown[] = value;
    const isNumbers = values.length > 0 && values.every((each) => typeof each === "number");
    return isNumbers
      ? { $numbers: base64(Float64Array.from(values)) }
      : values.map((each) => encode(each, tf));
  }
  return { $object: Object.entries(value).map(([key, each]) => [key, encode(each, tf)]) };
}

/** The forms that `encode` gives to what JSON cannot say. An attacker may write others: then this throws, or gives data. */
interface Marked {
  $number?: unknown;
  $undefined?: unknown;
  $numbers?: unknown;
  $typed?: string;
  base64?: unknown;
  $tensor?: number[];
  dtype?: TensorFlow.DataType;
  values?: unknown;
  $object?: [string, unknown][];
  $other?: unknown;
}

export function decode(encoded: unknown, tf: typeof TensorFlow): unknown {
  if (typeof encoded !== "object" || encoded === null) return encoded;
  if (Array.isArray(encoded)) return encoded.map((each) => decode(each, tf));
  const marked: Marked = encoded;
  if (marked.$number !== undefined) return Number(marked.$number);
  if (marked.$undefined !== undefined) return undefined;
  if (marked.$numbers !== undefined) return Array.from(new Float64Array(bytesOf(marked.$numbers)));
  if (marked.$typed !== undefined) {
    const TypedArray = typed.get(marked.$typed);
    if (!TypedArray) throw new TypeError(`decode: ${marked.$typed} must be a typed array's name.`);
    return new TypedArray(bytesOf(marked.base64));
  }
  if (marked.$tensor !== undefined) {
    return tf.tensor(decode(marked.values, tf) as number[], marked.$tensor, marked.dtype);
  }
  if (marked.$object !== undefined) {
    return Object.fromEntries(marked.$object.map(([key, each]) => [key, decode(each, tf)]));
  }
  return Symbol(String(marked.$other)); // a function, a symbol, a bigint: nothing that an exercise asks for
}
