import { max } from "d3-array";
import { assertWhole } from "../base/assertions";
import { cannotRead, DataFileError } from "../base/errors";
import { files, type OpenFile } from "../platform";
import { assertIndices, type Dataset, type Samples } from "./dataset";
import {
  assertLittleEndian,
  type DatasetFileHeader,
  decodeHeader,
  headerBytes,
  rowBytes,
} from "./dataset-file-format";

/** A data set that lies in a file; no more of it is in memory than the batches being read. */
export interface FileDataset extends Dataset {
  readonly path: string;
  /** The size of the file in bytes. */
  readonly bytes: number;
  /** What reading has come to so far. */
  readonly usage: FileUsage;
  read(indices: Uint32Array): Promise<Samples>;
  /** Closes the file once the reads under way are over. It can be closed twice, and not be read afterwards. */
  dispose(): Promise<void>;
}

/** What reading a file has come to. */
export interface FileUsage {
  /** Reads of the file; neighbouring rows are read together. */
  readonly reads: number;
  /** Bytes read, some of them passed over. */
  readonly bytesRead: number;
  /** The most bytes that were held at once by batches being read. */
  readonly peakBytes: number;
}

/**
 * Opens a file of `writeDatasetFile` for reading in batches.
 *
 * @param path the file
 * @param options.memoryBudget how many bytes the batches being read may hold at once, the samples handed over
 *   not counted. Default: 64 MiB
 * @throws DataFileError whose `problem` says what is wrong with the file; RangeError if the budget is not
 *   a whole number of bytes that holds at least one row. `read` throws a RangeError beyond the budget or n, and a
 *   DataFileError if the file has become shorter
 */
export async function openDatasetFile(
  path: string,
  { memoryBudget = 64 * 2 ** 20 }: { memoryBudget?: number } = {},
): Promise<FileDataset> {
  const where = `openDatasetFile: ${path}`;
  assertLittleEndian("openDatasetFile");
  assertWhole("openDatasetFile", "memoryBudget", memoryBudget, 1);
  const file = await files.open(path).catch(cannotRead(where));
  try {
    const start = new Uint8Array(Math.min(file.size, headerBytes));
    await readFully(where, file, start, 0);
    const header = decodeHeader(where, start, file.size);
    // Half for the rows as they lie in the file, half for the batch that is put together from them.
    assertWhole("openDatasetFile", "memoryBudget", memoryBudget, 2 * rowBytes(header));
    return datasetOf(file, path, memoryBudget, header);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Neighbouring rows are read together up to so many bytes; longer reads are no faster. */
const readBytes = 1 << 18;

function datasetOf(
  file: OpenFile,
  path: string,
  memoryBudget: number,
  { n, d, hasLabels }: DatasetFileHeader,
): FileDataset {
  const where = `FileDataset.read: ${path}`;
  const bytesOfRow = rowBytes({ d });
  const usage = { reads: 0, bytesRead: 0, peakBytes: 0 };
  let held = 0;
  let closed: Promise<void> | undefined;

  const readInto = async (run: Run, samples: Samples, rows: Uint8Array) => {
    const bytes = rows.subarray(0, run.count * bytesOfRow);
    await readFully(where, file, bytes, headerBytes + run.first * bytesOfRow);
    usage.reads++;
    usage.bytesRead += bytes.length;
    const floats = new Float32Array(rows.buffer, 0, bytes.length / 4);
    const integers = new Int32Array(rows.buffer, 0, bytes.length / 4);
    for (const { row, place } of run.wanted) {
      const from = (row - run.first) * (d + 1);
      samples.X.set(floats.subarray(from, from + d), place * d);
      samples.y[place] = (hasLabels ? integers : floats)[from + d];
    }
  };
  return {
    ...{ path, n, d, bytes: file.size },
    get usage() {
      return { ...usage };
    },
    async read(indices) {
      if (closed) throw new Error(`${where} must be open, it was closed by dispose().`);
      assertIndices(n, indices);
      const bytesOfBatch = indices.length * bytesOfRow;
      const mostRows = Math.floor((memoryBudget - held - bytesOfBatch) / bytesOfRow);
      if (mostRows < 1) {
        throw new RangeError(
          `FileDataset.read: ${indices.length} samples of ${bytesOfRow} bytes must fit twice into what is left of ` +
            `the memory budget, ${memoryBudget - held} of ${memoryBudget} bytes. Take smaller batches, or a larger budget.`,
        );
      }
      const mostAtOnce = Math.max(1, Math.floor(readBytes / bytesOfRow));
      const runs = runsOfRows(indices, { bytesOfRow, mostRows: Math.min(mostRows, mostAtOnce) });
      const rows = new Uint8Array((max(runs, ({ count }) => count) ?? 0) * bytesOfRow);
      const holds = bytesOfBatch + rows.length;
      held += holds;
      usage.peakBytes = Math.max(usage.peakBytes, held);
      try {
        const y = hasLabels ? new Int32Array(indices.length) : new Float32Array(indices.length);
        const samples = { X: new Float32Array(indices.length * d), y };
        for (const run of runs) await readInto(run, samples, rows);
        return samples;
      } finally {
        held -= holds;
      }
    },
    // The handle itself waits for reads under way.
    dispose: () => (closed ??= file.close()),
  };
}

async function readFully(where: string, file: OpenFile, into: Uint8Array, position: number): Promise<void> {
  const end = position + (await file.read(into, position).catch(cannotRead(where)));
  const wanted = position + into.length;
  if (end === wanted) return;
  const what = `ends at byte ${end}, before byte ${wanted} that was there when it was opened`;
  throw new DataFileError("truncated", `${where} ${what}. Let nothing write to it meanwhile.`);
}

/** Rows of a file that are read at once: the first, how many, and which are wanted at which place of the batch. */
interface Run {
  readonly first: number;
  count: number;
  readonly wanted: { readonly row: number; readonly place: number }[];
}

/** Passing over so many bytes costs no more than another read, since a disk hands over whole pages. */
const worthPassingOver = 4096;

/**
 * Puts the rows of a batch together into as few reads as is sensible: rows that lie next to each other, or at
 * most a page apart, are read at once, in the order of the file.
 *
 * @param indices the rows wanted, in any order, also repeatedly
 * @param options.bytesOfRow the size of a row
 * @param options.mostRows the longest run
 */
function runsOfRows(
  indices: Uint32Array,
  { bytesOfRow, mostRows }: { bytesOfRow: number; mostRows: number },
): Run[] {
  const places = Array.from(indices.keys()).sort((a, b) => indices[a] - indices[b]);
  const gap = Math.floor(worthPassingOver / bytesOfRow);
  const runs: Run[] = [];
  for (const place of places) {
    const row = indices[place];
    let last = runs.at(-1);
    if (!last || row > last.first + last.count + gap || row - last.first >= mostRows) {
      last = { first: row, count: 0, wanted: [] };
      runs.push(last);
    }
    last.count = row - last.first + 1;
    last.wanted.push({ row, place });
  }
  return runs;
}
