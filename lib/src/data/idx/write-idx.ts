import { ShapeError } from "../../base/shapes";
import { assertWhole } from "../../base/assertions";
import { idxHeaderBytes } from "./idx-header";
import { type IdxArray, idxTypes } from "./idx-types";
import { swapBytes } from "./swap-bytes";

/**
 * An array as bytes in the IDX format, which `readIdx` reads, and any program that reads MNIST. The type is that of
 * the array of numbers.
 *
 * @param array from 1 to 255 dimensions, each from 0 to 2³² − 1
 * @throws ShapeError if the numbers are not as many as the shape says; RangeError if a dimension is out of range;
 *   TypeError if the numbers are in an array of a type that the format does not have
 */
export function writeIdx({ shape, data }: IdxArray): Uint8Array {
  assertWhole("writeIdx", "the number of dimensions", shape.length, 1, 255);
  shape.forEach((size, i) => assertWhole("writeIdx", `dimension ${i}`, size, 0, 2 ** 32 - 1));
  const type = Object.entries(idxTypes).find(([, { array }]) => data instanceof array);
  if (type === undefined) {
    const known = Object.values(idxTypes).map(({ array }) => array.name);
    throw new TypeError(
      `writeIdx: data must be one of ${known.join(", ")}, got ${Object.prototype.toString.call(data).slice(8, -1)}.`,
    );
  }
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length) {
    throw new ShapeError(
      `writeIdx: data must have ${count} numbers for the shape [${shape.join(", ")}], got ${data.length}.`,
    );
  }
  const offset = idxHeaderBytes(shape.length);
  const bytes = new Uint8Array(offset + data.byteLength);
  bytes.set([0, 0, Number(type[0]), shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
  swapBytes(bytes.subarray(offset), type[1].bytes);
  return bytes;
}
