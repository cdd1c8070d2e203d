import { assertFinite, assertWhole } from "../base/assertions";
import { cannotRead, cannotWrite, DataFileError, ShapeError } from "../base/errors";
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
 * is kept as int32 and Float64Array as float64; other numbers become float32. In PyTorch: `safetensors.torch.save_file`.
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
  path: string,
  parameters: Readonly<Record<string, StoredTensor>>,
): Promise<void> {
  assertLittleEndian("saveParameters");
  const bytes = encode(parameters);
  const refuse = cannotWrite(`saveParameters: ${path}`);
  const file = await files.create(path).catch(refuse);
  try {
    await file.write(bytes);
    await file.complete();
  } catch (cause) {
    await file.remove();
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
export async function loadParameters(path: string): Promise<Record<string, LoadedTensor>> {
  assertLittleEndian("loadParameters");
  const where = `loadParameters: ${path}`;
  const file = await files.open(path).catch(cannotRead(where));
  /** Fills an array with what the file holds from a position on. */
  const read = async <Numbers extends ArrayBufferView>(into: Numbers, position: number, what: string) => {
    const bytes = new Uint8Array(into.buffer);
    const filled = await file.read(bytes, position).catch(cannotRead(where));
    if (filled === bytes.length) return into;
    const end = Math.min(file.size, position + filled);
    throw new DataFileError("truncated", `${where} ends within ${what}, at byte ${end}.`);
  };
  try {
    if (file.size > mostBytes) {
      throw new DataFileError(
        "too large",
        `${where} must have at most ${mostBytes} bytes, got ${file.size}. Split it into smaller files.`,
      );
    }
    const [length] = await read(new BigUint64Array(1), 0, "the length of its header");
    if (length > longestHeader) {
      throw new DataFileError(
        "too large",
        `${where} must have a header of at most ${longestHeader} bytes, got ${length}. Is it a safetensors file?`,
      );
    }
    const header = await read(new Uint8Array(Number(length)), lengthBytes, `its header of ${length} bytes`);
    const start = lengthBytes + header.length;
    const loaded: [string, LoadedTensor][] = [];
    const entries = decodeHeader(where, new TextDecoder().decode(header), file.size - start);
    for (const { name, dtype, shape, begin, end } of entries) {
      const empty = new arrays[dtype]((end - begin) / elementBytes[dtype]);
      const data = await read(empty, start + begin, name);
      const bad = data.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0) {
        const what = `${data[bad]} at index ${bad} of ${name}`;
        throw new DataFileError("wrong value", `${where} must hold finite numbers only, got ${what}.`);
      }
      loaded.push([name, { shape, data }]);
    }
    return Object.fromEntries(loaded);
  } finally {
    await file.close();
  }
}

/** The bytes of a file with these parameters. */
function encode(parameters: Readonly<Record<string, StoredTensor>>): Uint8Array {
  assertWhole("saveParameters", "the number of parameters", Object.keys(parameters).length, 1);
  let end = 0;
  const tensors = Object.entries(parameters).map(([name, { shape, data }]) => {
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
    const begin = end;
    end += values.byteLength;
    return { values, begin, entry: [name, { dtype, shape, data_offsets: [begin, end] }] as const };
  });
  // From pairs, since `header["__proto__"] = …` would be lost.
  const text = JSON.stringify(Object.fromEntries(tensors.map(({ entry }) => entry)));
  const header = new TextEncoder().encode(text);
  // Blanks fill the header up, so that the elements begin at a multiple of eight bytes.
  const length = 8 * Math.ceil(header.length / 8);
  if (length > longestHeader) {
    throw new RangeError(
      `saveParameters: the names and shapes must take at most ${longestHeader} bytes, got ${length}. Save them in several files.`,
    );
  }
  const start = lengthBytes + length;
  if (start + end > mostBytes) {
    throw new RangeError(
      `saveParameters: a file must take at most ${mostBytes} bytes, got ${start + end}. Save the parameters in several files.`,
    );
  }
  const bytes = new Uint8Array(start + end).fill(" ".charCodeAt(0), 0, start);
  bytes.set(new Uint8Array(BigUint64Array.of(BigInt(length)).buffer));
  bytes.set(header, lengthBytes);
  for (const { values, begin } of tensors) bytes.set(new Uint8Array(values.buffer), start + begin);
  return bytes;
}

const dtypeOf = (data: ArrayLike<number>): TensorEntry["dtype"] =>
  data instanceof Int32Array ? "I32" : data instanceof Float64Array ? "F64" : "F32";
