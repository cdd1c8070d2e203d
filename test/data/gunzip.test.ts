import fc from "fast-check";
import { gzipSync } from "node:zlib";
import type { DataProblem } from "../../lib/src/base/errors";
import { gunzip } from "../../lib/src/data/gunzip";
import { parseIdxHeader, writeIdx } from "../../lib/src/data/idx";

test("what was packed comes out as it was, in a buffer with no more than a byte of room", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 1000 }), async (bytes) => {
      const unpacked = await gunzip(gzipSync(bytes), { maxBytes: 1000 });
      expect(unpacked).toEqual(bytes);
      expect(unpacked.byteOffset).toBe(0);
      expect(unpacked.buffer.byteLength - bytes.length).toBeLessThanOrEqual(1);
    }),
  );
});

test("several packed parts, one behind the other, come out as one", async () => {
  const parts = [gzipSync("ab"), gzipSync("c")];
  expect(Buffer.from(await gunzip(Buffer.concat(parts), { maxBytes: 3 })).toString()).toBe("abc");
});

/** Three million bytes that hardly shrink: packed, they are read in three pieces. */
const long = Buffer.from(
  Uint32Array.from({ length: 750_000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) ^ (i * i)).buffer,
);

test("each part is shown with its place when it comes, and they are of one buffer", async () => {
  const seen: { part: Uint8Array; start: number }[] = [];
  const onPart = (part: Uint8Array, start: number) => void seen.push({ part, start });
  const unpacked = await gunzip(gzipSync(long), { maxBytes: long.length, onPart });
  expect(long.equals(unpacked)).toBe(true);
  expect(seen.length).toBeGreaterThan(2);
  for (const { part, start } of seen) {
    expect([part.buffer, part.byteOffset]).toEqual([unpacked.buffer, start]);
    expect(long.subarray(start, start + part.length).equals(part)).toBe(true);
  }
  expect(seen.reduce((sum, { part }) => sum + part.length, 0)).toBe(long.length);
});

test("nothing is shown beyond the limit, and what is thrown on a part is thrown", async () => {
  let total = 0;
  const unpacking = gunzip(gzipSync(long), {
    maxBytes: 2_000_000,
    onPart: ({ length }) => void (total += length),
  });
  await expect(unpacking).rejects.toMatchObject({ problem: "too large" });
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(2_000_000);
  const onPart = () => {
    throw new Error("unreadable");
  };
  await expect(gunzip(packed, { maxBytes: 5000, onPart })).rejects.toThrow("unreadable");
});

test("the limit can depend on the first bytes", async () => {
  const idx = writeIdx({ shape: [2, 300_000], data: new Uint8Array(600_000).fill(3) });
  const seen: number[] = [];
  const maxBytes = (start: Uint8Array) => {
    seen.push(start.length);
    return parseIdxHeader("test", start).bytes;
  };
  expect(Buffer.from(idx).equals(await gunzip(gzipSync(idx), { maxBytes }))).toBe(true);
  expect(seen).toEqual([2 ** 18]);
});

test("a bomb is refused, by its header's word, with no more memory than that", async () => {
  const header = writeIdx({ shape: [1, 28, 28], data: new Uint8Array(784) });
  const zeros = gzipSync(Buffer.alloc(2e7));
  // One gigabyte, in a packed megabyte.
  const bomb = Buffer.concat([gzipSync(header), ...Array<Buffer>(50).fill(zeros)]);
  const before = process.resourceUsage().maxRSS;
  const unpacking = gunzip(bomb, {
    name: "bomb.gz",
    maxBytes: (start) => parseIdxHeader("test", start).bytes,
  });
  await expect(unpacking).rejects.toMatchObject({
    name: "DataFileError",
    problem: "too large",
    message: "gunzip: bomb.gz unpacks to more than the 800 bytes it may have. Get the file again.",
  });
  expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(64);
});

test("a header that announces too much takes no memory for it", async () => {
  const before = process.memoryUsage().arrayBuffers;
  const unpacked = await gunzip(gzipSync("short"), { maxBytes: 2 ** 33 });
  expect(unpacked).toHaveLength(5);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 21);
});

const packed = gzipSync(Buffer.from(Uint8Array.from({ length: 5000 }, (_, i) => (i * i) >> 5)));
const flipped = (at: number) => packed.map((byte, i) => (i === at ? byte ^ 0xff : byte));
test.each<[string, Uint8Array, DataProblem]>([
  ["nothing", new Uint8Array(), "wrong format"],
  ["a web page", Buffer.from("<html>"), "wrong format"],
  ["a stream that is cut in the middle", packed.subarray(0, packed.length / 2), "truncated"],
  ["a stream that is cut in its header", packed.subarray(0, 5), "truncated"],
  ["a stream without its last byte", packed.subarray(0, -1), "truncated"],
  ["a stream with a damaged checksum", flipped(packed.length - 6), "damaged"],
  ["a stream of another method", flipped(2), "damaged"],
  ["one byte more than is allowed", gzipSync(new Uint8Array(5001)), "too large"],
])("%s is refused", async (_, bytes, problem) => {
  await expect(gunzip(bytes, { maxBytes: 5000 })).rejects.toMatchObject({ name: "DataFileError", problem });
});

test.each([NaN, -1, 1.5, Infinity])("a limit of %p bytes is refused", async (maxBytes) => {
  await expect(gunzip(packed, { maxBytes })).rejects.toThrow(/gunzip: maxBytes must be a whole number ≥ 0/);
});

test("what the limit's function throws is thrown", async () => {
  const maxBytes = () => {
    throw new Error("no header");
  };
  await expect(gunzip(packed, { maxBytes })).rejects.toThrow("no header");
});

test("aborting ends it with the signal's reason", async () => {
  const controller = new AbortController();
  const unpacking = gunzip(packed, { maxBytes: 5000, signal: controller.signal });
  controller.abort(new Error("enough"));
  await expect(unpacking).rejects.toThrow("enough");
  const aborted = gunzip(packed, { maxBytes: 5000, signal: AbortSignal.abort(new Error("early")) });
  await expect(aborted).rejects.toThrow("early");
});
