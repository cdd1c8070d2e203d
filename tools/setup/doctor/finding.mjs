import { homedir } from "node:os";

/**
 * @typedef {object} Finding one line of the doctor's report
 * @property {"ok" | "remark" | "wrong"} state `wrong`: the notebooks cannot run like this
 * @property {string} subject as in "Node"
 * @property {string} found as in "20.20.2"
 * @property {string} [cure] what to do about it
 */

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
