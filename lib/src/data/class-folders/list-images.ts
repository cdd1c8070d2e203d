import { assertDifferent, assertWhole } from "../../base/assertions";
import { DataFileError, type DataProblem } from "../../base/errors";
import { type DecodeFailure, type DecodeOptions, files as storedFiles } from "../../platform";

/** Which images to take, and what they become; each has a default. */
export interface ImageFolderOptions extends Partial<DecodeOptions> {
  /** The width and the height in pixels, from 1 to 1024. Default: 28. */
  readonly size?: number;
  /** Whether to turn dark into light, for things photographed before a light background. Default: false. */
  readonly invert?: boolean;
  /** The grey of margins and of transparent pixels in the result, from 0 to 255. Default: 0, black. */
  readonly background?: number;
  /**
   * The classes in the order of their labels, as `fashionMnistClasses`. Folders are matched to them whatever their case,
   * with spaces, hyphens and underscores taken for the same; a class may be without a folder. Default: the folders' names
   * in alphabetical order, which is another one.
   */
  readonly classes?: readonly string[];
}

/** The images of a folder with a folder for each class. */
export interface ImageList {
  /** The classes' names, in the order of the labels. */
  readonly classes: readonly string[];
  /** The images, from the folder on and with forward slashes, as in "coat/03.jpg". */
  readonly files: readonly string[];
  /** The label of each image. */
  readonly labels: Int32Array;
  /** The options of decoding with their defaults. */
  readonly decode: DecodeOptions;
}

/**
 * Lists the PNG and JPEG files of a folder that holds a folder for each class. Both are in the order of their names,
 * compared character by character, which is the same on each system. Links are followed. Names that begin with a dot,
 * and files that are not images (a licence, a table), are passed over.
 *
 * @param caller the function on whose behalf it lists, for its messages
 * @param folder the folder that holds the class folders
 * @throws DataFileError whose `problem` says what is wrong; RangeError for an option out of range
 */
export async function listImages(
  caller: string,
  folder: string,
  { size = 28, invert = false, background = 0, classes }: ImageFolderOptions,
): Promise<ImageList> {
  assertWhole(caller, "size", size, 1, 1024);
  assertWhole(caller, "background", background, 0, 255);
  if (classes) assertDifferent(caller, "classes", classes.map(plain));
  const { folders, files: beside } = await look(caller, folder);
  const misplaced = beside.filter(isImage);
  if (folders.length === 0) {
    const got = misplaced.length === 0 ? "no folder" : `${misplaced.length} images and no folder`;
    throw new DataFileError(
      "empty",
      `${caller}: ${folder} must hold a folder for each class with its images inside, got ${got}. ` +
        `Put the images into folders named after their classes, as in photos/coat/1.jpg.`,
    );
  }
  const beInFolder = "must lie in the folder of their class, not beside the class folders";
  assertNone(caller, "misplaced", misplaced, beInFolder);
  const labels = (classes ?? folders).map(plain);
  const unknown = classes ? folders.filter((name) => !labels.includes(plain(name))) : [];
  const beClass = `${folder} must be named after the classes ${classes?.join(", ")}: rename or remove them, or leave \`classes\` out`;
  assertNone(caller, "unknown class", unknown, `in ${beClass}`);

  const images: { file: string; label: number }[] = [];
  for (const name of folders) {
    const inside = await look(caller, storedFiles.join(folder, name));
    const within = (names: readonly string[]) => names.map((inner) => `${name}/${inner}`);
    const beFlat = "must not be folders inside a class folder: its images must lie directly in it";
    assertNone(caller, "misplaced", within(inside.folders), beFlat);
    const others = inside.files.filter((file) => otherImages.test(file));
    const beKnown = "must be PNG or JPEG files: convert them, or remove them";
    assertNone(caller, "misplaced", within(others), beKnown);
    const found = within(inside.files.filter(isImage));
    if (found.length === 0) {
      const got = inside.files.length === 0 ? "none" : `only ${someOf(inside.files)}`;
      throw new DataFileError(
        "empty",
        `${caller}: the class folder ${storedFiles.join(folder, name)} must hold at least one PNG or JPEG file, got ` +
          `${got}. Fill or remove it.`,
        { files: [name] },
      );
    }
    const label = classes ? labels.indexOf(plain(name)) : folders.indexOf(name);
    images.push(...found.map((file) => ({ file, label })));
  }
  return {
    classes: classes ?? folders,
    files: images.map(({ file }) => file),
    labels: Int32Array.from(images, ({ label }) => label),
    decode: { size, invert, background },
  };
}

/** The error for images that cannot be decoded, with the reason for each of the first few. */
export function undecodable(caller: string, failures: readonly DecodeFailure[]): DataFileError {
  const reasons = failures.map(([file, problem]) => `${file} (${problem.trim()})`);
  const [what, them] = failures.length === 1 ? ["an image", "it"] : [`${failures.length} images`, "them"];
  return new DataFileError(
    "unreadable",
    `${caller}: ${what} cannot be decoded: ${someOf(reasons)}. Repair or remove ${them}.`,
    { files: failures.map(([file]) => file) },
  );
}

/** The first few of many names, for a message. */
const someOf = (names: readonly string[], most = 5): string =>
  names.slice(0, most).join(", ") + (names.length > most ? ` and ${names.length - most} more` : "");

const isImage = (file: string) => /\.(png|jpe?g)$/i.test(file);

/** Images that would otherwise be left out without a word. */
const otherImages = /\.(gif|webp|bmp|tiff?|heic|heif|avif|jxl|svg)$/i;

/** A class's name as it is compared with a folder's. */
const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();

function assertNone(caller: string, problem: DataProblem, names: readonly string[], wanted: string): void {
  if (names.length === 0) return;
  throw new DataFileError(problem, `${caller}: ${someOf(names)} ${wanted}.`, { files: names });
}

/** The folders and the files that lie directly in a folder, hidden ones left out, in the order of their names. */
async function look(caller: string, folder: string): Promise<{ folders: string[]; files: string[] }> {
  const refuse = (path: string, name: string) => (cause: Error & { code?: string }) => {
    const problem = cause.code === "ENOENT" && path === folder ? "missing" : "unreadable";
    const plainly = { ENOENT: "does not exist", ENOTDIR: "is not a folder" };
    const what = path === folder ? plainly[cause.code as keyof typeof plainly] : undefined;
    const message = `${caller}: ${path} ${what ?? `cannot be read: ${cause.message}`}.`;
    throw new DataFileError(problem, message, { cause, files: [name] });
  };
  const names = await storedFiles.list(folder).catch(refuse(folder, folder));
  const found = { folders: [] as string[], files: [] as string[] };
  for (const name of names.filter((each) => !each.startsWith(".")).sort()) {
    const path = storedFiles.join(folder, name);
    const kind = await storedFiles.kind(path).catch(refuse(path, name));
    if (kind === "folder") found.folders.push(name);
    else if (kind === "file") found.files.push(name);
  }
  return found;
}
