import { readdirSync, readFileSync } from "node:fs";

function textOf(path: string) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the process is gone
  }
}

/** The parent of each process of this machine. */
function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = textOf(`/proc/${name}/stat`); // the program's name may hold blanks and brackets
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (stat) found.set(Number(name), parent);
  }
  return found;
}

/** Bytes of memory of its own that a process holds. */
function ownMemory(pid: number) {
  const status = textOf(`/proc/${pid}/status`);
  const kilobytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  return (kilobytes("RssAnon") + kilobytes("RssShmem") + kilobytes("VmSwap")) * 1024;
}

/** How many processes a process has started, with itself and all that those started, and the memory that they hold. */
export function processTree(pid: number) {
  const parentOf = parents();
  const tree = new Set([pid]);
  let before = 0;
  while (before !== tree.size) {
    before = tree.size;
    for (const [child, parent] of parentOf) if (tree.has(parent)) tree.add(child);
  }
  let bytes = 0;
  for (const member of tree) bytes += ownMemory(member);
  return { processes: tree.size, bytes };
}
