import { randomBytes } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { assertFinite } from "../tensor/finite";
import { assertWhole } from "../tensor/numbers";
import { ShapeError } from "../tensor/shapes";
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

/**
 * Writes parameters to a file in the safetensors format, which Python reads by `safetensors.numpy.load_file`:
 * the length of the header in 8 bytes, the header in JSON, then the elements, all little-endian. Int32Array
 * is kept as int32 and Float64Array as float64; other numbers become float32.
 *
 * The file appears under its name when it is complete; after an error one that was there before is still there.
 *
 * @example const { W, b } = model.parameters();
 *   await saveParameters("model.safetensors", { W: { shape: [d, q], data: W }, b: { shape: [q], data: b } });
 * @throws ShapeError if a shape and its data disagree; RangeError if there is nothing to save, a number is not
 *   finite or beyond float32; Error if the file cannot be written
 */
export async function saveParameters(
  file: string,
  parameters: Readonly<Record<string, StoredTensor>>,
): Promise<void> {
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
 * Reads parameters from a file in the safetensors format, of the dtypes F32, F64 and I32.
 *
 * @returns the tensors by name
 * @throws ParametersFileError, with the `problem`, if the file is missing, cut off or not what it says
 */
export async function loadParameters(file: string): Promise<Record<string, LoadedTensor>> {
  const where = `loadParameters: ${file}`;
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const problem = cause.code === "ENOENT" ? "missing" : "unreadable";
    throw new ParametersFileError(problem, `${where} cannot be read: ${cause.message}`, { cause });
  });
  const truncated = (what: string) =>
    new ParametersFileError("truncated", `${where} ends within ${what}, at byte ${bytes.length}.`);
  if (bytes.length < lengthBytes) throw truncated("the length of its header");
  const length = Number(bytes.readBigUInt64LE(0));
  if (length > longestHeader) {
    throw new ParametersFileError(
      "header too large",
      `${where} must have a header of at most ${longestHeader} bytes, got ${length}. Is it a safetensors file?`,
    );
  }
  const start = lengthBytes + length;
  if (bytes.length < start) throw truncated(`its header of ${length} bytes`);
  const entries = decodeHeader(where, bytes.toString("utf8", lengthBytes, start), bytes.length - start);
  return Object.fromEntries(
    entries.map((entry) => [
      entry.name,
      { shape: entry.shape, data: decode(bytes.subarray(start + entry.begin, start + entry.end), entry) },
    ]),
  );
}

function encode(parameters: Readonly<Record<string, StoredTensor>>): Buffer {
  assertWhole("saveParameters", "the number of parameters", Object.keys(parameters).length, 1);
  // Without a prototype, so that __proto__ is a name like any other.
  const header = Object.create(null) as Record<string, unknown>;
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
    const values = dtype === "F32" ? Float32Array.from(data) : data;
    // A number beyond float32 has become infinite by now.
    assertFinite("saveParameters", `${name} in ${dtype}`, values);
    const part = Buffer.alloc(data.length * elementBytes[dtype]);
    for (let i = 0; i < data.length; i++) write[dtype](part, values[i], i * elementBytes[dtype]);
    header[name] = { dtype, shape, data_offsets: [begin, begin + part.length] };
    parts.push(part);
    begin += part.length;
  }
  const text = Buffer.from(JSON.stringify(header));
  // Blanks fill the header up, so that the elements begin at a multiple of eight bytes.
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, " ")]);
  const length = Buffer.alloc(lengthBytes);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, ...parts]);
}

function decode(bytes: Buffer, { dtype }: TensorEntry): LoadedTensor["data"] {
  const count = bytes.length / elementBytes[dtype];
  const values =
    dtype === "F32"
      ? new Float32Array(count)
      : dtype === "F64"
        ? new Float64Array(count)
        : new Int32Array(count);
  for (let i = 0; i < count; i++) values[i] = read[dtype](bytes, i * elementBytes[dtype]);
  return values;
}

const write = {
  F32: (bytes: Buffer, value: number, at: number) => bytes.writeFloatLE(value, at),
  F64: (bytes: Buffer, value: number, at: number) => bytes.writeDoubleLE(value, at),
  I32: (bytes: Buffer, value: number, at: number) => bytes.writeInt32LE(value, at),
};

const read = {
  F32: (bytes: Buffer, at: number) => bytes.readFloatLE(at),
  F64: (bytes: Buffer, at: number) => bytes.readDoubleLE(at),
  I32: (bytes: Buffer, at: number) => bytes.readInt32LE(at),
};

const dtypeOf = (data: ArrayLike<number>): TensorEntry["dtype"] =>
  data instanceof Int32Array ? "I32" : data instanceof Float64Array ? "F64" : "F32";
