import { open } from "node:fs/promises";
import { join } from "node:path";
import { Piscina } from "piscina";
import type { Decoded, DecodeFailure, DecodeOptions, DecodeTask } from "../platform";

/** Images of more pixels are refused: 8192 × 8192. A file of a few hundred bytes can claim thousands of millions. */
const mostPixels = 2 ** 26;

/** Images with a longer side are refused; it is libjpeg's own limit. Each column of a wide image takes about a kilobyte. */
const longestSide = 65_500;

/** Larger files are refused, in bytes: four for each pixel. */
const mostBytes = 4 * mostPixels;

/** Decodes some images, in whatever thread it is called. */
export async function decodeFiles({ folder, files, decode }: DecodeTask): Promise<Decoded> {
  const d = decode.size * decode.size;
  const pixels = new Uint8Array(files.length * d);
  const failures: DecodeFailure[] = [];
  for (const [i, file] of files.entries()) {
    try {
      pixels.set(await decodeImage(join(folder, file), decode), i * d);
    } catch (error) {
      failures.push([file, (error as Error).message]);
    }
  }
  return failures.length > 0 ? failures : pixels;
}

/** The same, as a worker thread does it: its memory is handed over to the main thread, not copied. */
export async function decodeInWorker(task: DecodeTask): Promise<unknown> {
  const decoded = await decodeFiles(task);
  return ArrayBuffer.isView(decoded) ? Piscina.move(decoded) : decoded;
}

/**
 * Decodes an image as `Images.decoders` says. It takes some 600 MB at most, for interlaced colours in 16 bits, and as a
 * rule less than 50 MB.
 *
 * @throws Error that says what is wrong with the file: not there, empty, above 256 MiB, not a PNG or JPEG, of more than
 *   2²⁶ pixels or 65,500 on a side, cut short, or damaged so that its decoder notices
 */
export async function decodeImage(
  path: string,
  { size, invert, background }: DecodeOptions,
): Promise<Uint8Array> {
  const bytes = await contentsOf(path);
  if (bytes.length === 0) throw new Error("the file is empty");
  const isPng = bytes.subarray(0, png.length).equals(png);
  if (!isPng && !bytes.subarray(0, jpeg.length).equals(jpeg)) {
    throw new Error("the file is neither a PNG nor a JPEG, whatever its name says");
  }
  // A native module that takes 0.1 s: loaded when there is an image, not when the library is.
  const { default: sharp } = await import("sharp");
  // Of several images that fail at once, libvips gives its own reason to one only, to the others "Unknown error".
  const refuse = (cause: Error) => {
    throw new Error("the image is cut short or damaged", { cause });
  };
  // From the header, before memory is taken for the image: sharp itself limits the pixels, but not the sides.
  const { width, height } =
    isPng && bytes.length >= 24
      ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
      : await sharp(bytes, { limitInputPixels: false }).metadata().catch(refuse);
  if (width * height > mostPixels || Math.max(width, height) > longestSide) {
    throw new Error(
      `the image has ${width} × ${height} pixels, at most ${mostPixels} and ${longestSide} on a side are read: make it smaller`,
    );
  }
  // What is light in the result is dark before it is inverted.
  const grey = invert ? 255 - background : background;
  const margin = { r: grey, g: grey, b: grey };
  const decoded = sharp(bytes, { failOn: "truncated", limitInputPixels: mostPixels })
    .autoOrient()
    .flatten({ background: margin })
    .resize(size, size, { fit: "contain", background: margin })
    .greyscale()
    .raw({ depth: "uchar" });
  // sharp's declarations speak of a generic Buffer, which this project's @types/node does not have yet.
  const pixels = (await decoded.toBuffer().catch(refuse)) as Buffer;
  // An array of its own, as sharp's may be a view into a larger one.
  return Uint8Array.from(pixels, invert ? (value) => 255 - value : (value) => value);
}

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);

async function contentsOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > mostBytes)
      throw new Error(`the file has ${size} bytes, at most ${mostBytes} are read: save it smaller`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}
