/**
 * Aborts a controller when a signal is aborted. `AbortSignal.any` would do so too, but leaves something behind at each
 * call with a signal that lives on.
 *
 * @returns ends it
 */
export function follow(signal: AbortSignal | undefined, controller: AbortController): () => void {
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  return () => signal?.removeEventListener("abort", abort);
}
