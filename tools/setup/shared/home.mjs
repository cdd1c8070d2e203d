import { constants, existsSync, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import { attempt } from "./failure.mjs";
import { allows } from "./files.mjs";

/**
 * The settings that a home may hold although nothing can be written there, by the variables that name them.
 *
 * @type {Record<string, string[]>}
 */
const files = {
  npm_config_userconfig: [".npmrc"],
  PIP_CONFIG_FILE: [".config/pip/pip.conf", ".pip/pip.conf", "Library/Application Support/pip/pip.conf"],
  GIT_CONFIG_GLOBAL: [".gitconfig"],
};

/** The same for variables that list folders: one more is added to those that are listed already. */
const folders = {
  JUPYTER_CONFIG_PATH: [".jupyter"],
  JUPYTER_PATH: [".local/share/jupyter", "Library/Jupyter"],
};

/**
 * What has to change in an environment so that programs find a home in which they can write their caches: nothing where
 * there is one; else another folder, with what is readable of the user's settings. A container may run under a number
 * that no user has; then HOME is missing, `/` or /nonexistent.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} instead the folder that is used, made where it is missing
 * @param {() => string} [ask] tells the home; default: HOME, else what the system has on record
 * @param {(folder: string) => boolean} [isUsable] whether programs can write there
 * @returns {NodeJS.ProcessEnv}
 */
export function homeVariables(env, instead, ask = homedir, isUsable = isWritable) {
  // Without HOME, the system may have no record of this user.
  const home = [attempt(ask)].find((folder) => folder !== undefined && isAbsolute(folder));
  const variable = process.platform === "win32" ? "USERPROFILE" : "HOME";
  if (home !== undefined && isUsable(home)) return env[variable] === home ? {} : { [variable]: home };
  // If the project's folder cannot be written either, whatever wants to write there says so.
  attempt(() => mkdirSync(instead, { recursive: true, mode: 0o700 }));
  /** @type {NodeJS.ProcessEnv} */
  const changes = { [variable]: instead };
  if (home === undefined) return changes;
  for (const [name, places] of Object.entries({ ...files, ...folders })) {
    const place = places.map((each) => join(home, each)).find((each) => existsSync(each));
    if (place === undefined) continue;
    if (name in folders) changes[name] = [env[name], place].filter(Boolean).join(delimiter);
    else if (!env[name]) changes[name] = place;
  }
  return changes;
}

/** @param {string} folder */
const isWritable = (folder) =>
  allows(folder, constants.R_OK | constants.W_OK | constants.X_OK) && statSync(folder).isDirectory();
