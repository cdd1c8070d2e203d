import { IdxError } from "./idx-error";
import { idxTypes, type IdxTypeCode } from "./idx-types";

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

/** More than this is refused unless the caller allows it: 2 GiB. */
export const defaultMaxBytes = 2 ** 31;

/** How many bytes the header takes for so many dimensions. */
export const idxHeaderBytes = (dimensions: number) => 4 + 4 * dimensions;

/**
 * The header of IDX data: two zero bytes, the code of the numbers' type, how many dimensions there are, and the size
 * of each as an unsigned int of 32 bits, big-endian.
 *
 * @param where the function and the data, for messages
 * @throws IdxError if it is none, ends early, or announces more than `maxBytes`
 */
export function parseIdxHeader(where: string, bytes: Uint8Array, maxBytes = defaultMaxBytes): IdxHeader {
  if (bytes.length < 4) {
    throw new IdxError(
      "truncated",
      `${where} must have at least a magic number of 4 bytes, got ${bytes.length}.`,
    );
  }
  const [zero, stillZero, code, dimensions] = bytes;
  if (zero !== 0 || stillZero !== 0) {
    throw new IdxError(
      "wrong magic number",
      `${where} must begin with two zero bytes, the code of a type and the number of dimensions, got ` +
        `${hex(bytes.subarray(0, 4))}${guess(bytes)}`,
    );
  }
  if (!isTypeCode(code)) {
    const known = Object.entries(idxTypes).map(([each, { name }]) => `${hex([Number(each)])} (${name})`);
    throw new IdxError(
      "unknown type",
      `${where} must have one of the types ${known.join(", ")}, got the code ${hex([code])}.`,
    );
  }
  const offset = idxHeaderBytes(dimensions);
  if (dimensions === 0) {
    throw new IdxError("absurd shape", `${where} must have at least one dimension, got 0.`);
  }
  if (bytes.length < offset) {
    throw new IdxError(
      "truncated",
      `${where} must have ${offset} bytes of header for ${dimensions} dimensions, got ${bytes.length} bytes.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, offset);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  // A 0 behind sizes whose product is beyond all numbers would make it NaN, which no limit exceeds.
  const count = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  const wanted = offset + idxTypes[code].bytes * count;
  if (wanted > maxBytes) {
    throw new IdxError(
      "absurd shape",
      `${where} announces the shape [${shape.join(", ")}], which takes ${wanted} bytes; at most ${maxBytes} are ` +
        "allowed. The header is damaged, or `maxBytes` is too small.",
    );
  }
  return { code, shape, offset, bytes: wanted };
}

const isTypeCode = (code: number): code is IdxTypeCode => code in idxTypes;

const hex = (bytes: Iterable<number>) =>
  [...bytes].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(" ");

function guess(bytes: Uint8Array): string {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return ". It is still packed by gzip: unpack it by `gunzip` first.";
  if (bytes[0] === 0x3c) return ". It looks like a web page.";
  return ". It is not IDX data.";
}
