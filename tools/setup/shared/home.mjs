import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

/**
 * The settings that a home may hold although nothing can be written there, and the variables that name them. A list of
 * folders goes behind what the variable holds already; a file is named where the variable is not set.
 *
 * @type {{ variable: string, places: string[], isList?: boolean }[]}
 */
const settings = [
  { variable: "npm_config_userconfig", places: [".npmrc"] },
  {
    variable: "PIP_CONFIG_FILE",
    places: [".config/pip/pip.conf", ".pip/pip.conf", "Library/Application Support/pip/pip.conf"],
  },
  { variable: "JUPYTER_CONFIG_PATH", places: [".jupyter"], isList: true },
  { variable: "JUPYTER_PATH", places: [".local/share/jupyter", "Library/Jupyter"], isList: true },
  { variable: "GIT_CONFIG_GLOBAL", places: [".gitconfig"] },
];

/**
 * What has to change in an environment so that programs find a home in which they can write their caches: nothing where
 * there is one; else another folder, with what is readable of the user's settings. A container may run under a number
 * that no user has; then HOME is missing, `/` or /nonexistent.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} instead the folder that is taken, made where missing
 * @param {() => string} [ask] tells the home; default: HOME, else what the system has on record
 * @param {(folder: string) => boolean} [isUsable] whether programs can write there
 * @returns {NodeJS.ProcessEnv}
 */
export function homeVariables(env, instead, ask = homedir, isUsable = isWritable) {
  const home = homeOf(ask);
  const variable = process.platform === "win32" ? "USERPROFILE" : "HOME";
  if (home !== undefined && isUsable(home)) return env[variable] === home ? {} : { [variable]: home };
  try {
    mkdirSync(instead, { recursive: true, mode: 0o700 });
  } catch {
    // The project's folder cannot be written either: whatever wants to write there says so.
  }
  /** @type {NodeJS.ProcessEnv} */
  const changes = { [variable]: instead };
  if (home === undefined) return changes;
  for (const { variable: name, places, isList } of settings) {
    const place = places.map((each) => join(home, each)).find((each) => existsSync(each));
    if (place === undefined) continue;
    if (isList) changes[name] = [env[name], place].filter(Boolean).join(delimiter);
    else if (!env[name]) changes[name] = place;
  }
  return changes;
}

/** @param {() => string} ask @returns {string | undefined} */
function homeOf(ask) {
  try {
    const home = ask();
    return isAbsolute(home) ? home : undefined;
  } catch {
    // No HOME, and a user that the system has no record of.
    return undefined;
  }
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
