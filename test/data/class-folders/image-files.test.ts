import { execFile } from "node:child_process";
import { cpSync, truncateSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { promisify } from "node:util";
import { batches } from "../../../lib/src/data/batches";
import { DataFileError } from "../../../lib/src/base/errors";
import { classFolders } from "../../../lib/src/data/class-folders/class-folders";
import {
  type ImageFiles,
  imageFiles,
  type ImageFilesOptions,
} from "../../../lib/src/data/class-folders/image-files";
import type { Dataset } from "../../../lib/src/data/dataset";
import { dataFolder } from "../../../lib/src/data/verified-file";
import { useBackend } from "../../../lib/src/base/backend";
import { random } from "../../../lib/src/base/random";

// The worker threads run lib/dist, which `npm run build` makes.
const samples = join(dataFolder(), "class-folders", "fashion-mnist-sample");
const photos = join(dataFolder(), "class-folders", "clothing-photos");
let folder: string;
const opened: ImageFiles[] = [];

beforeAll(() => useBackend());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "image-files-"));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((images) => images.dispose()));
  await rm(folder, { recursive: true, force: true });
});

/** Opens images that are closed after the test. */
async function open(from: string, options: ImageFilesOptions = {}): Promise<ImageFiles> {
  const images = await imageFiles(from, options);
  opened.push(images);
  return images;
}

test.each([0, 1, 3])("with %i workers, any order of images is as from memory", async (workers) => {
  const options = { size: 20, invert: true };
  const memory = await classFolders(photos, options);
  const images = await open(photos, { ...options, workers });
  expect([images.n, images.d, images.classes, images.files, images.workers]).toEqual([
    ...[24, 400, memory.classes, memory.files, workers],
  ]);
  for (const size of [1, 7, 24]) {
    const indices = random(size).permutation(24).subarray(0, size);
    const read = await images.read(indices);
    expect(read).toEqual(await memory.read(indices));
  }
});

test("batches that are decoded ahead are bounded, in order, and those of memory", async () => {
  const images = await open(samples, { workers: 2 });
  const memory = await classFolders(samples);
  let under = 0;
  let most = 0;
  const counted: Dataset = {
    ...images,
    read: (indices) => {
      most = Math.max(most, ++under);
      return images.read(indices);
    },
  };
  const options = { batchSize: 4, ahead: 3 };
  const wanted: number[][] = [];
  for await (const { X } of batches(memory, { ...options, ahead: 0, random: random(5) }))
    wanted.push([...X.dataSync()]);
  const found: number[][] = [];
  for await (const { X } of batches(counted, { ...options, random: random(5) })) {
    found.push([...X.dataSync()]);
    // While the first batch is in use, reading must come to a stop by itself.
    for (let i = 0; i < 1000 && most < 4; i++) await after(10);
    if (found.length === 1) await after(300);
    under--;
  }
  expect(found).toEqual(wanted);
  // The batch in use, and three ahead of it.
  expect(most).toBe(4);
});

test("leaving the loop early, or an interrupt, leaves the images readable", async () => {
  const images = await open(samples, { workers: 2 });
  const options = { batchSize: 4, ahead: 2 };
  for await (const { size } of batches(images, options)) if (size > 0) break;
  const interrupted = (async () => {
    for await (const { size } of batches(images, options)) if (size > 0) process.emit("SIGINT", "SIGINT");
  })();
  await expect(interrupted).rejects.toMatchObject({ name: "InterruptedError" });
  expect((await images.read(Uint32Array.of(49))).y).toEqual(Int32Array.of(9));
});

test.each([0, 2])(
  "an image that is damaged is named, with %i workers, and the others can be read",
  async (workers) => {
    cpSync(samples, folder, { recursive: true });
    truncateSync(join(folder, "bag", "0030.png"), 200);
    writeFileSync(join(folder, "coat", "0006.png"), "a text");
    const images = await open(folder, { workers });
    const error: unknown = await images
      .read(Uint32Array.from({ length: 50 }, (_, i) => i))
      .catch((caught: unknown) => caught);
    if (!(error instanceof DataFileError)) throw new Error(`wanted a DataFileError, got ${String(error)}`);
    expect([error.problem, error.files]).toEqual(["unreadable", ["bag/0030.png", "coat/0006.png"]]);
    expect(error.message).toContain("coat/0006.png (the file is neither a PNG nor a JPEG");
    const good = images.files.indexOf("dress/0013.png");
    expect((await images.read(Uint32Array.of(good))).X).toHaveLength(784);
  },
);

test("closing waits for what is being read, can be done twice, and ends reading", async () => {
  const images = await open(photos, { workers: 1 });
  const read = images.read(Uint32Array.of(0, 1, 2, 3));
  await Promise.all([images.dispose(), images.dispose()]);
  expect((await read).y).toEqual(Int32Array.of(0, 0, 0, 0));
  await expect(images.read(Uint32Array.of(0))).rejects.toThrow(/must be open/);
});

test("threads that were not closed do not keep the process alive", async () => {
  const library = join(__dirname, "..", "..", "..", "lib", "dist", "data", "class-folders", "image-files.js");
  const program = `
    const { imageFiles } = require(${JSON.stringify(library)});
    imageFiles(${JSON.stringify(samples)}, { workers: 2 })
      .then((images) => images.read(Uint32Array.of(0, 20, 49)))
      .then(({ y }) => console.log(y.join()));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], { timeout: 30_000 });
  expect(stdout).toBe("0,4,9\n");
});

test.each([
  [{ workers: -1 }, "workers must be a whole number from 0 to 64, got -1"],
  [{ size: 0 }, "size must be a whole number from 1 to 1024, got 0"],
])("options out of range are refused: %j", async (options, message) => {
  await expect(imageFiles(samples, options)).rejects.toThrow(message);
});
