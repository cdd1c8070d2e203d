import { DownloadError } from "../data/download/download-error";
import { InterruptedError } from "../data/interrupt";
import { DataFileError } from "../data/verified-file";
import { errorOf } from "./error-of";

/** An answer could not be checked, since what the exercise itself needs for that is not there. */
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

const kinds = [NotCheckedError, DataFileError, DownloadError, InterruptedError];

/** Whether an error is no answer's doing: a data file is missing or damaged, or an interrupt came. */
export const isNoAnswersDoing = (error: unknown): boolean => kinds.some((kind) => error instanceof kind);

/** What an answer threw, as an error. @throws what is no answer's doing as it is */
export function errorOfAnswer(thrown: unknown): Error {
  if (isNoAnswersDoing(thrown)) throw thrown;
  return errorOf(thrown);
}
