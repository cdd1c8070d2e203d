/** Two tensors do not fit together, or one has another shape than its function needs. */
export class ShapeError extends Error {
  override name = "ShapeError";
}

/** A loop was ended by an interrupt: Kernel → Interrupt in JupyterLab, Ctrl-C in a terminal. */
export class InterruptedError extends Error {
  override name = "InterruptedError";
}

/** What is wrong with a file, a folder, a download, or bytes in some format. */
export type DataProblem =
  | "missing"
  | "unreadable"
  | "cannot be written"
  | "empty"
  | "wrong format"
  | "wrong header"
  | "wrong value"
  | "truncated"
  | "trailing bytes"
  | "damaged"
  | "wrong checksum"
  | "not listed"
  | "too large"
  | "misplaced"
  | "unknown class"
  | "no mirror worked";

/**
 * What came from outside the program cannot be used as it is, or a file cannot be written. `problem` says in a word or
 * two what is wrong, and the message says it in full, with the cure.
 */
export class DataFileError extends Error {
  override name = "DataFileError";
  /** The files it is about where they are several, from their folder on, as in "coat/03.jpg". */
  readonly files: readonly string[];
  /** What each attempt at a download came to, in the order of the attempts. */
  readonly reasons: readonly string[];

  constructor(
    readonly problem: DataProblem,
    message: string,
    {
      files = [],
      reasons = [],
      ...options
    }: ErrorOptions & { files?: readonly string[]; reasons?: readonly string[] } = {},
  ) {
    super(message, options);
    this.files = files;
    this.reasons = reasons;
  }
}

/** For `catch`: turns what the system says about reading a file into a DataFileError. */
export const cannotRead = (where: string) => (cause: Error & { code?: string }) => {
  const problem = cause.code === "ENOENT" ? "missing" : "unreadable";
  throw new DataFileError(problem, `${where} cannot be read: ${cause.message}`, { cause });
};

/** For `catch`: turns what the system says about writing a file into a DataFileError. */
export const cannotWrite =
  (where: string, cure = "Choose another place, or free some room.") =>
  (cause: Error & { code?: string }) => {
    const what = cause.code === "ENOSPC" ? "the disk is full" : cause.message;
    throw new DataFileError("cannot be written", `${where} cannot be written: ${what}. ${cure}`, { cause });
  };
