/** one comparison */
export interface Row {
  name: string;
  /** a contender of ours */
  ours: string;
  /** what it is compared with */
  theirs: string;
  /** the target: how many times as long as theirs it may take; without: for information */
  atMost?: number;
  /** what both must come to, to four digits */
  same: readonly string[];
}

const epoch = ["loss"];

export const rows: readonly Row[] = [
  {
    name: "from scratch, automatic gradients",
    ours: "from scratch",
    theirs: "PyTorch, the lecture's way, DataLoader",
    atMost: 0.9,
    same: epoch,
  },
  {
    name: "from scratch, automatic gradients",
    ours: "from scratch",
    theirs: "PyTorch, fastest form, resident tensor",
    atMost: 1.5,
    same: epoch,
  },
  {
    name: "hand-derived gradient",
    ours: "hand-derived",
    theirs: "PyTorch, fastest form, resident tensor",
    atMost: 0.9,
    same: epoch,
  },
  {
    name: "concise, tf.layers",
    ours: "concise",
    theirs: "PyTorch, concise, DataLoader",
    atMost: 1.1,
    same: epoch,
  },
  {
    name: "typed arrays, no framework",
    ours: "typed arrays",
    theirs: "PyTorch, fastest form, resident tensor",
    atMost: 3,
    same: epoch,
  },
  {
    name: "loading, gzip to float32",
    ours: "loading",
    theirs: "Python's loading",
    atMost: 1,
    same: ["count", "sum"],
  },
  {
    name: "a pass of the shuffled loader",
    ours: "shuffled pass",
    theirs: "DataLoader's shuffled pass",
    atMost: 0.25,
    same: ["count"],
  },
  {
    name: "far mark: hand-derived",
    ours: "hand-derived",
    theirs: "NumPy with OpenBLAS",
    same: epoch,
  },
  {
    name: "from scratch, contiguous batches",
    ours: "from scratch, contiguous",
    theirs: "PyTorch, fastest form, slices",
    same: epoch,
  },
  {
    name: "hand-derived, contiguous batches",
    ours: "hand-derived, contiguous",
    theirs: "PyTorch, fastest form, slices",
    same: epoch,
  },
];
