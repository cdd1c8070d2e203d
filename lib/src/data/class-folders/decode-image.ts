import { readFile } from "node:fs/promises";

/** How an image becomes a small grey square. */
export interface DecodeOptions {
  /** The width and the height in pixels, from 1 to 1024. */
  readonly size: number;
  /** Whether to turn dark into light, for things photographed before a light background. */
  readonly invert: boolean;
  /** The grey of the margins of an image that is not square, and of transparent pixels, after inverting. */
  readonly background: number;
}

/**
 * Decodes a PNG or JPEG file, turned upright as its EXIF data say, to size × size grey levels from 0 (black) to
 * 255, row after row. The whole image is kept: what is not square gets margins. A grey image that has the size already
 * keeps its values.
 *
 * @param path the file
 * @throws Error that says what is wrong with the file: not there, empty, no PNG or JPEG, cut short, or damaged so that its
 *   decoder notices
 */
export async function decodeImage(path: string, { size, invert, background }: DecodeOptions): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if (bytes.length === 0) throw new Error("the file is empty");
  if (!signatures.some((signature) => bytes.subarray(0, signature.length).equals(signature))) {
    throw new Error("the file is neither a PNG nor a JPEG, whatever its name says");
  }
  // A native module that takes 0.1 s: loaded when there is an image, not when the library is.
  const { default: sharp } = await import("sharp");
  // What is light in the result is dark before it is inverted.
  const grey = invert ? 255 - background : background;
  const margin = { r: grey, g: grey, b: grey };
  const decoded = sharp(bytes, { failOn: "truncated" })
    .autoOrient()
    .flatten({ background: margin })
    .resize(size, size, { fit: "contain", background: margin })
    .greyscale()
    .raw({ depth: "uchar" });
  // sharp's declarations speak of a generic Buffer, which this project's @types/node does not have yet.
  const pixels = (await decoded.toBuffer().catch((cause: Error) => {
    // Of several images that fail at once, libvips gives its own reason to one only, to the others "Unknown error".
    throw new Error("the image is cut short or damaged", { cause });
  })) as Buffer;
  // An array of its own, as sharp's may be a view into a larger one.
  return Uint8Array.from(pixels, invert ? (value) => 255 - value : (value) => value);
}

const signatures = [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from([0xff, 0xd8, 0xff])];
