import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fashionMnist, fashionMnistClasses } from "../../../lib/src/data/fashion-mnist/fashion-mnist";
import { publishedFiles } from "../../../lib/src/data/fashion-mnist/published-files";
import type { ImageDataset } from "../../../lib/src/data/image-dataset";
import { dataFolder } from "../../../lib/src/data/verified-file";
import { useBackend } from "../../../lib/src/base/backend";
import { mirrorServer, type MirrorServer } from "../download/mirror-server";

const quiet = { showProgress: false };
const real = dataFolder();

/** How many images have each label. */
const counts = ({ y, classes }: ImageDataset) =>
  classes.map((_, label) => y.filter((each) => each === label).length);

beforeAll(() => useBackend());

describe("fashionMnist()", () => {
  test("reads the 60,000 images for training, with the published sum, mean and standard deviation", async () => {
    const train = await fashionMnist(quiet);
    expect(train).toMatchObject({ n: 60_000, d: 784, height: 28, width: 28, classes: fashionMnistClasses });
    expect([...train.y.subarray(0, 10)]).toEqual([9, 0, 0, 3, 0, 2, 7, 2, 5, 5]);
    expect(counts(train)).toEqual(Array(10).fill(6000));
    const histogram = new Float64Array(256);
    for (const pixel of train.pixels) histogram[pixel]++;
    const mean = (of: (pixel: number) => number) =>
      histogram.reduce((sum, count, pixel) => sum + count * of(pixel), 0) / train.pixels.length;
    expect(Math.round(mean((pixel) => pixel) * train.pixels.length)).toBe(3_431_114_169);
    const average = mean((pixel) => pixel / 255);
    expect(average).toBeCloseTo(0.2860406, 7);
    expect(Math.sqrt(mean((pixel) => (pixel / 255 - average) ** 2))).toBeCloseTo(0.3530242, 7);
    // One image in a batch is the pixels of the file, divided.
    const { X } = await train.read(Uint32Array.of(59_999));
    expect(X).toEqual(Float32Array.from(train.pixels.subarray(-784), (pixel) => pixel / 255));
  });

  test("reads the 10,000 images for testing, a thousand of each class", async () => {
    const test = await fashionMnist({ ...quiet, split: "test" });
    expect(counts(test)).toEqual(Array(10).fill(1000));
  });

  test("has each feature as its pixel says, whether computed while unpacking or when asked for", async () => {
    const whole = await fashionMnist({ ...quiet, split: "test" });
    const asked = await fashionMnist({ ...quiet, split: "test", resize: 28 });
    expect(whole.X).toHaveLength(7_840_000);
    expect(Buffer.from(whole.X.buffer).equals(Buffer.from(asked.X.buffer))).toBe(true);
    const { fround } = Math; // each look at a global costs much here
    const { pixels } = whole;
    expect(whole.X.findIndex((x, i) => x !== fround(pixels[i] / 255))).toBe(-1);
  });

  test("keeps some classes, relabelled in the order they are named in, and the first so many", async () => {
    const all = await fashionMnist({ ...quiet, split: "test" });
    const two = await fashionMnist({ ...quiet, split: "test", classes: ["shirt", "trouser"], limit: 50 });
    expect(two).toMatchObject({ n: 50, classes: ["shirt", "trouser"] });
    const indices = [...all.y.keys()].filter((i) => [6, 1].includes(all.y[i])).slice(0, 50);
    expect([...two.y]).toEqual(indices.map((i) => (all.y[i] === 6 ? 0 : 1)));
    expect([...two.pixels.subarray(-784)]).toEqual([
      ...all.pixels.subarray(784 * indices[49], 784 * (indices[49] + 1)),
    ]);
  });

  test("resizes", async () => {
    const small = await fashionMnist({ ...quiet, split: "test", limit: 3, resize: 64 });
    expect(small).toMatchObject({ n: 3, d: 4096, height: 64, width: 64 });
    expect(small.pixels).toHaveLength(3 * 4096);
  });

  test.each([
    [{ split: "validation" as "test" }, /split must be one of train, test, got "validation"/],
    [{ classes: ["hat"] }, /classes\[0\] must be one of t-shirt, .*ankle boot, got "hat"/],
    [{ classes: ["bag", "bag"] }, /got \[bag, bag\]/],
    [{ classes: [] }, /at least one, got \[\]/],
    [{ limit: 0 }, /limit must be a whole number from 1 to 10000, got 0/],
    [{ classes: ["bag"], limit: 1001 }, /limit must be a whole number from 1 to 1000, got 1001/],
    [{ resize: 0 }, /fashionMnist: resize must be a whole number from 1 to 1024, got 0/],
  ])("refuses %p", async (options, message) => {
    await expect(fashionMnist({ ...quiet, split: "test", ...options })).rejects.toThrow(message);
  });

  test("can be aborted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(fashionMnist({ ...quiet, signal })).rejects.toThrow("enough");
  });
});

test("the checksums in the code are those of data/CHECKSUMS, and of the MD5s that Zalando published", async () => {
  const checksums = await readFile(join(real, "CHECKSUMS"), "utf8");
  const { train, test } = publishedFiles;
  for (const [file, md5] of [
    [train.images, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"],
    [train.labels, "25c81989df183df01b3e8a0aad5dffbe"],
    [test.images, "bef4ecab320f06d8554ea6380940ec79"],
    [test.labels, "bb300cfdad3c16e7a12a480ee83cd310"],
  ] as const) {
    expect(checksums).toContain(`${file.sha256}  ./fashion-mnist/${file.name}\n`);
    const contents = await readFile(join(real, "fashion-mnist", file.name));
    expect(contents).toHaveLength(file.bytes);
    expect(createHash("md5").update(contents).digest("hex")).toBe(md5);
  }
});

test("fashionMnist() can be aborted while it loads", async () => {
  const controller = new AbortController();
  const loading = fashionMnist({ ...quiet, signal: controller.signal });
  setTimeout(() => controller.abort(new Error("enough")), 30);
  await expect(loading).rejects.toThrow("enough");
});

describe("fashionMnist() without its data folder", () => {
  const { images, labels } = publishedFiles.test;
  const options = { ...quiet, split: "test", limit: 1 } as const;
  let folder: string;
  let contents: Record<string, Buffer>;
  let server: MirrorServer;
  const cached = (name: string) => join(folder, "cache", "fashion-mnist", name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "données 线性 "));
    process.env["LINEAR_NETWORKS_DATA"] = join(folder, "none");
    process.env["LINEAR_NETWORKS_CACHE"] = join(folder, "cache");
    contents = {};
    for (const { name } of [images, labels])
      contents[name] = await readFile(join(real, "fashion-mnist", name));
    server = await mirrorServer((name) => contents[name]);
    process.env["LINEAR_NETWORKS_MIRRORS"] = `${server.url("html")} ${server.url("whole")}/`;
  });

  afterEach(async () => {
    for (const name of ["DATA", "CACHE", "MIRRORS"]) delete process.env[`LINEAR_NETWORKS_${name}`];
    await server.close();
    await rm(folder, { recursive: true });
  });

  test("loads the files from the mirrors that LINEAR_NETWORKS_MIRRORS names, and then has them", async () => {
    expect([...(await fashionMnist(options)).y]).toEqual([9]);
    expect(server.requests).toEqual(["html", "whole", "html", "whole"]);
    expect((await readFile(cached(images.name))).equals(contents[images.name])).toBe(true);
    expect([...(await fashionMnist(options)).y]).toEqual([9]);
    expect(server.requests).toHaveLength(4);
  });

  test("shows a bar, also where a part is left that is longer than the file", async () => {
    const left = `${cached(images.name)}.${images.sha256.slice(0, 8)}.part`;
    await mkdir(join(folder, "cache", "fashion-mnist"), { recursive: true });
    await writeFile(left, Buffer.alloc(images.bytes + 2_000_000));
    expect((await fashionMnist({ ...options, showProgress: true })).n).toBe(1);
  });

  test("replaces a file in the cache that is damaged", async () => {
    await fashionMnist(options);
    await writeFile(cached(labels.name), "damaged");
    expect([...(await fashionMnist(options)).y]).toEqual([9]);
    expect((await readFile(cached(labels.name))).equals(contents[labels.name])).toBe(true);
  });

  test("prefers the mirrors that it is given, and says what they do", async () => {
    const log: string[] = [];
    const mirrors = [server.url("missing"), server.url("whole")];
    await fashionMnist({
      ...options,
      mirrors,
      onEvent: ({ kind, mirror }) => kind !== "received" && log.push(`${kind} ${mirror}`),
    });
    const each = ["asking 1", "refused 1", "asking 2", "saved 2"];
    expect(log).toEqual([...each, ...each]);
  });

  test("says how to get a file by hand when no mirror has it", async () => {
    process.env["LINEAR_NETWORKS_MIRRORS"] = server.url("missing");
    await expect(fashionMnist(options)).rejects.toThrow(
      `To get it by hand, put the file of 5148 bytes with the SHA-256 ${labels.sha256}\n` +
        `into ${join(folder, "cache", "fashion-mnist")} under the name ${labels.name}.`,
    );
  });

  test("with the data folder, prefers it, and refuses a file of it that is damaged", async () => {
    const data = join(folder, "none", "fashion-mnist");
    await mkdir(data, { recursive: true });
    await writeFile(join(folder, "none", "CHECKSUMS"), await readFile(join(real, "CHECKSUMS")));
    await writeFile(join(data, labels.name), contents[labels.name]);
    await writeFile(join(data, images.name), contents[images.name].subarray(0, -1));
    await expect(fashionMnist(options)).rejects.toMatchObject({
      ...{ name: "DataFileError", problem: "wrong checksum" },
      message: expect.stringMatching(
        /data\/fashion-mnist\/t10k-images-idx3-ubyte\.gz is not the file that was/,
      ) as string,
    });
    expect(server.requests).toEqual([]);
  });
});
