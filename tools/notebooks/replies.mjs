import { existsSync, readFileSync } from "node:fs";

/**
 * @typedef {object} Reply
 * @property {string} status "running", or the kernel's answer: "ok", "error" or "abort"; "none" without one
 * @property {number} [count] the execution count
 * @property {number} [seconds]
 * @property {string[]} [late] what the kernel sent for this cell after the cell had ended
 *
 * @typedef {Map<number, Reply>} Replies by the cell's place among all cells, from 0
 */

/** Reads what nbconvert_config.py has reported so far. @param {string} path @returns {Replies} */
export function readReplies(path) {
  /** @type {Replies} */
  const replies = new Map();
  if (!existsSync(path)) return replies;
  const complete = readFileSync(path, "utf8").split("\n").slice(0, -1);
  for (const line of complete) {
    const { cell, late, ...reply } = JSON.parse(line);
    const before = replies.get(cell) ?? { status: "none" };
    replies.set(
      cell,
      late === undefined ? { ...before, ...reply } : { ...before, late: [...(before.late ?? []), late] },
    );
  }
  return replies;
}
