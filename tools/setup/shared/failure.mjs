/**
 * Something that went wrong and that the user can mend: what happened, what to do, and where the log is.
 * Scripts print `explanation(failure)` instead of a stack.
 */
export class Failure extends Error {
  /**
   * @param {string} message what went wrong, in one line
   * @param {{ cure?: string, log?: string, tail?: string, cause?: unknown, interrupted?: boolean }} [more]
   *   what to do about it; the log's path; its last lines; whether the user stopped the work himself
   */
  constructor(message, { cure, log, tail, cause, interrupted = false } = {}) {
    super(message, { cause });
    this.name = "Failure";
    this.cure = cure;
    this.log = log;
    this.tail = tail;
    this.interrupted = interrupted;
  }
}

/**
 * What to print for a failure: log tail, what went wrong, where the log is, what to do. Anything that is not
 * a `Failure` is a mistake of ours and keeps its stack.
 *
 * @param {unknown} error
 * @param {{ withCure?: boolean }} [options] whether to say what to do; default true
 * @returns {string}
 */
export function explanation(error, { withCure = true } = {}) {
  if (error instanceof AggregateError) {
    // What helps against several failures is said once, after the last.
    const laterCures = (/** @type {number} */ i) => error.errors.slice(i + 1).map(({ cure }) => cure);
    return error.errors
      .map((each, i) => explanation(each, { withCure: !laterCures(i).includes(each.cure) }))
      .join("\n\n");
  }
  if (!(error instanceof Failure)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return [
    ...(error.tail ? [indented(error.tail)] : []),
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

/** @param {string} text */
const indented = (text) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => `  │ ${line}`)
    .join("\n");
