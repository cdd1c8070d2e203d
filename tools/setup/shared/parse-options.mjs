import { parseArgs } from "node:util";
import { codeOf, Failure, messageOf } from "./failure.mjs";

/**
 * The options and names that a command was called with, as node:util's `parseArgs` reads them.
 *
 * @template {import("node:util").ParseArgsConfig} Config
 * @param {Config} config
 * @param {string} [cure] what to do about an option that is not understood
 * @returns {ReturnType<typeof parseArgs<Config>>}
 * @throws {Failure} where an option is unknown or lacks its value
 */
export function parseOptions(config, cure = "--help lists the options") {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!codeOf(error).startsWith("ERR_PARSE_ARGS")) throw error;
    throw new Failure(messageOf(error).split(". ")[0], { cure, cause: error });
  }
}

/**
 * The whole number that an option was given.
 *
 * @param {string} text
 * @param {string} option without its dashes
 * @param {number} [least] default 1
 * @throws {Failure} where it is another text, too small, or has more than seven digits
 */
export function wholeNumber(text, option, least = 1) {
  if (/^\d{1,7}$/.test(text) && Number(text) >= least) return Number(text);
  throw new Failure(`--${option} must be a whole number from ${least} to 9999999, got ${text}`);
}
