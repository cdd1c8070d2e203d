import { Failure } from "../shared/failure.mjs";

/**
 * An error of the operating system as a failure that the user can mend; any other error as it is.
 *
 * @param {unknown} error
 * @param {string} what was being made
 */
export function systemFailure(error, what) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new Failure(`${what}: the disk is full`, {
      cure: "free about 3 GB, then start again",
      cause: error,
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new Failure(`${what}: ${message}`, {
      cure: 'make the project\'s folder your own (`sudo chown -R "$USER" .`), then start again',
      cause: error,
    });
  }
  return error;
}
