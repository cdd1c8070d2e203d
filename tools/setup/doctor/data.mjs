import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOfFile } from "../shared/digest.mjs";

/**
 * Whether the files in data/ are those of data/CHECKSUMS, byte for byte.
 *
 * @param {string} root
 * @returns {Promise<import("./finding.mjs").Finding>}
 */
export async function data(root) {
  const subject = "Data";
  const cure = "get them again: `git checkout -- data`";
  let list;
  try {
    list = readFileSync(join(root, "data/CHECKSUMS"), "utf8");
  } catch {
    return { state: "wrong", subject, found: "data/CHECKSUMS is not there", cure };
  }
  const entries = [...list.matchAll(/^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/gm)];
  /** @type {string[]} */
  const damaged = [];
  for (const [, expected, name] of entries) {
    const found = await digestOfFile(join(root, "data", name)).catch(() => "missing");
    if (found !== expected) damaged.push(`data/${name}${found === "missing" ? " is missing" : " differs"}`);
  }
  if (damaged.length === 0)
    return { state: "ok", subject, found: `${entries.length} files as they should be` };
  const more = damaged.length > 3 ? ` and ${damaged.length - 3} more` : "";
  return { state: "wrong", subject, found: `${damaged.slice(0, 3).join(", ")}${more}`, cure };
}
