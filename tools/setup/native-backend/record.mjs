import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readJsonIfThere, replaceFile } from "../shared/files.mjs";
import { endingInWords, runProgram } from "../shared/run-program.mjs";

/**
 * @typedef {object} NativeRecord what the set-up knows of the native backend; in .setup/native-backend.json
 * @property {"native" | "unavailable"} status
 * @property {string} [tensorflow] its version, where it works
 * @property {string} [reason] why it does not
 * @property {string} [cure] what to do
 * @property {string} inputs digest of what the attempt depended on; the next attempt is made when it changes
 *
 * @typedef {{ works: true, tensorflow: string } | { works: false, reason: string }} Check
 */

/** @param {string} root */
const fileOf = (root) => join(root, ".setup/native-backend.json");

/**
 * @param {string} root the project's folder
 * @returns {NativeRecord | undefined} undefined if nothing was tried yet
 */
export const readRecord = (root) => readJsonIfThere(fileOf(root));

/**
 * @param {string} root the project's folder
 * @param {NativeRecord} record
 */
export const writeRecord = (root, record) =>
  replaceFile(fileOf(root), `${JSON.stringify(record, null, 2)}\n`);

const probe = fileURLToPath(new URL("probe.cjs", import.meta.url));

/**
 * Whether the native backend loads and computes, tried in a process of its own.
 *
 * @param {string} root the project's folder
 * @param {(command: string[]) => ReturnType<typeof runProgram>} [run] default: without a log
 * @returns {Promise<Check>}
 */
export async function tryBackend(root, run = ([program, ...words]) => runProgram(program, words)) {
  const ending = await run([process.execPath, probe, root]);
  const tensorflow = /^TensorFlow (\S+)$/m.exec(ending.output)?.[1];
  if (ending.code === 0 && tensorflow) return { works: true, tensorflow };
  const error = /^(?:\w*Error): (.*)$/m.exec(ending.output)?.[1];
  const lacksInstructions = ending.signal === "SIGILL";
  return {
    works: false,
    reason: lacksInstructions
      ? "this processor lacks instructions that TensorFlow needs (AVX)"
      : `it does not load: ${error ?? endingInWords(ending)}`,
  };
}
