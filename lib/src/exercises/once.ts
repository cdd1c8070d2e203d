/**
 * Calls a function the first time only, and gives that result from then on: data and figures are made when they are
 * needed. What throws or rejects is not kept, so that a file that was missing can be put in its place.
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly result: T } | undefined;
  return () => {
    if (made) return made.result;
    const kept = { result: make() };
    made = kept;
    const forget = () => {
      if (made === kept) made = undefined;
    };
    Promise.resolve(kept.result).catch(forget);
    return kept.result;
  };
}
