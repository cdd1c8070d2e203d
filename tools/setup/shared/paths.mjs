import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's top folder. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** A path below the project's top folder. @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

export const paths = {
  lib: inRoot("lib"),
  exercises: inRoot("exercises"),
  venv: inRoot(".venv"),
  notebooks: inRoot("notebooks"),
  data: inRoot("data"),
  /** Stamps, logs and the lock of the set-up; never committed, safe to delete. */
  state: inRoot(".setup"),
};

/**
 * Where a program of a virtual environment lies.
 *
 * @param {string} name
 * @param {string} [environment] its folder; default: the project's own
 */
export const venvProgram = (name, environment = paths.venv) =>
  join(environment, process.platform === "win32" ? `Scripts/${name}.exe` : `bin/${name}`);

/**
 * The user's cache, shared by all clones: `LINEAR_NETWORKS_CACHE`, else `XDG_CACHE_HOME`, where that is an absolute path,
 * else `~/.cache`. The library's `userCache` is the same; it is not compiled yet when this is needed.
 */
export function userCache() {
  const { LINEAR_NETWORKS_CACHE: own, XDG_CACHE_HOME: caches = "" } = process.env;
  return own || join(isAbsolute(caches) ? caches : join(homedir(), ".cache"), "linear-networks");
}
