import { statfsSync } from "node:fs";

const roomForSetUp = 3e9;
const roomForWork = 0.3e9;

/**
 * How much room the disk of the project's folder has.
 *
 * @param {string} root
 * @param {(path: string) => { bavail: number, bsize: number }} [ask]
 * @returns {import("./finding.mjs").Finding}
 */
export function disk(root, ask = statfsSync) {
  const { bavail, bsize } = ask(root);
  const free = bavail * bsize;
  const found = `${(free / 1e9).toFixed(1)} GB free`;
  if (free > roomForSetUp) return { state: "ok", subject: "Disk", found };
  return {
    state: free > roomForWork ? "remark" : "wrong",
    subject: "Disk",
    found,
    cure: "free some room: a set-up from nothing takes about 3 GB, a part of it for a short time",
  };
}
