import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadParameters, saveParameters, type StoredTensor } from "../../lib/src/models/parameters-file";
import { peakMemory } from "../../lib/src/base/memory";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parameters-"));
  file = join(folder, "model.safetensors");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A file as the format says: the header's length in eight bytes, little-endian, the header, the elements. */
function written(header: unknown, data: Uint8Array, length?: bigint): void {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(length ?? BigInt(text.length));
  writeFileSync(file, Buffer.concat([size, text, data]));
}

const entry = (dtype: string, shape: number[], ...data_offsets: number[]) => ({ dtype, shape, data_offsets });

test("what was saved is loaded, bit by bit, with its shape and its type", async () => {
  const W = Float32Array.of(0.1, -2, 3e-30, 4, 5, 6);
  await saveParameters(file, {
    W: { shape: [3, 2], data: W },
    b: { shape: [2], data: [0.5, -0.5] },
    labels: { shape: [2], data: Int32Array.of(-1, 7) },
    exact: { shape: [], data: Float64Array.of(0.1) },
  });
  const loaded = await loadParameters(file);
  expect(loaded).toEqual({
    W: { shape: [3, 2], data: W },
    b: { shape: [2], data: Float32Array.of(0.5, -0.5) },
    labels: { shape: [2], data: Int32Array.of(-1, 7) },
    exact: { shape: [], data: Float64Array.of(0.1) },
  });
  expect(readdirSync(folder)).toEqual(["model.safetensors"]);
});

test("parameters may have any names, those of every object's properties too", async () => {
  const names = ["__proto__", "constructor", "toString", "2", "1", ""];
  const saved = Object.fromEntries(names.map((name, i) => [name, { shape: [], data: [i] }]));
  await saveParameters(file, saved);
  const loaded = await loadParameters(file);
  expect(Object.keys(loaded).sort()).toEqual([...names].sort());
  for (const [i, name] of names.entries()) expect([...loaded[name].data]).toEqual([i]);
});

test("a file that Python's struct.pack would write, byte by byte, is read", async () => {
  // struct.pack("<Q", len(header)) + header + struct.pack("<4f", 1, -2, 0.5, 3), b before W
  const header =
    '{"__metadata__":{"format":"np"},"W":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]},' +
    '"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
  written(header, Uint8Array.from([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f, 0, 0, 0x40, 0x40]));
  expect(await loadParameters(file)).toEqual({
    W: { shape: [1, 2], data: Float32Array.of(0.5, 3) },
    b: { shape: [2], data: Float32Array.of(1, -2) },
  });
});

test("the bytes written are those of the format", async () => {
  await saveParameters(file, { b: { shape: [1], data: [1] } });
  const bytes = readFileSync(file);
  const length = Number(bytes.readBigUInt64LE(0));
  expect(length % 8).toBe(0);
  expect(JSON.parse(bytes.toString("utf8", 8, 8 + length))).toEqual({ b: entry("F32", [1], 0, 4) });
  expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f]);
});

test.each<[string, string, () => void]>([
  ["missing", "missing", () => undefined],
  ["empty", "truncated", () => writeFileSync(file, "")],
  ["cut within its header", "truncated", () => written("{}", new Uint8Array(0), 100n)],
  ["with a header beyond any", "too large", () => written("{}", new Uint8Array(0), 2n ** 63n)],
  [
    "with a header longer than any it reads",
    "too large",
    () => written(" ".repeat(2 ** 20) + "{}", new Uint8Array(0)),
  ],
  [
    "with NaN in it",
    "wrong value",
    () => written({ W: entry("F32", [1], 0, 4) }, new Uint8Array([0, 0, 0xc0, 0x7f])),
  ],
  ["of another kind", "too large", () => writeFileSync(file, "<!doctype html><html></html>")],
  ["with a header that is not JSON", "wrong header", () => written("{nonsense", new Uint8Array(0))],
  ["with a list for a header", "wrong header", () => written([], new Uint8Array(0))],
  ["with a negative size", "wrong header", () => written({ W: entry("F32", [-1], 0, 4) }, new Uint8Array(4))],
  ["of bfloat16", "wrong header", () => written({ W: entry("BF16", [2], 0, 4) }, new Uint8Array(4))],
  ["cut within its data", "truncated", () => written({ W: entry("F32", [2], 0, 8) }, new Uint8Array(7))],
  ["with bytes behind", "trailing bytes", () => written({ W: entry("F32", [2], 0, 8) }, new Uint8Array(9))],
  [
    "with offsets beside the shape",
    "wrong header",
    () => written({ W: entry("F32", [2], 0, 4) }, new Uint8Array(4)),
  ],
  [
    "with tensors that overlap",
    "wrong header",
    () => written({ W: entry("F32", [2], 0, 8), b: entry("F32", [2], 4, 12) }, new Uint8Array(12)),
  ],
  ["with a gap", "wrong header", () => written({ W: entry("F32", [1], 4, 8) }, new Uint8Array(8))],
])("a file %s is refused as %s", async (_, problem, write) => {
  write();
  await expect(loadParameters(file)).rejects.toMatchObject({
    name: "DataFileError",
    problem,
    message: expect.stringContaining("model.safetensors") as string,
  });
});

test.each([
  ["a header of 100 MB", "too large", "{}", 100_000_000n, 100_000_008],
  ["a header beyond its end", "truncated", "{}", 1000n, 100],
  ["a tensor of 4 GB that is there", "too large", { W: entry("F32", [1e9], 0, 4e9) }, undefined, 4e9 + 100],
  ["a tensor of 4 GB that is not there", "truncated", { W: entry("F32", [1e9], 0, 4e9) }, undefined, 100],
  [
    "a shape beyond all numbers",
    "wrong header",
    { W: entry("F64", [2 ** 40, 2 ** 40], 0, 8) },
    undefined,
    100,
  ],
  ["offsets that are not of its shape", "wrong header", { W: entry("F64", [1], 0, 1e9) }, undefined, 1e9],
] as const)(
  "a file that claims %s is refused as %s, and takes no memory for it",
  async (_, problem, header, length, size) => {
    written(header, new Uint8Array(0), length);
    // A hole in the file, which takes no room on the disk.
    truncateSync(file, size);
    const { growth } = await peakMemory(() =>
      expect(loadParameters(file)).rejects.toMatchObject({ problem }),
    );
    expect(growth).toBeLessThan(50e6);
  },
);

test("a parameter may have the name of what every object has", async () => {
  const parameters = Object.fromEntries(
    ["__proto__", "constructor"].map((name, i) => [name, { shape: [1], data: [i] }]),
  );
  await saveParameters(file, parameters);
  const loaded = await loadParameters(file);
  expect(Object.entries(loaded).map(([name, { data }]) => [name, ...data])).toEqual([
    ["__proto__", 0],
    ["constructor", 1],
  ]);
});

test.each<[string, Record<string, StoredTensor>, RegExp]>([
  ["nothing", {}, /the number of parameters must be a whole number ≥ 1/],
  ["a shape of another size", { W: { shape: [2, 2], data: [1] } }, /shape \[2, 2\] has, 4, got 1/],
  [
    "names beyond a mebibyte",
    { ["W".repeat(2 ** 20)]: { shape: [1], data: [1] } },
    /the names and shapes must take at most 1048576 bytes/,
  ],
  ["NaN", { W: { shape: [1], data: [NaN] } }, /W in F32 must hold finite numbers only/],
  ["a number beyond float32", { W: { shape: [1], data: [1e39] } }, /W in F32 must hold finite numbers only/],
])("%s is not saved, and what was there stays", async (_, parameters, message) => {
  writeFileSync(file, "before");
  await expect(saveParameters(file, parameters)).rejects.toThrow(message);
  expect(readFileSync(file, "utf8")).toBe("before");
  expect(readdirSync(folder)).toHaveLength(1);
});

test("a disk that becomes full leaves what was there, and nothing else", async () => {
  writeFileSync(file, "before");
  const { open } = fs;
  jest.spyOn(fs, "open").mockImplementation(async (...args) => {
    const handle = await open(...args);
    handle.write = () => Promise.reject(new Error("ENOSPC: no space left"));
    return handle;
  });
  await expect(saveParameters(file, { b: { shape: [1], data: [1] } })).rejects.toThrow(
    /cannot be written: ENOSPC/,
  );
  jest.restoreAllMocks();
  expect(readFileSync(file, "utf8")).toBe("before");
  expect(readdirSync(folder)).toHaveLength(1);
});

test("a folder that is not there is named", async () => {
  const wrong = join(folder, "none", "model.safetensors");
  await expect(saveParameters(wrong, { b: { shape: [1], data: [1] } })).rejects.toThrow(
    /saveParameters: .*model.safetensors cannot be written: ENOENT/,
  );
});
