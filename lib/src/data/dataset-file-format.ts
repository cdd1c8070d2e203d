import { DataFileError, type DataProblem } from "../base/errors";

/** What the header of a file says. */
export interface DatasetFileHeader {
  /** The number of samples. */
  readonly n: number;
  /** The number of features. */
  readonly d: number;
  /** Whether y is class labels in int32, rather than targets in float32. */
  readonly hasLabels: boolean;
}

/** Eight bytes that tell such a file, and its version, from any other. */
const magic = "LNROWS 1";

/** The size of the header: magic, n, d, and whether y is labels, each number an unsigned int of 32 bits. */
export const headerBytes = 20;

/** The size of one row: d features in float32 and y, which is float32 or int32. Little-endian throughout. */
export const rowBytes = ({ d }: { d: number }) => 4 * (d + 1);

/** The header as bytes. */
export function encodeHeader({ n, d, hasLabels }: DatasetFileHeader): Uint8Array {
  const header = new Uint8Array(headerBytes);
  header.set(new TextEncoder().encode(magic));
  const view = new DataView(header.buffer);
  [n, d, hasLabels ? 1 : 0].forEach((number, i) => view.setUint32(magic.length + 4 * i, number, true));
  return header;
}

/**
 * The header from the first bytes of a file, checked against the file's size.
 *
 * @param where the function and the file, for messages
 * @throws DataFileError that says what is wrong
 */
export function decodeHeader(where: string, bytes: Uint8Array, size: number): DatasetFileHeader {
  const refuse = (problem: DataProblem, what: string) =>
    new DataFileError(problem, `${where} ${what}: write it again with data.writeDatasetFile.`);
  if (size === 0) throw refuse("empty", "is empty");
  const start = String.fromCharCode(...bytes.subarray(0, magic.length));
  if (start !== magic) {
    const got = `got ${JSON.stringify(start)}. It is not a file of samples`;
    throw refuse("wrong format", `must begin with ${JSON.stringify(magic)}, ${got}`);
  }
  if (bytes.length < headerBytes) throw refuse("truncated", `ends within its header, at byte ${size}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [n, d, kind] = [8, 12, 16].map((offset) => view.getUint32(offset, true));
  if (n === 0 || d === 0 || kind > 1) {
    const wanted = "must have n ≥ 1 samples of d ≥ 1 features and y of kind 0 or 1";
    throw refuse("wrong header", `${wanted}, got n = ${n}, d = ${d}, kind ${kind}`);
  }
  const wanted = headerBytes + n * rowBytes({ d });
  if (size !== wanted) {
    const what = `must have ${wanted} bytes for ${n} samples of ${d} features, got ${size}`;
    throw refuse(size < wanted ? "truncated" : "trailing bytes", what);
  }
  return { n, d, hasLabels: kind === 1 };
}

/** The arrays in memory are the file's bytes as they are. @throws Error on the few machines where they are not */
export function assertLittleEndian(caller: string): void {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1) return;
  throw new Error(`${caller}: the files that it reads and writes are little-endian, this machine is not.`);
}
