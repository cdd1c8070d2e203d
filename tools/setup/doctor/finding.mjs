import { homedir } from "node:os";

/**
 * @typedef {object} Finding one line of the doctor's report
 * @property {"ok" | "remark" | "wrong"} state `wrong`: the notebooks cannot run like this
 * @property {string} subject as in "Node"
 * @property {string} found as in "20.20.2"
 * @property {string} [cure] what to do about it
 */

/** @param {string} subject @param {string} found @returns {Finding} */
export const ok = (subject, found) => ({ state: "ok", subject, found });

/** @param {string} subject @param {string} found @param {string} [cure] @returns {Finding} */
export const remark = (subject, found, cure) => ({ state: "remark", subject, found, cure });

/** @param {string} subject @param {string} found @param {string} [cure] @returns {Finding} */
export const wrong = (subject, found, cure) => ({ state: "wrong", subject, found, cure });

const marks = { ok: "✓", remark: "!", wrong: "✗" };

/**
 * Findings as lines, without paths of this machine: notebooks show and keep them.
 *
 * @param {Finding[]} findings
 * @param {string} root the project's folder, written as `.`
 */
export function linesOf(findings, root) {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  return findings
    .map(({ state, subject, found, cure }) => {
      const line = `${marks[state]} ${subject.padEnd(width)}  ${found}`;
      return cure === undefined ? line : `${line}\n  ${" ".repeat(width)}  → ${cure}`;
    })
    .join("\n")
    .replaceAll(root, ".")
    .replaceAll(homedir(), "~");
}
