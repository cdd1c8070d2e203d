import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { assertLittleEndian } from "../data/dataset-file-format";
import { assertFinite, assertWhole } from "../base/assertions";
import { ShapeError } from "../base/shapes";
import {
  decodeHeader,
  elementBytes,
  longestHeader,
  ParametersFileError,
  sizeOf,
  type TensorEntry,
} from "./safetensors-header";

/** One tensor in plain numbers. */
export interface StoredTensor {
  readonly shape: readonly number[];
  /** Its elements, row after row. */
  readonly data: ArrayLike<number>;
}

/** One tensor as it was read. */
export interface LoadedTensor {
  readonly shape: number[];
  readonly data: Float32Array | Float64Array | Int32Array;
}

/** The length of the header stands before it, in so many bytes. */
const lengthBytes = 8;

/** A larger file is neither written nor loaded, in bytes. */
const mostBytes = 2 ** 31;

const arrays = { F32: Float32Array, F64: Float64Array, I32: Int32Array };

/**
 * Writes parameters to a file in the safetensors format, which Python reads by `safetensors.numpy.load_file`:
 * the length of the header in 8 bytes, the header in JSON, then the elements, all little-endian. Int32Array
 * is kept as int32 and Float64Array as float64; other numbers become float32.
 *
 * The file appears under its name when it is complete; after an error one that was there before is still there.
 *
 * @example const { W, b } = model.parameters();
 *   await saveParameters("model.safetensors", { W: { shape: [d, q], data: W }, b: { shape: [q], data: b } });
 * @throws ShapeError if a shape and its data disagree; RangeError if there is nothing to save or more than 2 GiB, a
 *   number is not finite or beyond float32; Error if the file cannot be written
 */
export async function saveParameters(
  file: string,
  parameters: Readonly<Record<string, StoredTensor>>,
): Promise<void> {
  assertLittleEndian("saveParameters");
  const bytes = encode(parameters);
  const temporary = `${file}.${randomBytes(4).toString("hex")}.part`;
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new Error(`saveParameters: ${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Reads parameters from a file in the safetensors format, of the dtypes F32, F64 and I32. Everything that the header says
 * is compared with the file's size before memory is taken for it.
 *
 * @returns the tensors by name
 * @throws ParametersFileError, with the `problem`, if the file is missing, above 2 GiB, cut off, not what it says, or has
 *   a header above 1 MiB or a number that is not finite
 */
export async function loadParameters(file: string): Promise<Record<string, LoadedTensor>> {
  assertLittleEndian("loadParameters");
  const where = `loadParameters: ${file}`;
  const handle = await open(file, "r").catch(refuse(where));
  try {
    const { size } = await handle.stat();
    if (size > mostBytes) {
      throw new ParametersFileError(
        "too large",
        `${where} must have at most ${mostBytes} bytes, got ${size}. Split it into smaller files.`,
      );
    }
    const reader = readerOf(handle, where, size);
    const length = Number(
      (await reader(Buffer.alloc(lengthBytes), 0, "the length of its header")).readBigUInt64LE(),
    );
    if (length > longestHeader) {
      throw new ParametersFileError(
        "header too large",
        `${where} must have a header of at most ${longestHeader} bytes, got ${length}. Is it a safetensors file?`,
      );
    }
    const start = lengthBytes + length;
    const header = await reader(Buffer.alloc(length), lengthBytes, `its header of ${length} bytes`);
    const loaded: [string, LoadedTensor][] = [];
    for (const { name, dtype, shape, begin, end } of decodeHeader(
      where,
      header.toString("utf8"),
      size - start,
    )) {
      const data = new arrays[dtype]((end - begin) / elementBytes[dtype]);
      await reader(Buffer.from(data.buffer), start + begin, name);
      for (let i = 0; i < data.length; i++) {
        if (!Number.isFinite(data[i])) {
          const what = `${data[i]} at index ${i} of ${name}`;
          throw new ParametersFileError("not finite", `${where} must hold finite numbers only, got ${what}.`);
        }
      }
      loaded.push([name, { shape, data }]);
    }
    return Object.fromEntries(loaded);
  } finally {
    await handle.close();
  }
}

/** A function that fills a buffer from a place of the file, which has so many bytes. */
function readerOf(handle: FileHandle, where: string, size: number) {
  return async (into: Buffer, position: number, what: string): Promise<Buffer> => {
    for (let filled = 0; filled < into.length;) {
      const { bytesRead } = await handle
        .read(into, filled, into.length - filled, position + filled)
        .catch(refuse(where));
      if (bytesRead === 0) throw truncated(where, Math.min(size, position + filled), what);
      filled += bytesRead;
    }
    return into;
  };
}

const truncated = (where: string, at: number, what: string) =>
  new ParametersFileError("truncated", `${where} ends within ${what}, at byte ${at}.`);

const refuse = (where: string) => (cause: NodeJS.ErrnoException) => {
  const problem = cause.code === "ENOENT" ? "missing" : "unreadable";
  throw new ParametersFileError(problem, `${where} cannot be read: ${cause.message}`, { cause });
};

function encode(parameters: Readonly<Record<string, StoredTensor>>): Buffer {
  assertWhole("saveParameters", "the number of parameters", Object.keys(parameters).length, 1);
  const header: [string, unknown][] = [];
  const parts: Buffer[] = [];
  let begin = 0;
  for (const [name, { shape, data }] of Object.entries(parameters)) {
    shape.forEach((size, i) => assertWhole("saveParameters", `${name}.shape[${i}]`, size, 0));
    if (name === "__metadata__" || sizeOf(shape) !== data.length) {
      throw new ShapeError(
        `saveParameters: ${name} must have a name other than __metadata__ and as many numbers as its shape ` +
          `[${shape.join(", ")}] has, ${sizeOf(shape)}, got ${data.length}.`,
      );
    }
    const dtype = dtypeOf(data);
    const values = arrays[dtype].from(data);
    // A number beyond float32 has become infinite by now.
    assertFinite("saveParameters", `${name} in ${dtype}`, values);
    const part = Buffer.from(values.buffer);
    header.push([name, { dtype, shape, data_offsets: [begin, begin + part.length] }]);
    parts.push(part);
    begin += part.length;
  }
  // From pairs, since `header["__proto__"] = …` would be lost.
  const text = Buffer.from(JSON.stringify(Object.fromEntries(header)));
  // Blanks fill the header up, so that the elements begin at a multiple of eight bytes.
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, " ")]);
  if (padded.length > longestHeader) {
    throw new RangeError(
      `saveParameters: the names and shapes must take at most ${longestHeader} bytes, got ${padded.length}. Save them in several files.`,
    );
  }
  const whole = lengthBytes + padded.length + begin;
  if (whole > mostBytes) {
    throw new RangeError(
      `saveParameters: a file must take at most ${mostBytes} bytes, got ${whole}. Save the parameters in several files.`,
    );
  }
  const length = Buffer.alloc(lengthBytes);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, ...parts]);
}

const dtypeOf = (data: ArrayLike<number>): TensorEntry["dtype"] =>
  data instanceof Int32Array ? "I32" : data instanceof Float64Array ? "F64" : "F32";
