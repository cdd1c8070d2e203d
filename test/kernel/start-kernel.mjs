import { KernelClient } from "../../tools/kernel/client.ts";
import { root } from "../../tools/setup/shared/paths.mjs";

export { root };

/** @typedef {Parameters<typeof KernelClient.start>[0]} Options */

/** Starts the kernel, in the folder of the notebooks unless told otherwise. @param {Partial<Options>} [options] */
export function startKernel(options = {}) {
  return KernelClient.start({ root, cwd: `${root}/notebooks`, ...options });
}

/** A traceback as text, without colours. @param {string[] | undefined} traceback */
export function plain(traceback = []) {
  // oxlint-disable-next-line no-control-regex
  return traceback.join("\n").replace(/\u001b\[\d+m/g, "");
}

/** @param {number} milliseconds @returns {Promise<void>} */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until a condition holds, at most ten seconds. @param {() => boolean} holds */
export async function eventually(holds) {
  for (const end = Date.now() + 10_000; !holds(); await pause(20)) {
    if (Date.now() > end) throw new Error("What was waited for did not come.");
  }
}

/** Code that keeps the kernel busy without end, as a computation would, and uses no processor time. */
export const busy = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);";

/**
 * Runs a cell that never ends by itself, until its code is reached.
 *
 * @param {KernelClient} kernel
 * @param {string} [code] what has no end; default: a promise
 */
export async function beginEndless(kernel, code = "await new Promise(() => {});") {
  // On a busy machine the second attempt of an interrupt can still hit the next cell.
  for (let attempt = 0; attempt < 3; attempt++) {
    const begun = kernel.begin(`console.log('begun'); ${code}`);
    const { type } = await kernel.until(
      ({ type, parent, content }) =>
        parent === begun.id && (type === "stream" || content.execution_state === "idle"),
    );
    if (type === "stream") return begun;
  }
  throw new Error(`The cell ended before its code was reached: ${code}`);
}
