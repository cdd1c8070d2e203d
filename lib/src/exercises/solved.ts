import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** What has become of the exercises that were answered: the last verdict of each, and whether it was ever right. */
export interface Solved {
  [id: string]: { readonly right: boolean; readonly tries: number };
}

/**
 * The file that remembers which exercises are solved: in the reader's own folder, outside any repository. The
 * environment variable `LINEAR_NETWORKS_PROGRESS` names another one. Nothing is sent anywhere.
 */
export const solvedFile = () =>
  process.env["LINEAR_NETWORKS_PROGRESS"] ??
  join(
    process.env["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share"),
    "linear-networks",
    "exercises.json",
  );

/** What is remembered; nothing where there is no file, or one that cannot be understood. */
export function readSolved(): Solved {
  try {
    const read: unknown = JSON.parse(readFileSync(solvedFile(), "utf8"));
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Solved) : {};
  } catch {
    return {};
  }
}

/** Remembers an answer. Once right, an exercise stays solved. @throws Error if the file cannot be written */
export function rememberAnswer(id: string, right: boolean): void {
  // Read anew each time: another notebook may have written in the meantime.
  const solved = readSolved();
  const before = solved[id];
  solved[id] = { right: right || before?.right === true, tries: (before?.tries ?? 0) + 1 };
  const file = solvedFile();
  const temporary = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(temporary, JSON.stringify(solved, null, 1) + "\n");
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
