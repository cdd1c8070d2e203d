/** Stands where a number, a choice or another value is still to come. */
export const unanswered: unique symbol = Symbol("unanswered");

/** The type of an answer cell's value: what is asked for, or `unanswered` until it is there. */
export type Answer<T> = T | typeof unanswered;

/** What `todo` throws; `check` understands it as an answer that is still to come. */
export class NotAnsweredError extends Error {
  override name = "NotAnsweredError";
}

/**
 * Stands where the body of a function is still to come: `return notebook.todo();` fits every return type.
 *
 * @throws NotAnsweredError always
 */
export function todo(): never {
  throw new NotAnsweredError(
    "todo: this function is still to be written. Replace `return notebook.todo();` by your own code.",
  );
}
