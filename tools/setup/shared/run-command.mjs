import "./begin.mjs";
import { setUp } from "../set-up.mjs";
import { explained } from "./failure.mjs";

/**
 * Runs a command that is written in TypeScript: sets up what is missing, has tsx load the module, and calls its `run` with
 * the words after the command's name.
 *
 * @param {string} command as in "npm run site"
 * @param {string} base the address of the file that calls
 * @param {string} module relative to it
 * @returns {Promise<boolean>} false where it failed
 */
export const runCommand = (command, base, module) =>
  explained(async () => {
    await setUp({ command, quiet: true });
    // Only now are the packages there.
    (await import("tsx/esm/api")).register();
    const { run } = await import(new URL(module, base).href);
    await run(process.argv.slice(2));
  });
