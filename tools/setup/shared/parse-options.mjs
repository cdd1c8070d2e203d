import { parseArgs } from "node:util";
import { Failure } from "./failure.mjs";

/**
 * The options and names that a command was called with, as node:util's `parseArgs` reads them.
 *
 * @template {import("node:util").ParseArgsConfig} Config
 * @param {Config} config
 * @returns {ReturnType<typeof parseArgs<Config>>}
 * @throws {Failure} where an option is unknown or lacks its value
 */
export function parseOptions(config) {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code = "", message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!code.startsWith("ERR_PARSE_ARGS")) throw error;
    throw new Failure(message.split(". ")[0] ?? message, { cure: "--help tells the options", cause: error });
  }
}
