/** Calls a function the first time only, and gives that result from then on: data and figures are made when they are needed. */
export function once<T>(make: () => T): () => T {
  const made: T[] = [];
  return () => {
    if (made.length === 0) made.push(make());
    return made[0];
  };
}
