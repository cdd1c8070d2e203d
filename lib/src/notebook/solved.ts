import { files, storage } from "../platform";

/** What became of an exercise that was answered: once solved it stays solved. */
export type AnswerState = "solved" | "tried";

/** The exercises that were answered, by id; the others are open. */
export type Solved = ReadonlyMap<string, AnswerState>;

/**
 * The file that remembers which exercises are solved: in the reader's own folder, outside any repository. The
 * environment variable `LINEAR_NETWORKS_PROGRESS` names another one. Nothing is sent anywhere.
 */
export const solvedFile = (): string => storage.progressFile();

/** A line of the file, as in "1.3/4 solved". */
const line = /^(\d+\.\d+\/\d+) (solved|tried)$/;

/**
 * What is remembered. Lines that cannot be understood are passed over; where there is no file, nothing is.
 *
 * @throws Error if there is a file and it cannot be read; the message holds no path
 */
export async function readSolved(): Promise<Solved> {
  const solved = new Map<string, AnswerState>();
  const text = await files.read(solvedFile()).catch((error: unknown) => {
    if (isMissing(error)) return new Uint8Array();
    throw failure("read", error);
  });
  for (const each of new TextDecoder().decode(text).split(/\r?\n/)) {
    const [, id, state] = line.exec(each) ?? [];
    if (id && solved.get(id) !== "solved") solved.set(id, state as AnswerState);
  }
  return solved;
}

/** Remembers an answer. @throws Error if the file cannot be read or written; the message holds no path */
export async function rememberAnswer(id: string, right: boolean): Promise<void> {
  const before = (await readSolved()).get(id);
  if (before === "solved" || (before === "tried" && !right)) return;
  // A line is added in one go and nothing is rewritten, so that notebooks that run side by side lose nothing.
  // The break before it ends a line that an earlier run did not complete.
  await files.append(solvedFile(), `\n${id} ${right ? "solved" : "tried"}\n`).catch((error: unknown) => {
    throw failure("written", error);
  });
}

/** Deletes what is remembered; says whether there was anything. @throws Error if that is not allowed */
export const forgetAnswers = (): Promise<boolean> =>
  files.remove(solvedFile()).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw failure("deleted", error);
    },
  );

const codeOf = (error: unknown) => (error as { code?: string }).code ?? String(error);

const isMissing = (error: unknown) => codeOf(error) === "ENOENT";

const failure = (done: string, error: unknown) =>
  new Error(
    `the file in your own folder that remembers the exercises could not be ${done} (${codeOf(error)}); ` +
      "LINEAR_NETWORKS_PROGRESS can name another one",
  );
