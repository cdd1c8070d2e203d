import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import sharp from "sharp";
import { DataFileError, type DataProblem } from "../../../lib/src/base/errors";
import { classFolders, type ClassFoldersOptions } from "../../../lib/src/data/class-folders/class-folders";
import { dataFolder } from "../../../lib/src/data/verified-file";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "class-folders-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const samples = () => join(dataFolder(), "class-folders", "fashion-mnist-sample");
const fashionMnistNames = [
  ...["t-shirt", "trouser", "pullover", "dress", "coat"],
  ...["sandal", "shirt", "sneaker", "bag", "ankle boot"],
];

function put(name: string, contents: string | Uint8Array = ""): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), contents);
}

/** An image of one colour. */
const plain = (width: number, height: number, grey: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: grey, g: grey, b: grey, alpha } } });
// sharp's declarations speak of a generic Buffer, which this project's @types/node does not have yet.
const encoded = async (image: ReturnType<typeof sharp>) => (await image.toBuffer()) as Buffer;
const png = (width: number, height: number, grey: number, alpha = 1) =>
  encoded(plain(width, height, grey, alpha).png());

async function failure(options: ClassFoldersOptions = {}): Promise<DataFileError> {
  const error: unknown = await classFolders(folder, options).catch((caught: unknown) => caught);
  if (!(error instanceof DataFileError)) throw new Error(`wanted a DataFileError, got ${String(error)}`);
  return error;
}
async function problem(options?: ClassFoldersOptions): Promise<[DataProblem, string[], string]> {
  const { problem, files, message } = await failure(options);
  return [problem, [...files], message];
}

test("the 50 images of the sample are those of the test file, bit for bit, with its labels", async () => {
  const read = (name: string) => gunzipSync(readFileSync(join(dataFolder(), "fashion-mnist", name)));
  const images = read("t10k-images-idx3-ubyte.gz").subarray(16);
  const labels = read("t10k-labels-idx1-ubyte.gz").subarray(8);
  const found = await classFolders(samples(), { classes: fashionMnistNames });
  expect(found.n).toBe(50);
  const wrong = found.files.filter((file, i) => {
    const index = Number(file.slice(-8, -4));
    const wanted = images.subarray(index * 784, (index + 1) * 784);
    return !wanted.equals(found.pixels.subarray(i * 784, (i + 1) * 784)) || labels[index] !== found.y[i];
  });
  expect(wrong).toEqual([]);
});

test("without classes, labels follow the folders' alphabetical order, which is not Fashion-MNIST's", async () => {
  const found = await classFolders(samples());
  expect(found.classes.slice(0, 3)).toEqual(["ankle-boot", "bag", "coat"]);
  expect([...found.y]).toEqual(Array.from({ length: 50 }, (_, i) => Math.floor(i / 5)));
  expect(found.files[0]).toBe("ankle-boot/0000.png");
});

test("the 24 photographs become 28 × 28 with values from 0 to 1", async () => {
  const found = await classFolders(join(dataFolder(), "class-folders", "clothing-photos"), {
    ...{ invert: true, classes: fashionMnistNames },
  });
  expect([found.n, found.d, found.height, found.width]).toEqual([24, 784, 28, 28]);
  expect([...new Set(found.y)].sort()).toEqual([0, 1, 2, 3, 4, 6]);
  expect(Math.min(...found.X)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...found.X)).toBeLessThanOrEqual(1);
  // Garments before light walls: inverted, the middle is lighter than the corner on the average.
  const mean = (pixel: number) => found.X.filter((_, i) => i % 784 === pixel).reduce((a, b) => a + b) / 24;
  expect(mean(14 * 28 + 14)).toBeGreaterThan(mean(14 * 28) + 0.1);
});

test("an image that is not square keeps its shape and gets margins", async () => {
  put("a/wide.png", await png(40, 20, 200));
  const { pixels } = await classFolders(folder, { size: 4, background: 9 });
  expect([...pixels]).toEqual([9, 9, 9, 9, 200, 200, 200, 200, 200, 200, 200, 200, 9, 9, 9, 9]);
});

test("inverting turns light into dark, and leaves the margins at the background that was asked for", async () => {
  put("a/wide.png", await png(40, 20, 200));
  const { pixels } = await classFolders(folder, { size: 4, background: 9, invert: true });
  expect([...pixels]).toEqual([9, 9, 9, 9, 55, 55, 55, 55, 55, 55, 55, 55, 9, 9, 9, 9]);
});

test("transparent pixels become background", async () => {
  put("a/clear.png", await png(4, 4, 200, 0));
  expect([...(await classFolders(folder, { size: 2, background: 30 })).pixels]).toEqual([30, 30, 30, 30]);
  expect([...(await classFolders(folder, { size: 2, background: 30, invert: true })).pixels]).toEqual([
    30, 30, 30, 30,
  ]);
});

test("a photograph is turned upright as its EXIF data say", async () => {
  const bands = new Uint8Array(32 * 32 * 3).map((_, i) => (i < (32 * 32 * 3) / 2 ? 250 : 5));
  const jpeg = sharp(bands, { raw: { width: 32, height: 32, channels: 3 } })
    .withMetadata({ orientation: 3 })
    .jpeg({ quality: 100 });
  put("a/1.jpg", await encoded(jpeg));
  const { pixels } = await classFolders(folder, { size: 2 });
  expect(pixels[0]).toBeLessThan(60);
  expect(pixels[3]).toBeGreaterThan(200);
});

test("colours count by their lightness, and 16 bits a channel become 8", async () => {
  const colour = (r: number, g: number, b: number) =>
    sharp({ create: { width: 2, height: 2, channels: 3, background: { r, g, b } } });
  put("a/1.png", await encoded(colour(255, 0, 0).png()));
  put("a/2.png", await encoded(colour(0, 255, 0).png()));
  const deep = colour(128, 128, 128).toColourspace("rgb16").png();
  put("a/3.png", await encoded(deep));
  const { pixels } = await classFolders(folder, { size: 1 });
  expect(pixels[0]).toBeLessThan(pixels[1]);
  expect(Math.abs(pixels[2] - 128)).toBeLessThanOrEqual(1);
});

test("licences, tables, hidden files and hidden folders are passed over, links are followed", async () => {
  cpSync(join(samples(), "bag"), join(folder, "elsewhere", "bag"), { recursive: true });
  mkdirSync(join(folder, "photos", ".ipynb_checkpoints"), { recursive: true });
  symlinkSync(join(folder, "elsewhere", "bag"), join(folder, "photos", "bag"));
  mkdirSync(join(folder, "photos", "coat"));
  symlinkSync(join(samples(), "coat", "0006.png"), join(folder, "photos", "coat", "link.PNG"));
  for (const name of ["LICENSE.md", "sources.csv", ".DS_Store", "bag/Thumbs.db", "coat/._link.png"]) {
    put(`photos/${name}`, "not an image");
  }
  const { files, classes } = await classFolders(join(folder, "photos"));
  expect(classes).toEqual(["bag", "coat"]);
  expect(files).toHaveLength(6);
  expect(files[5]).toBe("coat/link.PNG");
});

test("spaces, hyphens, underscores and case of a folder's name do not matter to given classes", async () => {
  put("Ankle_Boot/1.png", await png(2, 2, 1));
  put("T shirt/1.png", await png(2, 2, 1));
  expect([...(await classFolders(folder, { classes: fashionMnistNames })).y]).toEqual([9, 0]);
});

describe("what cannot be read is named:", () => {
  test("images that are text, cut short, empty or of another kind, all of them at once", async () => {
    const whole = readFileSync(join(samples(), "coat", "0006.png"));
    const photo = readFileSync(join(dataFolder(), "class-folders", "clothing-photos", "coat", "01.jpg"));
    put("coat/good.png", whole);
    put("coat/text.png", "this is a text");
    put("coat/cut.png", whole.subarray(0, Math.floor(whole.length / 2)));
    put("coat/cut.jpg", photo.subarray(0, Math.floor(photo.length / 2)));
    put("coat/empty.png");
    put("coat/vector.png", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    const [what, files, message] = await problem();
    expect(what).toBe("unreadable");
    expect(files).toEqual(
      ["cut.jpg", "cut.png", "empty.png", "text.png", "vector.png"].map((name) => `coat/${name}`),
    );
    expect(message).toContain("classFolders: 5 images cannot be decoded");
    expect(message).toContain("coat/text.png (the file is neither a PNG nor a JPEG");
    expect(message).toContain("coat/empty.png (the file is empty)");
    expect(message).toContain("coat/cut.png (the image is cut short or damaged)");
  });

  test("a link that leads nowhere", async () => {
    mkdirSync(join(folder, "coat"));
    symlinkSync(join(folder, "nowhere.png"), join(folder, "coat", "1.png"));
    expect(await problem()).toEqual([
      "unreadable",
      ["1.png"],
      expect.stringContaining("1.png cannot be read"),
    ]);
  });

  test("a folder that is not there, or is a file", async () => {
    const missing = join(folder, "nowhere");
    await expect(classFolders(missing)).rejects.toMatchObject({ problem: "missing", files: [missing] });
    put("file");
    await expect(classFolders(join(folder, "file"))).rejects.toThrow(/is not a folder/);
  });

  test("a folder without class folders, empty or with images", async () => {
    expect(await problem()).toEqual(["empty", [], expect.stringContaining("got no folder")]);
    put("1.png", await png(2, 2, 1));
    expect((await failure()).message).toContain("got 1 images and no folder");
  });

  test("a class folder without an image", async () => {
    put("coat/1.png", await png(2, 2, 1));
    put("dress/notes.txt", "later");
    expect(await problem()).toEqual(["empty", ["dress"], expect.stringContaining("only notes.txt")]);
  });

  test("a folder that is none of the given classes", async () => {
    put("coat/1.png", await png(2, 2, 1));
    put("hat/1.png", await png(2, 2, 1));
    const [what, files, message] = await problem({ classes: fashionMnistNames });
    expect([what, files]).toEqual(["unknown class", ["hat"]]);
    expect(message).toContain("t-shirt, trouser");
  });

  test("images beside the class folders, folders inside them, and images of other formats", async () => {
    put("coat/1.png", await png(2, 2, 1));
    put("stray.jpg", await png(2, 2, 1));
    expect((await problem()).slice(0, 2)).toEqual(["misplaced", ["stray.jpg"]]);
    await rm(join(folder, "stray.jpg"));
    put("coat/more/2.png", await png(2, 2, 1));
    expect((await problem()).slice(0, 2)).toEqual(["misplaced", ["coat/more"]]);
    await rm(join(folder, "coat/more"), { recursive: true });
    put("coat/2.webp", "");
    expect((await problem()).slice(0, 2)).toEqual(["misplaced", ["coat/2.webp"]]);
  });
});

test.each([
  [{ size: 0 }, "size must be a whole number from 1 to 1024, got 0"],
  [{ size: 28.5 }, "got 28.5"],
  [{ background: 256 }, "background must be a whole number from 0 to 255, got 256"],
  [{ classes: [] }, "classes must be different names"],
  [{ classes: ["coat", "Coat"] }, "classes must be different names"],
])("options out of range are refused: %j", async (options, message) => {
  put("coat/1.png", await png(2, 2, 1));
  await expect(classFolders(folder, options)).rejects.toThrow(RangeError);
  await expect(classFolders(folder, options)).rejects.toThrow(message);
});

test("more pixels than an array holds are refused, and no listener is left behind", async () => {
  for (let i = 0; i < 4097; i++) put(`coat/${i}.png`);
  const listeners = process.listenerCount("SIGINT");
  await expect(classFolders(folder, { size: 1024 })).rejects.toThrow(
    /4097 images of 1024 × 1024 pixels must take at most 4 GiB/,
  );
  expect(process.listenerCount("SIGINT")).toBe(listeners);
});

test("an aborted signal ends the work with its reason", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(classFolders(samples(), { signal })).rejects.toThrow("enough");
});

test("an interrupt ends the work", async () => {
  const listeners = process.listenerCount("SIGINT");
  const work = classFolders(samples());
  for (let i = 0; i < 5000 && process.listenerCount("SIGINT") === listeners; i++) await after(1);
  process.emit("SIGINT", "SIGINT");
  await expect(work).rejects.toMatchObject({ name: "InterruptedError" });
});
