import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** What became of an exercise that was answered: once solved it stays solved. */
export type AnswerState = "solved" | "tried";

/** The exercises that were answered, by id; the others are open. */
export type Solved = ReadonlyMap<string, AnswerState>;

/**
 * The file that remembers which exercises are solved: in the reader's own folder, outside any repository. The
 * environment variable `LINEAR_NETWORKS_PROGRESS` names another one. Nothing is sent anywhere.
 */
export const solvedFile = () =>
  process.env["LINEAR_NETWORKS_PROGRESS"] ||
  join(
    process.env["XDG_DATA_HOME"] || join(homedir(), ".local", "share"),
    "linear-networks",
    "exercises.txt",
  );

/** A line of the file, as in "1.3/4 solved". */
const line = /^(\d+\.\d+\/\d+) (solved|tried)$/;

/**
 * What is remembered. Lines that cannot be understood are passed over; where there is no file, nothing is.
 *
 * @throws Error if there is a file and it cannot be read; the message holds no path
 */
export function readSolved(): Solved {
  const solved = new Map<string, AnswerState>();
  for (const text of textOf(solvedFile()).split(/\r?\n/)) {
    const [, id, state] = line.exec(text) ?? [];
    if (id && solved.get(id) !== "solved") solved.set(id, state as AnswerState);
  }
  return solved;
}

/** Remembers an answer. @throws Error if the file cannot be read or written; the message holds no path */
export function rememberAnswer(id: string, right: boolean): void {
  const before = readSolved().get(id);
  if (before === "solved" || (before === "tried" && !right)) return;
  const file = solvedFile();
  try {
    mkdirSync(dirname(file), { recursive: true });
    // A line is added in one go and nothing is rewritten, so that notebooks that run side by side lose nothing.
    // The break before it ends a line that an earlier run did not complete.
    appendFileSync(file, `\n${id} ${right ? "solved" : "tried"}\n`);
  } catch (error) {
    throw failure("written", error);
  }
}

/** Deletes what is remembered; says whether there was anything. @throws Error if that is not allowed */
export function forgetAnswers(): boolean {
  try {
    rmSync(solvedFile());
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw failure("deleted", error);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return "";
    throw failure("read", error);
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error);

const isMissing = (error: unknown) => codeOf(error) === "ENOENT";

const failure = (done: string, error: unknown) =>
  new Error(
    `the file in your own folder that remembers the exercises could not be ${done} (${codeOf(error)}); ` +
      "LINEAR_NETWORKS_PROGRESS can name another one",
  );
