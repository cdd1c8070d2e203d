import { existsSync, readFileSync } from "node:fs";

export interface Reply {
  /** "running", or the kernel's answer: "ok", "error" or "abort"; "none" without one */
  status: string;
  /** the execution count */
  count?: number;
  seconds?: number;
  /** what the kernel sent for this cell after the cell had ended */
  late?: string[];
}

/** by the cell's place among all cells, from 0 */
export type Replies = Map<number, Reply>;

/** Reads what nbconvert_config.py has reported so far. */
export function readReplies(path: string): Replies {
  const replies: Replies = new Map();
  if (!existsSync(path)) return replies;
  const complete = readFileSync(path, "utf8").split("\n").slice(0, -1);
  for (const line of complete) {
    const { cell, late, ...reply } = JSON.parse(line) as Omit<Reply, "late"> & {
      cell: number;
      late?: string;
    };
    const before = replies.get(cell) ?? { status: "none" };
    replies.set(
      cell,
      late === undefined ? { ...before, ...reply } : { ...before, late: [...(before.late ?? []), late] },
    );
  }
  return replies;
}
