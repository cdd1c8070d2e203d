import { IdxError } from "./idx-error";
import { defaultMaxBytes, parseIdxHeader } from "./idx-header";
import { type IdxArray, idxTypes } from "./idx-types";
import { swapBytes } from "./swap-bytes";

/** What is known about IDX data beforehand. */
export interface ReadIdxOptions {
  /** What to call the data in messages, such as the file's name. Default: "the data". */
  name?: string | undefined;
  /** How many bytes the header may announce. Default: 2³¹. */
  maxBytes?: number | undefined;
}

/**
 * Reads an array in the IDX format, the format of MNIST and Fashion-MNIST (http://yann.lecun.com/exdb/mnist): a magic
 * number that holds the type and the number of dimensions, the size of each dimension, the numbers.
 *
 * @param bytes the whole file, unpacked. For uint8 the result's `data` is a view of it, otherwise a copy
 * @throws IdxError whose `problem` says what is wrong: not this format, shorter or longer than its header says, or
 *   announcing more than `maxBytes`
 */
export function readIdx(
  bytes: Uint8Array,
  { name = "the data", maxBytes = defaultMaxBytes }: ReadIdxOptions = {},
): IdxArray {
  const { code, shape, offset, bytes: wanted } = parseIdxHeader(`readIdx: ${name}`, bytes, maxBytes);
  if (bytes.length !== wanted) {
    throw new IdxError(
      bytes.length < wanted ? "truncated" : "trailing bytes",
      `readIdx: ${name} must have ${wanted} bytes for the shape [${shape.join(", ")}] of ${idxTypes[code].name}, ` +
        `got ${bytes.length}. Get the file again.`,
    );
  }
  if (code === 0x08)
    return { shape, data: new Uint8Array(bytes.buffer, bytes.byteOffset + offset, wanted - offset) };
  const { array, bytes: bytesEach } = idxTypes[code];
  const numbers = new Uint8Array(wanted - offset);
  numbers.set(bytes.subarray(offset));
  swapBytes(numbers, bytesEach);
  return { shape, data: new array(numbers.buffer) };
}
