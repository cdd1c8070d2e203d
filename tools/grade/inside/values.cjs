"use strict";
// What an answer is or returns, as text, so that it can leave the process in which the answer runs and be judged
// in another one. Only data passes: a function becomes a marker, and nothing that is read here is ever run.

/** What JSON can hold. @typedef {null | boolean | string | number | object} Encoded */

const typedArrays = [Float32Array, Float64Array, Int32Array, Uint8Array, Uint8ClampedArray, Int8Array];
const moreTypedArrays = [Int16Array, Uint16Array, Uint32Array];
/** @type {Map<string, any>} */
const typed = new Map([...typedArrays, ...moreTypedArrays].map((type) => [type.name, type]));

/** @param {ArrayBufferView} view */
const base64 = (view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString("base64");

/** @param {string} text */
function bytesOf(text) {
  const bytes = Buffer.from(text, "base64");
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

/** @param {unknown} value @param {any} tf @returns {Encoded} */
function encode(value, tf) {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { $number: Object.is(value, -0) ? "-0" : String(value) };
  }
  if (value === undefined) return { $undefined: true };
  if (typeof value !== "object") return { $other: typeof value };
  if (value instanceof tf.Tensor) {
    const { shape, dtype } = /** @type {any} */ (value);
    return { $tensor: shape, dtype, values: encode([.../** @type {any} */ (value).dataSync()], tf) };
  }
  if (ArrayBuffer.isView(value) && typed.has(value.constructor.name)) {
    return { $typed: value.constructor.name, base64: base64(value) };
  }
  if (Array.isArray(value)) {
    const numbers = value.length > 0 && value.every((each) => typeof each === "number");
    return numbers ? { $numbers: base64(Float64Array.from(value)) } : value.map((each) => encode(each, tf));
  }
  return { $object: Object.entries(value).map(([key, each]) => [key, encode(each, tf)]) };
}

/** @param {any} encoded @param {any} tf @returns {unknown} */
function decode(encoded, tf) {
  if (typeof encoded !== "object" || encoded === null) return encoded;
  if (Array.isArray(encoded)) return encoded.map((each) => decode(each, tf));
  if ("$number" in encoded) return Number(encoded.$number);
  if ("$undefined" in encoded) return undefined;
  if ("$numbers" in encoded) return Array.from(new Float64Array(bytesOf(encoded.$numbers)));
  if ("$typed" in encoded) return new (typed.get(encoded.$typed))(bytesOf(encoded.base64));
  if ("$tensor" in encoded) return tf.tensor(decode(encoded.values, tf), encoded.$tensor, encoded.dtype);
  if ("$object" in encoded) {
    return Object.fromEntries(
      encoded.$object.map((/** @type {[string, unknown]} */ [key, each]) => [key, decode(each, tf)]),
    );
  }
  return Symbol(String(encoded.$other)); // a function, a symbol, a bigint: nothing that an exercise asks for
}

module.exports = { encode, decode };
