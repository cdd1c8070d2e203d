import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classFolders } from "../../lib/src/data/class-folders/class-folders";
import { imageFiles } from "../../lib/src/data/class-folders/image-files";
import { type Dataset, memoryDataset } from "../../lib/src/data/dataset";
import { fashionMnist } from "../../lib/src/data/fashion-mnist/fashion-mnist";
import { openDatasetFile } from "../../lib/src/data/file-dataset";
import { idxImages } from "../../lib/src/data/idx-images";
import { imageDataset, subset } from "../../lib/src/data/image-dataset";
import { resizeImages } from "../../lib/src/data/resize-images";
import { standardize } from "../../lib/src/data/standardize";
import { syntheticRegression } from "../../lib/src/data/synthetic-regression";
import { syntheticSamples } from "../../lib/src/data/synthetic-regression";
import { dataFolder } from "../../lib/src/data/verified-file";
import { writeDatasetFile } from "../../lib/src/data/write-dataset-file";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";

const rows = [
  [1, 20],
  [2, 40],
  [3, 10],
];
const quiet = { showProgress: false };
const samples = join(dataFolder(), "class-folders", "fashion-mnist-sample");
const small = () =>
  imageDataset({
    pixels: Uint8Array.of(0, 51, 255, 10),
    labels: [1, 0],
    height: 1,
    width: 2,
    classes: ["a", "b"],
  });

let folder: string;

/** Every way to get a data set. */
const make: Record<string, () => Promise<Dataset> | Dataset> = {
  "narrow rows in memory": () => memoryDataset(rows, [7, 8, 9]),
  "wide rows in memory": () => memoryDataset(new Float32Array(60).fill(0.5), Int32Array.of(0, 1, 0)),
  "standardised rows": () => memoryDataset(standardize(rows).X, [7, 8, 9]),
  syntheticRegression: () => syntheticRegression({ n: 5, random: random(1) }),
  images: small,
  "images too many for X": () => {
    // Zeros that nobody writes to take no memory.
    const pixels = new Uint8Array(2 ** 26 + 2 ** 16);
    return imageDataset({ pixels, labels: new Int32Array(1025), height: 256, width: 256, classes: ["a"] });
  },
  "a subset of rows": () => subset(memoryDataset(rows, [7, 8, 9]), [2, 0]),
  "a subset of images": () => subset(small(), [1]),
  "resized images": () => resizeImages(small(), 3, quiet),
  "images from IDX": () =>
    idxImages({ shape: [2, 1, 1], data: Uint8Array.of(1, 2) }, { shape: [2], data: Uint8Array.of(0, 0) }, [
      "a",
    ]),
  "some of Fashion-MNIST": () =>
    fashionMnist({ ...quiet, split: "test", limit: 20, classes: ["bag", "coat"] }),
  "class folders": () => classFolders(samples, { size: 2 }),
  "image files": () => imageFiles(samples, { size: 2, workers: 0 }),
  "image files with a worker thread": () => imageFiles(samples, { size: 2, workers: 1 }),
  "a file": async () => {
    const path = join(folder, "samples.rows");
    await writeDatasetFile(path, syntheticSamples({ n: 10, random: random(1) }));
    return openDatasetFile(path);
  },
};

beforeAll(async () => {
  await useBackend();
  folder = await mkdtemp(join(tmpdir(), "every-dataset-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(Object.keys(make))("reading %s", (name) => {
  let data: Dataset & { dispose?(): Promise<void> };
  beforeAll(async () => {
    data = await make[name]();
  });
  afterAll(() => data.dispose?.());

  const read = async (indices: unknown) => data.read(indices as Uint32Array);

  test("gives the rows asked for, in that order, an index as often as it comes", async () => {
    const { n, d } = data;
    const [first, last] = [await read(Uint32Array.of(0)), await read(Uint32Array.of(n - 1))];
    const { X, y } = await read(Uint32Array.of(n - 1, 0, n - 1));
    expect(first.X).toHaveLength(d);
    expect([...X]).toEqual([...last.X, ...first.X, ...last.X]);
    expect([...y]).toEqual([last.y[0], first.y[0], last.y[0]]);
  });

  test("no index gives empty arrays of the same types", async () => {
    const { X, y } = await read(new Uint32Array());
    const one = await read(Uint32Array.of(0));
    expect([X, y]).toEqual([new Float32Array(), one.y.subarray(0, 0)]);
  });

  test("an index beyond the samples is refused, wherever it stands", async () => {
    const { n } = data;
    const wanted = `Dataset.read: indices must be a Uint32Array of whole numbers from 0 to ${n - 1}, got `;
    await expect(read(Uint32Array.of(n))).rejects.toThrow(new RangeError(`${wanted}${n} at place 0 of 1.`));
    await expect(read(Uint32Array.of(0, 0, 2 ** 32 - 1))).rejects.toThrow(
      new RangeError(`${wanted}4294967295 at place 2 of 3.`),
    );
  });

  test.each<[string, unknown, string]>([
    ["a negative number", [-1], "Array"],
    ["a fraction", Float32Array.of(0.5), "Float32Array"],
    ["NaN", Float64Array.of(NaN), "Float64Array"],
    ["a hole", new Array(1), "Array"],
    ["a text", ["0"], "Array"],
    ["a number", 0, "Number"],
    ["a text for the list", "0", "String"],
    ["BigInts", BigInt64Array.of(0n), "BigInt64Array"],
    ["signed numbers", Int32Array.of(0), "Int32Array"],
    ["an object", { length: 0 }, "Object"],
    ["nothing", undefined, "Undefined"],
    ["null", null, "Null"],
  ])("%s is refused", async (_, indices, type) => {
    await expect(read(indices)).rejects.toThrow(TypeError);
    await expect(read(indices)).rejects.toThrow(
      `Dataset.read: indices must be a Uint32Array of whole numbers from 0 to ${data.n - 1}, got the type ${type}. ` +
        "Uint32Array.of(0, 1) makes such a list.",
    );
  });
});

test.each(["narrow rows in memory", "wide rows in memory", "images"])(
  "too little room for %s is refused",
  async (name) => {
    const data = await make[name]();
    const read = async (numbers: number) => data.read(Uint32Array.of(0, 1), new Float32Array(numbers));
    await expect(read(2 * data.d - 1)).rejects.toThrow(
      new RangeError(`Dataset.read: memory must have room for ${2 * data.d} numbers, got ${2 * data.d - 1}.`),
    );
    expect((await read(2 * data.d + 5)).X).toEqual((await data.read(Uint32Array.of(0, 1))).X);
  },
);
