import { DownloadError } from "../data/download/download-options";
import { InterruptedError } from "../base/interrupt";
import { DataFileError } from "../data/verified-file";
import { errorOf } from "./error-of";

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

const kinds = [NotCheckedError, DataFileError, DownloadError, InterruptedError];

/** Whether an error is not the answer's doing: a data file is missing or damaged, or an interrupt came. */
export const isNotAnswersDoing = (error: unknown): boolean => kinds.some((kind) => error instanceof kind);

/** What an answer threw, as an error. @throws what is not the answer's doing, as it is */
export function errorOfAnswer(thrown: unknown): Error {
  if (isNotAnswersDoing(thrown)) throw thrown;
  return errorOf(thrown);
}
