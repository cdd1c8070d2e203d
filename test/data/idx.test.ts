import fc from "fast-check";
import { DataFileError } from "../../lib/src/base/errors";
import { idxTypes, readIdx, type ReadIdxOptions, writeIdx } from "../../lib/src/data/idx";

/** Arrays of every type, with one to four dimensions, some of them empty. */
const arrays = fc
  .tuple(
    fc.constantFrom(...Object.values(idxTypes)),
    fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }),
    fc.infiniteStream(fc.double({ noNaN: true, min: -3e38, max: 3e38 })),
  )
  .map(([type, shape, numbers]) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return { shape, data: new type(Array.from({ length: count }, () => numbers.next().value as number)) };
  });

test("what writeIdx writes, readIdx reads", () => {
  fc.assert(fc.property(arrays, (array) => expect(readIdx(writeIdx(array))).toEqual(array)));
});

test("the bytes can lie anywhere in a larger buffer", () => {
  fc.assert(
    fc.property(arrays, fc.integer({ min: 0, max: 9 }), (array, before) => {
      const bytes = writeIdx(array);
      const larger = new Uint8Array(bytes.length + 20).fill(7);
      larger.set(bytes, before);
      expect(readIdx(larger.subarray(before, before + bytes.length))).toEqual(array);
    }),
  );
});

test("no bytes at all, whatever they are, end in anything but an array or an DataFileError", () => {
  const header = fc.tuple(
    fc.constantFrom(0, 0, 0, 1),
    fc.constantFrom(8, 9, 11, 14, 3),
    fc.integer({ min: 0, max: 3 }),
  );
  const bytes = fc
    .tuple(header, fc.uint8Array({ maxLength: 24 }))
    .map(([[z, code, n], rest]) => [0, z, code, n, ...rest]);
  const outcome = (data: Uint8Array) => {
    try {
      return readIdx(data).data.constructor.name;
    } catch (error) {
      return (error as Error).name;
    }
  };
  fc.assert(
    fc.property(bytes, fc.nat(28), (all, length) => {
      expect(outcome(Uint8Array.from(all.slice(0, length)))).toMatch(/^(DataFileError|\w+Array)$/);
    }),
  );
});

test("many large sizes are refused, unless one of them is 0", () => {
  const header = (sizes: number[]) => {
    const bytes = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
    bytes.setUint32(0, 0x0800 + sizes.length);
    sizes.forEach((size, i) => bytes.setUint32(4 + 4 * i, size));
    return new Uint8Array(bytes.buffer);
  };
  const large = Array<number>(40).fill(2 ** 32 - 1);
  expect(() => readIdx(header(large))).toThrow(/takes Infinity bytes/);
  expect(readIdx(header([...large, 0])).data).toHaveLength(0);
});

test("numbers of several bytes are big-endian, and the header is as the format says", () => {
  const data = Int32Array.of(1, -2, 0x01020304);
  expect([...writeIdx({ shape: [3, 1], data })]).toEqual([
    ...[0, 0, 0x0c, 2, 0, 0, 0, 3, 0, 0, 0, 1],
    ...[0, 0, 0, 1, 255, 255, 255, 254, 1, 2, 3, 4],
  ]);
  expect([...writeIdx({ shape: [1], data: Float32Array.of(1) })]).toEqual([
    0, 0, 0x0d, 1, 0, 0, 0, 1, 0x3f, 0x80, 0, 0,
  ]);
});

test("writing leaves the numbers as they are", () => {
  const data = Float64Array.of(1.5);
  writeIdx({ shape: [1], data });
  expect(data[0]).toBe(1.5);
});

const images = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2];
test.each<[string, number[], ReadIdxOptions, DataFileError["problem"], RegExp]>([
  ["nothing", [], {}, "truncated", /readIdx: the data must have at least a magic number of 4 bytes, got 0/],
  ["another magic number", [1, 0, 8, 1], {}, "wrong format", /got 0x01 0x00 0x08 0x01\. It is not IDX data/],
  [
    "what is still packed",
    [0x1f, 0x8b, 8, 0],
    {},
    "wrong format",
    /still packed by gzip: unpack it with `data\.gunzip`/,
  ],
  ["a web page", [...Buffer.from("<!doctype html>")], {}, "wrong format", /looks like a web page/],
  [
    "an unknown type",
    [0, 0, 10, 1],
    {},
    "wrong header",
    /types 0x08 \(uint8\), 0x09 \(int8\).*got the code 0x0a/,
  ],
  ["no dimension", [0, 0, 8, 0, 5], {}, "wrong header", /at least one dimension, got 0/],
  [
    "half a header",
    images.slice(0, 10),
    {},
    "truncated",
    /16 bytes of header for 3 dimensions, got 10 bytes/,
  ],
  [
    "a number too few",
    [...images, 1, 2, 3],
    {},
    "truncated",
    /must have 20 bytes for the shape \[1, 2, 2\].*got 19/,
  ],
  ["a number too many", [...images, 1, 2, 3, 4, 5], {}, "trailing bytes", /must have 20 bytes.*got 21/],
  [
    "a shape beyond all memory",
    [0, 0, 14, 2, ...Array<number>(8).fill(255)],
    {},
    "too large",
    /\[4294967295, 4294967295\]/,
  ],
  [
    "a shape beyond what is allowed",
    [...images, 1, 2, 3, 4],
    { maxBytes: 19 },
    "too large",
    /takes 20 bytes; at most 19/,
  ],
  ["a file with a name", [1, 2, 3], { name: "x-images.gz" }, "truncated", /^readIdx: x-images\.gz must/],
])("readIdx refuses %s", (_, bytes, options, problem, message) => {
  const read = () => readIdx(Uint8Array.from(bytes), options);
  expect(read).toThrow(DataFileError);
  expect(read).toThrow(expect.objectContaining({ problem }) as Error);
  expect(read).toThrow(message);
});

test.each<[string, Parameters<typeof writeIdx>[0], RegExp]>([
  [
    "no dimension",
    { shape: [], data: Uint8Array.of(1) },
    /the number of dimensions must be a whole number from 1 to 255/,
  ],
  [
    "half a row",
    { shape: [1.5], data: Uint8Array.of(1) },
    /dimension 0 must be a whole number from 0 to 4294967295/,
  ],
  [
    "another count",
    { shape: [2, 2], data: Uint8Array.of(1) },
    /must have 4 numbers for the shape \[2, 2\], got 1/,
  ],
  [
    "a plain array",
    { shape: [1], data: [1] as unknown as Uint8Array },
    /must be one of Uint8Array, .*, got Array/,
  ],
])("writeIdx refuses %s", (_, array, message) => {
  expect(() => writeIdx(array)).toThrow(message);
});
