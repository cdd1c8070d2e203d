/** one comparison */
export interface Row {
  name: string;
  /** a contender of ours */
  ours: string;
  /** what it is compared with */
  theirs: string;
  /** what both must come to, to four digits */
  same: readonly string[];
  /** the target: how many times as long as theirs it may take; without: for information */
  atMost?: number;
}

const lecture = "PyTorch, the lecture's way, DataLoader";
const resident = "PyTorch, fastest form, resident tensor";
const slices = "PyTorch, fastest form, slices";
const loss = ["loss"];

const table: [name: string, ours: string, theirs: string, same: string[], atMost?: number][] = [
  ["from scratch, automatic gradients", "from scratch", lecture, loss, 0.9],
  ["from scratch, automatic gradients", "from scratch", resident, loss, 1.5],
  ["hand-derived gradient", "hand-derived", resident, loss, 0.9],
  ["concise, tf.layers", "concise", "PyTorch, concise, DataLoader", loss, 1.1],
  ["typed arrays, no framework", "typed arrays", resident, loss, 3],
  ["loading, gzip to float32", "loading", "Python's loading", ["count", "sum"], 1],
  ["a pass of the shuffled loader", "shuffled pass", "DataLoader's shuffled pass", ["count"], 0.25],
  ["far mark: hand-derived", "hand-derived", "NumPy with OpenBLAS", loss],
  ["from scratch, contiguous batches", "from scratch, contiguous", slices, loss],
  ["hand-derived, contiguous batches", "hand-derived, contiguous", slices, loss],
];

export const rows: readonly Row[] = table.map(([name, ours, theirs, same, atMost]) => ({
  ...{ name, ours, theirs, same, atMost },
}));
