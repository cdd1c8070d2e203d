import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The C++ compilers on the PATH, best first: the one that the environment variable CXX names, g++, clang++.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string[]} their paths
 */
export function findCompilers(env = process.env) {
  const names = [...(env["CXX"] ? [env["CXX"]] : []), "g++", "clang++"];
  return [...new Set(names.map((name) => findProgram(name, env)).filter((path) => path !== undefined))];
}

/**
 * Where on the PATH a program lies.
 *
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findProgram(name, env = process.env) {
  const folders = name.includes("/") ? [""] : (env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
