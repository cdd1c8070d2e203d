/**
 * Something that went wrong and that the user can put right: what happened, what to do, and where the log is.
 * Commands print `explanation(failure)` instead of a stack.
 */
export class Failure extends Error {
  /**
   * @param {string} message what went wrong, in one line
   * @param {{ cure?: string, log?: string, tail?: string, cause?: unknown, interrupted?: boolean }} [more]
   *   what to do about it; the log's path; its last lines; whether it was the user who stopped the work
   */
  constructor(message, { cause, interrupted = false, ...more } = {}) {
    super(message, { cause });
    this.name = "Failure";
    this.cure = more.cure;
    this.log = more.log;
    this.tail = more.tail;
    this.interrupted = interrupted;
  }
}

/**
 * What to print for a failure: the end of the log, what went wrong, where the log is, what to do. Anything that is not
 * a `Failure` is a mistake of ours and keeps its stack.
 *
 * @param {unknown} error
 * @param {{ withCure?: boolean }} [options] whether to say what to do; default true
 * @returns {string}
 */
export function explanation(error, { withCure = true } = {}) {
  if (error instanceof AggregateError) {
    // A cure that several failures share is said once, after the last.
    const cures = error.errors.map(({ cure }) => cure);
    return error.errors
      .map((each, i) => explanation(each, { withCure: cures.lastIndexOf(each.cure) === i }))
      .join("\n\n");
  }
  if (!(error instanceof Failure)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return [
    ...(error.tail ? [error.tail.trimEnd().replace(/^/gm, "  │ ")] : []),
    `✗ ${error.message}`,
    ...(error.log ? [`  Log: ${error.log}`] : []),
    ...(error.cure && withCure ? [`  What to do: ${error.cure.replaceAll("\n", "\n  ")}`] : []),
  ].join("\n");
}

/**
 * The exit code that tells the truth about an error: 130 where the user interrupted, else 1.
 *
 * @param {unknown} error
 */
export function exitCodeOf(error) {
  const errors = error instanceof AggregateError ? error.errors : [error];
  return errors.some((each) => each instanceof Failure && each.interrupted) ? 130 : 1;
}

/**
 * Does the work of a command. A failure is explained, and the exit code tells of it.
 *
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} false where it failed
 */
export async function explained(work) {
  try {
    await work();
    return true;
  } catch (error) {
    console.error(explanation(error));
    process.exitCode = exitCodeOf(error);
    return false;
  }
}

/**
 * The code of an error of the operating system or of Node, as in ENOENT.
 *
 * @param {unknown} error
 * @returns {string} empty where it has none
 */
export const codeOf = (error) => /** @type {NodeJS.ErrnoException | undefined} */ (error)?.code ?? "";

/**
 * What a function returns, or another value where it throws.
 *
 * @template Value
 * @template [Otherwise=undefined]
 * @param {() => Value} work
 * @param {Otherwise} [otherwise]
 * @returns {Value | Otherwise}
 */
export function attempt(work, otherwise) {
  try {
    return work();
  } catch {
    return /** @type {Otherwise} */ (otherwise);
  }
}

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * The first three of some names, as a message lists them.
 *
 * @param {string[]} names
 */
export const someOf = (names) =>
  names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");
