import { assertWhole } from "../base/assertions";
import { DataFileError, type DataProblem, ShapeError } from "../base/errors";

/** The numbers of IDX data, in an array of their type. */
export type IdxNumbers = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** An array in the IDX format: its shape, and its numbers with the last dimension running fastest. */
export interface IdxArray {
  /** The size of each dimension, as [60000, 28, 28]. */
  readonly shape: readonly number[];
  readonly data: IdxNumbers;
}

/** The arrays of the format's types by their codes. Numbers of several bytes are big-endian, as a DataView's are. */
export const idxTypes = {
  0x08: Uint8Array,
  0x09: Int8Array,
  0x0b: Int16Array,
  0x0c: Int32Array,
  0x0d: Float32Array,
  0x0e: Float64Array,
} as const;

type IdxTypeCode = keyof typeof idxTypes;

/** What DataView calls the numbers of an array. */
type Kind = "Uint8" | "Int8" | "Int16" | "Int32" | "Float32" | "Float64";

const kindOf = (array: { name: string }) => array.name.replace("Array", "") as Kind;

/** The name of a type in NumPy, such as "uint8". */
const dtypeOf = (array: { name: string }) => kindOf(array).toLowerCase();

/** What the first bytes of IDX data say. */
export interface IdxHeader {
  readonly code: IdxTypeCode;
  /** The size of each dimension, the slowest one first. */
  readonly shape: readonly number[];
  /** Where the numbers begin. */
  readonly offset: number;
  /** How many bytes there must be, header and numbers. */
  readonly bytes: number;
}

/** What is known about IDX data beforehand. */
export interface ReadIdxOptions {
  /** What to call the data in messages, such as the file's name. Default: "the data". */
  name?: string | undefined;
  /** How many bytes the header may announce. Default: 2³¹. */
  maxBytes?: number | undefined;
}

/** How many bytes the header takes for so many dimensions. */
export const idxHeaderBytes = (dimensions: number) => 4 + 4 * dimensions;

/**
 * Reads an array in the IDX format, the format of MNIST and Fashion-MNIST (http://yann.lecun.com/exdb/mnist): a magic
 * number that holds the type and the number of dimensions, the size of each dimension, the numbers.
 *
 * @param bytes the whole file, unpacked. For uint8 the result's `data` is a view of it, otherwise a copy
 * @throws DataFileError whose `problem` says what is wrong: not this format, shorter or longer than its header says, or
 *   announcing more than `maxBytes`
 */
export function readIdx(bytes: Uint8Array, { name = "the data", maxBytes }: ReadIdxOptions = {}): IdxArray {
  const { code, shape, offset, bytes: wanted } = parseIdxHeader(`readIdx: ${name}`, bytes, maxBytes);
  const array = idxTypes[code];
  if (bytes.length !== wanted) {
    throw new DataFileError(
      bytes.length < wanted ? "truncated" : "trailing bytes",
      `readIdx: ${name} must have ${wanted} bytes for the shape [${shape.join(", ")}] of ${dtypeOf(array)}, ` +
        `got ${bytes.length}. Get the file again.`,
    );
  }
  const [start, count] = [bytes.byteOffset + offset, (wanted - offset) / array.BYTES_PER_ELEMENT];
  if (array === Uint8Array) return { shape, data: new Uint8Array(bytes.buffer, start, count) };
  const view = new DataView(bytes.buffer, start);
  const get = `get${kindOf(array)}` as const;
  const data = new array(count);
  for (let i = 0; i < count; i++) data[i] = view[get](array.BYTES_PER_ELEMENT * i);
  return { shape, data };
}

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
  const type = Object.entries(idxTypes).find(([, array]) => data instanceof array);
  if (type === undefined) {
    const known = Object.values(idxTypes).map((array) => array.name);
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
  const [code, array] = type;
  const offset = idxHeaderBytes(shape.length);
  const view = new DataView(new ArrayBuffer(offset + data.byteLength));
  view.setUint8(2, Number(code));
  view.setUint8(3, shape.length);
  shape.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  const set = `set${kindOf(array)}` as const;
  if (data instanceof Uint8Array) new Uint8Array(view.buffer).set(data, offset);
  else data.forEach((value, i) => view[set](offset + array.BYTES_PER_ELEMENT * i, value));
  return new Uint8Array(view.buffer);
}

/**
 * The header of IDX data: two zero bytes, the code of the numbers' type, how many dimensions there are, and the size
 * of each as an unsigned int of 32 bits, big-endian.
 *
 * @param where the function and the data, for messages
 * @throws DataFileError if it is none, ends early, or announces more than `maxBytes`
 */
export function parseIdxHeader(where: string, bytes: Uint8Array, maxBytes = 2 ** 31): IdxHeader {
  const refuse = (problem: DataProblem, what: string) => new DataFileError(problem, `${where} ${what}.`);
  const [zero, stillZero, code, dimensions] = bytes;
  if (bytes.length < 4) {
    throw refuse("truncated", `must have at least a magic number of 4 bytes, got ${bytes.length}`);
  }
  if (zero !== 0 || stillZero !== 0) {
    const wanted = "must begin with two zero bytes, the code of a type and the number of dimensions";
    throw refuse("wrong format", `${wanted}, got ${hex(bytes.subarray(0, 4))}. ${guess(bytes)}`);
  }
  if (!isTypeCode(code)) {
    const known = Object.entries(idxTypes).map(
      ([each, array]) => `${hex([Number(each)])} (${dtypeOf(array)})`,
    );
    throw refuse(
      "wrong header",
      `must have one of the types ${known.join(", ")}, got the code ${hex([code])}`,
    );
  }
  if (dimensions === 0) throw refuse("wrong header", "must have at least one dimension, got 0");
  const offset = idxHeaderBytes(dimensions);
  if (bytes.length < offset) {
    const wanted = `must have ${offset} bytes of header for ${dimensions} dimensions`;
    throw refuse("truncated", `${wanted}, got ${bytes.length} bytes`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, offset);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  // A 0 behind sizes whose product is beyond all numbers would make it NaN, which no limit exceeds.
  const count = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  const wanted = offset + idxTypes[code].BYTES_PER_ELEMENT * count;
  if (wanted > maxBytes) {
    const announced = `announces the shape [${shape.join(", ")}], which takes ${wanted} bytes`;
    const cure = "The header is damaged, or `maxBytes` is too small";
    throw refuse("too large", `${announced}; at most ${maxBytes} are allowed. ${cure}`);
  }
  return { code, shape, offset, bytes: wanted };
}

const isTypeCode = (code: number): code is IdxTypeCode => code in idxTypes;

const hex = (bytes: Iterable<number>) =>
  [...bytes].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(" ");

function guess([first, second]: Uint8Array): string {
  if (first === 0x1f && second === 0x8b)
    return "It is still packed by gzip: unpack it with `data.gunzip` first";
  return first === 0x3c ? "It looks like a web page" : "It is not IDX data";
}
