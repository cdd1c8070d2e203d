/** Two tensors do not fit together, or one has another shape than its function needs. */
export class ShapeError extends Error {
  override name = "ShapeError";
}

/** A loop was ended by an interrupt: Kernel → Interrupt in JupyterLab, Ctrl-C in a terminal. */
export class InterruptedError extends Error {
  override name = "InterruptedError";
}

/**
 * What came from outside the program cannot be used as it is: a file, a folder, a download, bytes in some format.
 * `problem` says in a word or two what is wrong, and the message says it in full, with the cure.
 */
export class DataError<Problem extends string = string> extends Error {
  override name = "DataError";

  constructor(
    readonly problem: Problem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
