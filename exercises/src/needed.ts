import { data, InterruptedError } from "linear-networks";

/** An answer could not be checked, since something that the exercise itself needs is missing. */
export class NotCheckedError extends Error {
  override name = "NotCheckedError";
}

/** Gets what an exercise itself needs. @throws NotCheckedError where that fails, which says nothing of the answer */
export async function needed<T>(make: () => T | Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (cause) {
    throw new NotCheckedError(errorOf(cause).message, { cause });
  }
}

/**
 * Calls a function the first time only, and gives that result from then on: data and figures are made when they are
 * needed. What throws or rejects is not kept, so that a file that was missing can be put in its place.
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly result: T } | undefined;
  return () => {
    if (made) return made.result;
    const kept = { result: make() };
    made = kept;
    const forget = () => {
      if (made === kept) made = undefined;
    };
    Promise.resolve(kept.result).catch(forget);
    return kept.result;
  };
}

/** What can be wrong with the project's own data. Other problems come from bytes that the answer itself made. */
const ofOurData: readonly data.DataProblem[] = [
  ...(["missing", "unreadable", "not listed", "wrong checksum"] as const),
  ...(["no mirror worked", "cannot be written"] as const),
];

/** Whether an error is not the answer's doing: a data file is missing or damaged, or an interrupt came. */
export const isNotAnswersDoing = (error: unknown): boolean =>
  error instanceof NotCheckedError ||
  error instanceof InterruptedError ||
  (error instanceof data.DataFileError && ofOurData.includes(error.problem));

/** What an answer threw, as an error. @throws what is not the answer's doing, as it is */
export function errorOfAnswer(thrown: unknown): Error {
  if (isNotAnswersDoing(thrown)) throw thrown;
  return errorOf(thrown);
}

/** Whatever was thrown, as an error with a name and a message. */
export function errorOf(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  try {
    return new Error(String(thrown));
  } catch {
    return new Error("something that is not an error and has no text");
  }
}
