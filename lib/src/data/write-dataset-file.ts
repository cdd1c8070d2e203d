import { assertFinite, assertWhole } from "../base/assertions";
import { cannotWrite, ShapeError } from "../base/errors";
import { files } from "../platform";
import type { Sample } from "./dataset";
import { assertLittleEndian, encodeHeader, headerBytes, rowBytes } from "./dataset-file-format";

/** What was written. */
export interface WrittenDataset {
  readonly path: string;
  /** The number of samples. */
  readonly n: number;
  /** The number of features. */
  readonly d: number;
  /** The size of the file in bytes. */
  readonly bytes: number;
}

/** Rows are written when so many bytes of them have come together. */
const bufferBytes = 1 << 18;

/**
 * Writes samples to a file for `openDatasetFile`, one after the other, so that there may be more than memory
 * holds: a header, then the rows in float32. The file appears under its name when it is complete; after an error
 * there is none, and one that was there before is still there.
 *
 * @param path where to; an existing file is replaced
 * @param samples any iterable, or asynchronous one, as a generator
 * @param options.hasLabels whether y is classes 0, 1, …, kept in int32. Default: false
 * @throws RangeError if the data set is empty, a number is not finite or beyond float32, or a label is not a whole
 *   number ≥ 0; ShapeError if a sample has another number of features than the first; DataFileError if it cannot be
 *   written
 */
export async function writeDatasetFile(
  path: string,
  samples: Iterable<Sample> | AsyncIterable<Sample>,
  { hasLabels = false }: { hasLabels?: boolean } = {},
): Promise<WrittenDataset> {
  assertLittleEndian("writeDatasetFile");
  const refuse = cannotWrite(`writeDatasetFile: ${path}`);
  const file = await files.create(path).catch(refuse);
  const write = (bytes: Uint8Array, position?: number) => file.write(bytes, position).catch(refuse);
  try {
    // Room for the header, which needs n.
    await write(new Uint8Array(headerBytes));
    const { n, d } = await writeRows(write, samples, hasLabels);
    await write(encodeHeader({ n, d, hasLabels }), 0);
    await file.complete().catch(refuse);
    return { path, n, d, bytes: headerBytes + n * rowBytes({ d }) };
  } catch (error) {
    await file.remove();
    throw error;
  }
}

async function writeRows(
  write: (bytes: Uint8Array) => Promise<void>,
  samples: Iterable<Sample> | AsyncIterable<Sample>,
  hasLabels: boolean,
): Promise<{ n: number; d: number }> {
  let n = 0;
  let filled = 0;
  let floats = new Float32Array();
  let integers = new Int32Array();
  let d = 0;
  const flush = async () => {
    await write(new Uint8Array(floats.buffer, 0, 4 * filled));
    filled = 0;
  };
  for await (const sample of samples) {
    if (n === 0) {
      d = sample.x.length;
      floats = new Float32Array(Math.max(1, Math.floor(bufferBytes / rowBytes({ d }))) * (d + 1));
      integers = new Int32Array(floats.buffer);
    }
    assertSample(sample, n, d, hasLabels);
    floats.set(sample.x, filled);
    if (hasLabels) integers[filled + d] = sample.y;
    else floats[filled + d] = sample.y;
    // A number beyond float32 has become infinite by now.
    assertFinite(
      "writeDatasetFile",
      `sample ${n} in float32`,
      floats.subarray(filled, filled + d + (hasLabels ? 0 : 1)),
    );
    filled += d + 1;
    n++;
    if (filled === floats.length) await flush();
  }
  assertWhole("writeDatasetFile", "the number of samples", n, 1);
  await flush();
  return { n, d };
}

function assertSample({ x, y }: Sample, n: number, d: number, hasLabels: boolean): void {
  if (x.length !== d || d === 0) {
    const wanted = n === 0 ? "at least one feature" : `${d} features as sample 0`;
    throw new ShapeError(`writeDatasetFile: sample ${n} must have ${wanted}, got ${x.length}.`);
  }
  if (hasLabels && !(Number.isInteger(y) && y >= 0 && y < 2 ** 31)) {
    throw new RangeError(`writeDatasetFile: the label of sample ${n} must be a whole number ≥ 0, got ${y}.`);
  }
}
