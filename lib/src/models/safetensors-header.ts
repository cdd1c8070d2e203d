import { DataFileError, type DataProblem } from "../base/errors";

/** Where one tensor lies in the file. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: "F32" | "F64" | "I32";
  readonly shape: number[];
  /** Its first byte and the one after its last, counted from the end of the header. */
  readonly begin: number;
  readonly end: number;
}

/** Bytes per element. */
export const elementBytes = { F32: 4, F64: 8, I32: 4 } as const;

/**
 * The longest header that is read, in bytes: enough for some ten thousand tensors. The format allows a hundred times as
 * much, for which JSON.parse takes two gigabytes.
 */
export const longestHeader = 2 ** 20;

/** The number of elements of a shape. */
export const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/**
 * The tensors that a header lists, in the order of their bytes, checked: they must fill the bytes after the
 * header from the first to the last without overlap or gap, each as many as its shape and dtype ask for.
 *
 * @param where the function and the file, for messages
 * @param text the header
 * @param dataBytes how many bytes follow it
 * @throws DataFileError that says what is wrong
 */
export function decodeHeader(where: string, text: string, dataBytes: number): TensorEntry[] {
  const entries = Object.entries(parse(where, text))
    .filter(([name]) => name !== "__metadata__")
    .map(([name, description]) => decodeEntry(where, name, description))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== at) {
      const how = begin < at ? "overlaps the tensor before it" : "leaves a gap before it";
      throw new DataFileError(
        "wrong header",
        `${where} must have its tensors one after the other, ${name} ${how}: it begins at byte ${begin}, not ${at}.`,
      );
    }
    at = end;
  }
  if (at === dataBytes) return entries;
  throw new DataFileError(
    dataBytes < at ? "truncated" : "trailing bytes",
    `${where} must have ${at} bytes after its header, as the header says, got ${dataBytes}.`,
  );
}

function parse(where: string, text: string): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (cause) {
    throw new DataFileError(
      "wrong header",
      `${where} has a header that is not JSON: ${(cause as Error).message}. Is it a safetensors file?`,
      { cause },
    );
  }
  if (isRecord(header)) return header;
  throw new DataFileError("wrong header", `${where} must have an object for its header.`);
}

function decodeEntry(where: string, name: string, description: unknown): TensorEntry {
  const wrong = (problem: DataProblem, what: string) =>
    new DataFileError(problem, `${where} describes ${JSON.stringify(name)} by ${what}.`);
  if (!isRecord(description)) throw wrong("wrong header", "no object");
  const { dtype, shape, data_offsets: offsets } = description;
  if (!isDtype(dtype)) {
    throw wrong("wrong header", `the dtype ${JSON.stringify(dtype)}, which must be F32, F64 or I32`);
  }
  if (!isWholeNumbers(shape) || !Number.isSafeInteger(sizeOf(shape))) {
    throw wrong("wrong header", `the shape ${JSON.stringify(shape)}, which must be whole numbers ≥ 0`);
  }
  if (!isWholeNumbers(offsets) || offsets.length !== 2) {
    throw wrong("wrong header", `the offsets ${JSON.stringify(offsets)}, which must be two whole numbers`);
  }
  const [begin, end] = offsets;
  const wanted = sizeOf(shape) * elementBytes[dtype];
  if (end - begin === wanted) return { name, dtype, shape, begin, end };
  throw wrong(
    "wrong header",
    `the offsets ${begin} to ${end}, where ${dtype} of shape [${shape.join(", ")}] takes ${wanted} bytes`,
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isDtype = (value: unknown): value is TensorEntry["dtype"] =>
  typeof value === "string" && Object.hasOwn(elementBytes, value);

const isWholeNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((number) => Number.isSafeInteger(number) && number >= 0);
