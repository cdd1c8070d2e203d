import * as tf from "@tensorflow/tfjs";
import { machine } from "../platform";

/** Rejections that nobody caught. A kernel prints them and goes on, so that a run looks successful. */
const unhandled: unknown[] = [];

machine.onUnhandledRejection((reason) => {
  if (!isOfKernel(reason)) unhandled.push(reason);
});

/** Stock tslab does not wait until one message is sent before it sends the next; no cell has to do with that. */
function isOfKernel(reason: unknown): boolean {
  return reason instanceof Error && reason.message.startsWith("Socket is busy writing");
}

/** How long `finish` waits for what is still under way to fail, in milliseconds. */
const grace = 100;

/** Anything that holds memory until it is told to let go: a tensor, a variable, a model. */
export interface Disposable {
  dispose(): unknown;
}

/**
 * The last line of a notebook: disposes of what it is given, then demands that no other tensor is left and
 * that no rejection went unhandled. The line that it prints proves that the run came to its end.
 *
 * @param disposables the tensors and models that the notebook still holds
 * @throws Error that counts the tensors left, shows the first unhandled rejection, or says which of the disposables
 *   could not be disposed of
 */
export async function finish(disposables: readonly Disposable[] = []): Promise<void> {
  const failures = disposables.flatMap((each, i) => {
    try {
      each.dispose();
      return [];
    } catch (cause) {
      const message = `finish: disposables[${i}] could not be disposed of: ${(cause as Error).message}`;
      return [new Error(message, { cause })];
    }
  });
  // Thrown when all the others have been disposed of.
  if (failures.length > 0) throw failures[0];
  await new Promise((resolve) => setTimeout(resolve, grace));
  const { numTensors, numBytes } = tf.memory();
  if (numTensors > 0) {
    throw new Error(
      `finish: ${numTensors} tensors (${numBytes} bytes) are left. Wrap the code that makes them in tf.tidy(() => …), ` +
        "call dispose() on them, or hand them to notebook.finish([…]).",
    );
  }
  if (unhandled.length > 0) {
    const first = unhandled[0];
    unhandled.length = 0;
    throw new Error("finish: a promise was rejected and nobody awaited it. Put `await` before the call.", {
      cause: first,
    });
  }
  const count = disposables.length;
  const disposed = count === 0 ? "nothing to dispose of" : `${count} disposed of`;
  console.log(`✓ finished: ${disposed}, no tensor left, no unhandled rejection`);
}
