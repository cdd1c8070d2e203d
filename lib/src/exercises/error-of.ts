/** Whatever was thrown, as an error with a name and a message. */
export function errorOf(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  try {
    return new Error(String(thrown));
  } catch {
    return new Error("something that is not an error and has no text");
  }
}
