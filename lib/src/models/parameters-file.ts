import { assertFinite, assertWhole } from "../base/assertions";
import { cannotRead, cannotWrite, DataFileError } from "../base/errors";
import { ShapeError } from "../base/shapes";
import { assertLittleEndian } from "../data/dataset-file-format";
import { files } from "../platform";
import { decodeHeader, elementBytes, longestHeader, sizeOf, type TensorEntry } from "./safetensors-header";

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
 *   number is not finite or beyond float32; DataFileError if the file cannot be
 *   written
 */
export async function saveParameters(
  file: string,
  parameters: Readonly<Record<string, StoredTensor>>,
): Promise<void> {
  assertLittleEndian("saveParameters");
  const parts = encode(parameters);
  const refuse = cannotWrite(`saveParameters: ${file}`);
  const written = await files.create(file).catch(refuse);
  try {
    for (const part of parts) await written.write(part);
    await written.complete();
  } catch (cause) {
    await written.remove();
    refuse(cause as Error);
  }
}

/**
 * Reads parameters from a file in the safetensors format, of the dtypes F32, F64 and I32. Everything that the header says
 * is compared with the file's size before memory is taken for it.
 *
 * @returns the tensors by name
 * @throws DataFileError, with the `problem`, if the file is missing, above 2 GiB, cut off, not what it says, or has
 *   a header above 1 MiB or a number that is not finite
 */
export async function loadParameters(file: string): Promise<Record<string, LoadedTensor>> {
  assertLittleEndian("loadParameters");
  const where = `loadParameters: ${file}`;
  const opened = await files.open(file).catch(cannotRead(where));
  try {
    const { size } = opened;
    if (size > mostBytes) {
      throw new DataFileError(
        "too large",
        `${where} must have at most ${mostBytes} bytes, got ${size}. Split it into smaller files.`,
      );
    }
    /** Fills an array from a place of the file. */
    const read = async <T extends ArrayBufferView>(into: T, position: number, what: string): Promise<T> => {
      const bytes = new Uint8Array(into.buffer);
      const filled = await opened.read(bytes, position).catch(cannotRead(where));
      if (filled === bytes.length) return into;
      throw new DataFileError("truncated", `${where} ends within ${what}, at byte ${position + filled}.`);
    };
    const lengths = await read(new BigUint64Array(1), 0, "the length of its header");
    const length = Number(lengths[0]);
    if (length > longestHeader) {
      throw new DataFileError(
        "too large",
        `${where} must have a header of at most ${longestHeader} bytes, got ${length}. Is it a safetensors file?`,
      );
    }
    const start = lengthBytes + length;
    const header = await read(new Uint8Array(length), lengthBytes, `its header of ${length} bytes`);
    const loaded: [string, LoadedTensor][] = [];
    for (const entry of decodeHeader(where, new TextDecoder().decode(header), size - start)) {
      const { name, dtype, shape, begin, end } = entry;
      const data = await read(new arrays[dtype]((end - begin) / elementBytes[dtype]), start + begin, name);
      const bad = data.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0) {
        const what = `${data[bad]} at index ${bad} of ${name}`;
        throw new DataFileError("wrong value", `${where} must hold finite numbers only, got ${what}.`);
      }
      loaded.push([name, { shape, data }]);
    }
    return Object.fromEntries(loaded);
  } finally {
    await opened.close();
  }
}

/** The parts of a file, one after the other. */
function encode(parameters: Readonly<Record<string, StoredTensor>>): Uint8Array[] {
  assertWhole("saveParameters", "the number of parameters", Object.keys(parameters).length, 1);
  const header: [string, unknown][] = [];
  const parts: Uint8Array[] = [];
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
    const part = new Uint8Array(values.buffer);
    header.push([name, { dtype, shape, data_offsets: [begin, begin + part.length] }]);
    parts.push(part);
    begin += part.length;
  }
  // From pairs, since `header["__proto__"] = …` would be lost.
  const text = JSON.stringify(Object.fromEntries(header));
  const unpadded = new TextEncoder().encode(text);
  // Blanks fill the header up, so that the elements begin at a multiple of eight bytes.
  const padded = new Uint8Array(8 * Math.ceil(unpadded.length / 8)).fill(0x20);
  padded.set(unpadded);
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
  const length = new Uint8Array(BigUint64Array.of(BigInt(padded.length)).buffer);
  return [length, padded, ...parts];
}

const dtypeOf = (data: ArrayLike<number>): TensorEntry["dtype"] =>
  data instanceof Int32Array ? "I32" : data instanceof Float64Array ? "F64" : "F32";
