import fc from "fast-check";
import { chmodSync, readdirSync, readFileSync, truncateSync, writeFileSync, mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryDataset } from "../../lib/src/data/dataset";
import { DataFileError, type DataProblem } from "../../lib/src/base/errors";
import { openDatasetFile } from "../../lib/src/data/file-dataset";
import { syntheticSamples } from "../../lib/src/data/synthetic-regression";
import type { Sample } from "../../lib/src/data/dataset";
import { writeDatasetFile } from "../../lib/src/data/write-dataset-file";
import { linearRegressionOnArrays } from "../../lib/src/models/linear-regression/typed-arrays";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";
import { train } from "../../lib/src/training/train";

let folder: string;
let path: string;

beforeAll(() => useBackend());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "file-dataset-"));
  path = join(folder, "samples.rows");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const rows = (n: number, d: number): Sample[] =>
  Array.from({ length: n }, (_, i) => ({ x: Array.from({ length: d }, (_, j) => i + j / 8), y: -i }));

/** Opens the file, hands it to a function, and closes it. */
async function opened<T>(
  use: (file: Awaited<ReturnType<typeof openDatasetFile>>) => Promise<T>,
  memoryBudget?: number,
) {
  const file = await openDatasetFile(path, memoryBudget === undefined ? {} : { memoryBudget });
  try {
    return await use(file);
  } finally {
    await file.dispose();
  }
}

test("whatever is written is read back as from memory, in any order, by any budget that allows it", async () => {
  const cases = fc
    .record({ n: fc.integer({ min: 1, max: 300 }), d: fc.integer({ min: 1, max: 40 }), labels: fc.boolean() })
    .chain(({ n, ...rest }) =>
      fc.record({
        ...{ n: fc.constant(n), d: fc.constant(rest.d), labels: fc.constant(rest.labels) },
        indices: fc.array(fc.nat(n - 1), { maxLength: 60 }),
        spare: fc.integer({ min: 1, max: 500 }),
      }),
    );
  await fc.assert(
    fc.asyncProperty(cases, async ({ n, d, labels, indices, spare }) => {
      const samples = rows(n, d).map(({ x, y }) => ({ x, y: labels ? -y : y }));
      const y = samples.map((sample) => sample.y);
      const inMemory = memoryDataset(
        samples.map(({ x }) => x),
        labels ? Int32Array.from(y) : y,
      );
      await writeDatasetFile(path, samples, { hasLabels: labels });
      const wanted = Uint32Array.from(indices);
      const read = await opened((file) => file.read(wanted), (indices.length + 1 + spare) * 4 * (d + 1));
      expect(read).toEqual(await inMemory.read(wanted));
    }),
    { numRuns: 40 },
  );
});

test("the file is its header and its rows in float32, little-endian, and nothing else is left in the folder", async () => {
  const written = await writeDatasetFile(path, [{ x: [1, -2], y: 0.5 }]);
  expect(written).toEqual({ path, n: 1, d: 2, bytes: 32 });
  const bytes = readFileSync(path);
  expect(bytes.toString("latin1", 0, 8)).toBe("LNROWS 1");
  expect([8, 12, 16].map((at) => bytes.readUInt32LE(at))).toEqual([1, 2, 0]);
  expect([20, 24, 28].map((at) => bytes.readFloatLE(at))).toEqual([1, -2, 0.5]);
  expect(readdirSync(folder)).toEqual(["samples.rows"]);
});

test("neighbouring rows are read at once, far ones by themselves", async () => {
  await writeDatasetFile(path, rows(3000, 9));
  await opened(async (file) => {
    await file.read(Uint32Array.from({ length: 1000 }, (_, i) => 1500 - i));
    expect(file.usage).toMatchObject({ reads: 1, bytesRead: 40_000 });
    // 200 rows of 40 bytes apart, more than a page; then ten rows apart, less than one.
    await file.read(Uint32Array.of(0, 200, 400));
    expect(file.usage.reads).toBe(4);
    await file.read(Uint32Array.of(10, 0));
    expect(file.usage).toMatchObject({ reads: 5, bytesRead: 40_000 + 3 * 40 + 11 * 40 });
  });
});

test("a file many times the memory budget is trained from, to the same parameters as from memory", async () => {
  const make = () => syntheticSamples({ n: 20_000, w: [1, -2, 3], b: 0.5, random: random(0) });
  const { bytes } = await writeDatasetFile(path, make());
  const budget = 8 * 1024;
  expect(bytes / budget).toBeGreaterThan(30);
  const samples = [...make()];
  const inMemory = memoryDataset(
    samples.map(({ x }) => x),
    samples.map(({ y }) => y),
  );
  const options = { epochs: 1, batchSize: 100, learningRate: 0.1, showProgress: false };
  const fromMemory = linearRegressionOnArrays({ d: 3 });
  await train(fromMemory, inMemory, { ...options, random: random(1) });
  for (const ahead of [0, 3]) {
    const fromFile = linearRegressionOnArrays({ d: 3 });
    await opened(async (file) => {
      await train(fromFile, file, { ...options, ahead, random: random(1) });
      expect(file.usage.peakBytes).toBeLessThanOrEqual(budget);
    }, budget);
    expect(fromFile.parameters()).toEqual(fromMemory.parameters());
  }
});

test("several reads at once share the budget, and closing waits for them", async () => {
  await writeDatasetFile(path, rows(100, 3));
  const file = await openDatasetFile(path, { memoryBudget: 16 * 40 });
  const ten = Uint32Array.from({ length: 10 }, (_, i) => i);
  const reads = [file.read(ten), file.read(ten)];
  await expect(file.read(ten)).rejects.toThrow(
    /must fit twice into what is left of the memory budget, 0 of 640 bytes/,
  );
  const closing = file.dispose();
  const read = await Promise.all(reads);
  expect(read.map(({ y }) => y[9])).toEqual([-9, -9]);
  await closing;
  await file.dispose();
  await expect(file.read(ten)).rejects.toThrow(/FileDataset.read: .* it was closed by dispose/);
});

test("a batch beyond the budget is refused", async () => {
  await writeDatasetFile(path, rows(10, 1));
  await opened(async (file) => {
    await expect(file.read(new Uint32Array(9))).rejects.toThrow(/9 samples of 8 bytes must fit twice/);
    await expect(file.read(Uint32Array.of(3))).resolves.toMatchObject({ y: Float32Array.of(-3) });
  }, 64);
  await expect(openDatasetFile(path, { memoryBudget: 15 })).rejects.toThrow(
    /memoryBudget must be a whole number ≥ 16, got 15/,
  );
  await expect(openDatasetFile(path, { memoryBudget: NaN })).rejects.toThrow(/memoryBudget/);
});

describe("a file that cannot be read is named, with what is wrong:", () => {
  const spoil: [DataProblem, () => void, RegExp][] = [
    ["missing", () => (path = join(folder, "no", "such.rows")), /such.rows cannot be read: ENOENT/],
    ["empty", () => writeFileSync(path, ""), /is empty: write it again/],
    [
      "wrong format",
      () => writeFileSync(path, "price,bedrooms\n1,2\n"),
      /must begin with "LNROWS 1", got "price,be"/,
    ],
    ["wrong format", () => writeFileSync(path, "LN"), /got "LN"/],
    ["truncated", () => truncateSync(path, 12), /ends within its header, at byte 12/],
    [
      "truncated",
      () => truncateSync(path, 20 + 4 * 12 - 1),
      /must have 140 bytes for 10 samples of 2 features, got 67/,
    ],
    ["trailing bytes", () => writeFileSync(path, "x", { flag: "a" }), /must have 140 bytes .*, got 141/],
    [
      "wrong header",
      () => writeFileSync(path, Buffer.concat([Buffer.from("LNROWS 1"), Buffer.alloc(12)])),
      /got n = 0, d = 0/,
    ],
    ["unreadable", () => mkdirSync((path = join(folder, "folder"))), /cannot be read: EISDIR/],
  ];
  test.each(spoil)("%s", async (problem, change, message) => {
    await writeDatasetFile(path, rows(10, 2));
    change();
    const opening = openDatasetFile(path);
    await expect(opening).rejects.toBeInstanceOf(DataFileError);
    await expect(opening).rejects.toMatchObject({
      problem,
      message: expect.stringMatching(message) as string,
    });
  });

  test("unreadable for lack of permission", async () => {
    await writeDatasetFile(path, rows(10, 2));
    chmodSync(path, 0);
    // The superuser may read everything.
    const outcome = await openDatasetFile(path).then(
      async (file) => file.dispose().then(() => (process.getuid?.() === 0 ? "unreadable" : "opened")),
      (error: DataFileError) => error.problem,
    );
    expect(outcome).toBe("unreadable");
  });

  test("truncated while it is open", async () => {
    await writeDatasetFile(path, rows(10, 2));
    await opened(async (file) => {
      truncateSync(path, 40);
      await expect(file.read(Uint32Array.of(9))).rejects.toMatchObject({ problem: "truncated" });
    });
  });
});

describe("writing refuses, and leaves what was there,", () => {
  const bad: [string, Iterable<Sample> | AsyncIterable<Sample>, RegExp][] = [
    ["no sample", [], /writeDatasetFile: the number of samples must be a whole number ≥ 1, got 0/],
    ["no feature", [{ x: [], y: 1 }], /sample 0 must have at least one feature, got 0/],
    ["a ragged row", [...rows(2, 2), { x: [1], y: 1 }], /sample 2 must have 2 features as sample 0, got 1/],
    [
      "NaN",
      [...rows(2, 1), { x: [NaN], y: 1 }],
      /sample 2 in float32 must hold finite numbers only, got NaN at index 0/,
    ],
    ["a target beyond float32", [{ x: [1], y: 1e39 }], /got Infinity at index 1/],
    [
      "an error of the source",
      (async function* () {
        yield* rows(2, 1);
        await Promise.reject(new Error("the source broke"));
      })(),
      /^the source broke$/,
    ],
  ];
  test.each(bad)("%s", async (_, samples, message) => {
    writeFileSync(path, "before");
    await expect(writeDatasetFile(path, samples)).rejects.toThrow(message);
    expect(readFileSync(path, "utf8")).toBe("before");
    expect(readdirSync(folder)).toEqual(["samples.rows"]);
  });

  test.each([-1, 0.5, 2 ** 31])("a label of %p", async (y) => {
    await expect(writeDatasetFile(path, [{ x: [1], y }], { hasLabels: true })).rejects.toThrow(
      /the label of sample 0 must be a whole number ≥ 0/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a folder that is not there, and a name that is a folder's", async () => {
    await expect(writeDatasetFile(join(folder, "no", "x"), rows(1, 1))).rejects.toThrow(
      /cannot be written: ENOENT/,
    );
    mkdirSync(path);
    await expect(writeDatasetFile(path, rows(1, 1))).rejects.toThrow(/samples.rows cannot be written: /);
    expect(readdirSync(folder)).toEqual(["samples.rows"]);
  });
});
