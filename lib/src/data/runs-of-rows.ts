/** Rows of a file that are read at once. */
export interface Run {
  /** The first row of the file that is read. */
  readonly first: number;
  /** How many rows are read. */
  readonly count: number;
  /** Which of them are wanted, and at which place of the batch. */
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
export function runsOfRows(
  indices: Uint32Array,
  { bytesOfRow, mostRows }: { bytesOfRow: number; mostRows: number },
): Run[] {
  const places = Array.from(indices.keys()).sort((a, b) => indices[a] - indices[b]);
  const gap = Math.floor(worthPassingOver / bytesOfRow);
  const runs: { first: number; count: number; wanted: { row: number; place: number }[] }[] = [];
  for (const place of places) {
    const row = indices[place];
    const last = runs[runs.length - 1];
    const count = last === undefined ? 0 : row - last.first + 1;
    if (last === undefined || row > last.first + last.count + gap || count > mostRows) {
      runs.push({ first: row, count: 1, wanted: [{ row, place }] });
    } else {
      last.count = count;
      last.wanted.push({ row, place });
    }
  }
  return runs;
}
