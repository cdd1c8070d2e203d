import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's top folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path below the project's top folder. @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

export const paths = {
  nodeModules: inRoot("node_modules"),
  lib: inRoot("lib"),
  venv: inRoot(".venv"),
  notebooks: inRoot("notebooks"),
  data: inRoot("data"),
  /** Stamps, logs and the lock of the set-up; never committed, safe to delete. */
  state: inRoot(".setup"),
};

/** Where a program of the virtual environment lies. @param {string} name */
export const venvProgram = (name) =>
  process.platform === "win32" ? join(paths.venv, "Scripts", `${name}.exe`) : join(paths.venv, "bin", name);

/** The user's cache, shared by all clones: `LINEAR_NETWORKS_CACHE`, else `XDG_CACHE_HOME`, else `~/.cache`. */
export const userCache = () =>
  process.env["LINEAR_NETWORKS_CACHE"] ??
  join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "linear-networks");
