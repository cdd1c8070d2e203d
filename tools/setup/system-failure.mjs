import { relative } from "node:path";
import { Failure } from "./shared/failure.mjs";
import { root } from "./shared/paths.mjs";

/**
 * An error of the operating system as a failure that the user can mend; any other error as it is.
 *
 * @param {unknown} error
 * @param {string} title what was being made
 */
export function systemFailure(error, title) {
  const { code, message, path } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new Failure(`${title}: the disk is full`, {
      cure: "free about 3 GB, then start again",
      cause: error,
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new Failure(`${title}: ${message}`, {
      cure: 'make the project\'s folder your own (`sudo chown -R "$USER" .`), then start again',
      cause: error,
    });
  }
  if (path !== undefined && (code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR")) {
    const what = {
      ENOENT: "is missing",
      EISDIR: "must be a file, got a folder",
      ENOTDIR: "must be a folder, got a file",
    };
    return new Failure(`${title}: ${path} ${what[code]}`, {
      cure: `restore it (\`git restore ${relative(root, path)}\`), then start again`,
      cause: error,
    });
  }
  return error;
}
