import { fileURLToPath } from "node:url";
import { runProgram } from "../shared/run-program.mjs";
import { endingInWords } from "../step.mjs";

const probe = fileURLToPath(new URL("probe.cjs", import.meta.url));

/** @typedef {{ works: true, tensorflow: string } | { works: false, reason: string }} Check */

/**
 * Whether the native backend loads and computes, tried in a process of its own.
 *
 * @param {import("../step.mjs").Work} work
 * @param {string} root the project's folder
 * @returns {Promise<Check>}
 */
export async function checkBackend(work, root) {
  return judge(await work.try([process.execPath, probe, root]));
}

/**
 * The same for those who keep no log.
 *
 * @param {string} root the project's folder
 * @returns {Promise<Check>}
 */
export const tryBackend = async (root) => judge(await runProgram(process.execPath, [probe, root]));

/** @param {import("../shared/run-program.mjs").Ending} ending @returns {Check} */
function judge(ending) {
  const version = /^TensorFlow (\S+)$/m.exec(ending.output)?.[1];
  if (ending.code === 0 && version) return { works: true, tensorflow: version };
  return { works: false, reason: reasonOf(ending) };
}

/** @param {import("../shared/run-program.mjs").Ending} ending */
function reasonOf(ending) {
  if (ending.signal === "SIGILL") return "this processor lacks instructions that TensorFlow needs (AVX)";
  const line = /^(?:\w*Error): (.*)$/m.exec(ending.output)?.[1];
  return `it does not load: ${line ?? endingInWords(ending)}`;
}
