import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { classFolders } from "../../../lib/src/data/class-folders/class-folders";
import { decodeImage } from "../../../lib/src/platform/node/decode-image";
import { imageFiles } from "../../../lib/src/data/class-folders/image-files";
import { peakMemory } from "../../../lib/src/base/memory";

const options = { size: 28, invert: false, background: 0 };
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "decode-image-"));
  mkdirSync(join(folder, "coat"));
  file = join(folder, "coat", "1.png");
});
afterEach(() => rm(folder, { recursive: true }));

const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 80, g: 80, b: 80 } } });
// sharp's declarations speak of a generic Buffer, which this project's @types/node does not have yet.
const encoded = async (image: ReturnType<typeof sharp>) => (await image.toBuffer()) as Buffer;

/** A PNG of a few hundred bytes whose header claims another size. libvips does not mind the wrong checksum. */
async function claimingPng(width: number, height: number): Promise<Buffer> {
  const bytes = await encoded(grey(40, 30).png());
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** The same for a JPEG, in the frame's header, which begins by ff c0. */
async function claimingJpeg(width: number, height: number): Promise<Buffer> {
  const bytes = await encoded(grey(40, 30).jpeg());
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

const readers: [string, () => Promise<unknown>][] = [
  ["classFolders", () => classFolders(folder)],
  ...[0, 1].map((workers): [string, () => Promise<unknown>] => [
    `imageFiles with ${workers} worker threads`,
    async () => {
      const images = await imageFiles(folder, { workers });
      try {
        await images.read(Uint32Array.of(0));
      } finally {
        await images.dispose();
      }
    },
  ]),
];

describe.each(readers)("%s refuses by its header", (_, read) => {
  test.each<[number, number, (width: number, height: number) => Promise<Buffer>]>([
    [8_388_608, 30, claimingPng],
    [2_000_000, 30, claimingPng],
    [30, 65_501, claimingPng],
    [8193, 8192, claimingPng],
    [2 ** 31 - 1, 2 ** 31 - 1, claimingPng],
    [65_500, 65_500, claimingJpeg],
    [16_000, 16_000, claimingJpeg],
  ])(
    "a small file that claims %i × %i pixels, and takes no memory for them",
    async (width, height, claiming) => {
      writeFileSync(file, await claiming(width, height));
      const { growth } = await peakMemory(() =>
        expect(read()).rejects.toThrow(
          `coat/1.png (the image has ${width} × ${height} pixels, at most 67108864 and 65500 on a side are read: make it smaller)`,
        ),
      );
      expect(growth).toBeLessThan(150e6);
    },
  );

  test("a file of more bytes than any image within the limits", async () => {
    const sparse = openSync(file, "w");
    writeSync(sparse, await encoded(grey(40, 30).png()));
    ftruncateSync(sparse, 2 ** 28 + 1);
    closeSync(sparse);
    const { growth } = await peakMemory(() =>
      expect(read()).rejects.toThrow(
        "coat/1.png (the file has 268435457 bytes, at most 268435456 are read: save it smaller)",
      ),
    );
    expect(growth).toBeLessThan(150e6);
  });
});

test.each([
  [65_500, 2],
  [2, 65_500],
])("an image of %i × %i pixels is read", async (width, height) => {
  writeFileSync(file, await encoded(grey(width, height).png()));
  expect(await decodeImage(file, options)).toHaveLength(784);
});

test("an image of 40 million pixels is read, in less memory than its pixels would take", async () => {
  writeFileSync(file, await encoded(grey(8000, 5000).jpeg()));
  const { result, growth } = await peakMemory(() => decodeImage(file, options));
  expect(result[14 * 28 + 14]).toBe(80);
  expect(growth).toBeLessThan(8000 * 5000 * 3);
});

test.each(["gif", "webp", "tiff", "avif"] as const)(
  "a %s is refused, whatever its name says",
  async (format) => {
    writeFileSync(file, await encoded(grey(40, 30)[format]()));
    await expect(decodeImage(file, options)).rejects.toThrow(/neither a PNG nor a JPEG/);
  },
);

test("a PNG that ends within its header is refused", async () => {
  writeFileSync(file, (await claimingPng(40, 30)).subarray(0, 20));
  await expect(decodeImage(file, options)).rejects.toThrow("the image is cut short or damaged");
});
