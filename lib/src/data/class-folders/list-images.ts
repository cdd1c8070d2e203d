import { DataError } from "../../base/errors";
import { files as storedFiles } from "../../platform";
/** What is wrong with a folder of images in class folders. */
export type ClassFolderProblem =
  | "missing"
  | "no class folder"
  | "empty class"
  | "unknown class"
  | "misplaced"
  | "unreadable";

/** A folder of images in class folders cannot be used as it is. */
export class ClassFolderError extends DataError<ClassFolderProblem> {
  override name = "ClassFolderError";
  /** The files it is about, from the folder on, as in "coat/03.jpg"; or the folder. */
  readonly files: readonly string[];

  constructor(
    problem: ClassFolderProblem,
    message: string,
    { files = [], ...options }: ErrorOptions & { files?: readonly string[] } = {},
  ) {
    super(problem, message, options);
    this.files = files;
  }
}

/** The first few of many names, for a message. */
export const someOf = (names: readonly string[], most = 5): string =>
  names.slice(0, most).join(", ") + (names.length > most ? ` and ${names.length - most} more` : "");

/** The images of a folder with a folder for each class. */
export interface ImageList {
  /** The classes' names, in the order of the labels. */
  readonly classes: readonly string[];
  /** The images, from the folder on and with forward slashes, as in "coat/03.jpg". */
  readonly files: readonly string[];
  /** The label of each image. */
  readonly labels: Int32Array;
}

/**
 * Lists the PNG and JPEG files of a folder that holds a folder for each class. Both are in the order of their names,
 * compared character by character, which is the same on each system. Links are followed. Names that begin with a dot,
 * and files that are not images (a licence, a table), are passed over.
 *
 * @param caller the function on whose behalf it lists, for its messages
 * @param folder the folder that holds the class folders
 * @param classes the classes in the order of their labels. Folders are matched to them whatever their case, with
 *   spaces, hyphens and underscores taken for the same; a class may be without a folder. Default: the folders' names
 * @throws ClassFolderError whose `problem` says what is wrong
 */
export async function listImages(
  caller: string,
  folder: string,
  classes?: readonly string[],
): Promise<ImageList> {
  const { folders, files: beside } = await look(caller, folder);
  const misplaced = beside.filter(isImage);
  if (folders.length === 0) {
    throw new ClassFolderError(
      "no class folder",
      `${caller}: ${folder} must hold a folder for each class with its images inside, got ` +
        `${misplaced.length === 0 ? "no folder" : `${misplaced.length} images and no folder`}. ` +
        `Put the images into folders named after their classes, as in photos/coat/1.jpg.`,
    );
  }
  assertNone(misplaced, caller, "must lie in the folder of their class, not beside the class folders");

  const labelOf = labels(caller, folder, folders, classes);
  const images: { file: string; label: number }[] = [];
  for (const name of folders) {
    const { folders: nested, files } = await look(caller, storedFiles.join(folder, name));
    const found = files.filter(isImage);
    assertNone(
      nested.map((inner) => `${name}/${inner}`),
      caller,
      "must not be folders inside a class folder: its images must lie directly in it",
    );
    assertNone(
      files.filter((file) => otherImages.has(endingOf(file))).map((file) => `${name}/${file}`),
      caller,
      "must be PNG or JPEG files: convert them, or remove them",
    );
    if (found.length === 0) {
      throw new ClassFolderError(
        "empty class",
        `${caller}: the class folder ${storedFiles.join(folder, name)} must hold at least one PNG or JPEG file, got ` +
          `${files.length === 0 ? "none" : `only ${someOf(files)}`}. Fill or remove it.`,
        { files: [name] },
      );
    }
    images.push(...found.map((file) => ({ file: `${name}/${file}`, label: labelOf(name) })));
  }
  return {
    classes: classes ?? folders,
    files: images.map(({ file }) => file),
    labels: Int32Array.from(images, ({ label }) => label),
  };
}

const isImage = (file: string) => [".png", ".jpg", ".jpeg"].includes(endingOf(file));

const endingOf = (file: string) => /\.[^.]*$/.exec(file)?.[0].toLowerCase() ?? "";

/** Images that would otherwise be left out without a word. */
const otherImages = new Set(
  ["gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif", "jxl", "svg"].map((ending) => `.${ending}`),
);

function assertNone(names: readonly string[], caller: string, wanted: string): void {
  if (names.length === 0) return;
  throw new ClassFolderError("misplaced", `${caller}: ${someOf(names)} ${wanted}.`, { files: names });
}

/** The folders and the files that lie directly in a folder, hidden ones left out, in the order of their names. */
async function look(caller: string, folder: string): Promise<{ folders: string[]; files: string[] }> {
  const names = await storedFiles.list(folder).catch((cause: Error & { code?: string }) => {
    const problem = cause.code === "ENOENT" ? "missing" : "unreadable";
    const what = { ENOENT: "does not exist", ENOTDIR: "is not a folder" }[cause.code ?? ""];
    throw new ClassFolderError(
      problem,
      `${caller}: ${folder} ${what ?? `cannot be read: ${cause.message}`}.`,
      {
        cause,
        files: [folder],
      },
    );
  });
  const folders: string[] = [];
  const files: string[] = [];
  for (const name of names.filter((name) => !name.startsWith(".")).sort()) {
    const path = storedFiles.join(folder, name);
    const kind = await storedFiles.kind(path).catch((cause: Error) => {
      throw new ClassFolderError("unreadable", `${caller}: ${path} cannot be read: ${cause.message}.`, {
        cause,
        files: [name],
      });
    });
    if (kind === "folder") folders.push(name);
    else if (kind === "file") files.push(name);
  }
  return { folders, files };
}

function labels(caller: string, folder: string, folders: readonly string[], classes = folders) {
  if (classes === folders) return (name: string) => folders.indexOf(name);
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[\s_-]+/g, " ")
      .trim();
  const known = new Map(classes.map((name, label) => [plain(name), label]));
  if (known.size !== classes.length || known.size === 0) {
    throw new RangeError(
      `${caller}: classes must be different names, at least one, got [${classes.join(", ")}].`,
    );
  }
  const unknown = folders.filter((name) => !known.has(plain(name)));
  if (unknown.length > 0) {
    throw new ClassFolderError(
      "unknown class",
      `${caller}: the folders of ${folder} must be named after the classes ${classes.join(", ")}, got ` +
        `${someOf(unknown)}. Rename or remove ${unknown.length === 1 ? "it" : "them"}, or leave \`classes\` out.`,
      { files: unknown },
    );
  }
  return (name: string) => known.get(plain(name)) as number;
}
