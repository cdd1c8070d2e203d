/** What is wrong with a folder of images in class folders. */
export type ClassFolderProblem =
  | "missing"
  | "no class folder"
  | "empty class"
  | "unknown class"
  | "misplaced"
  | "unreadable";

/** A folder of images in class folders cannot be used as it is. */
export class ClassFolderError extends Error {
  override name = "ClassFolderError";

  constructor(
    readonly problem: ClassFolderProblem,
    message: string,
    options?: ErrorOptions & { files?: readonly string[] },
  ) {
    super(message, options);
    this.files = options?.files ?? [];
  }

  /** The files it is about, from the folder on, as in "coat/03.jpg"; or the folder. */
  readonly files: readonly string[];
}

/** The first few of many names, for a message. */
export const someOf = (names: readonly string[], most = 5): string =>
  names.slice(0, most).join(", ") + (names.length > most ? ` and ${names.length - most} more` : "");
