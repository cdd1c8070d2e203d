import { randomBytes } from "node:crypto";
import fs, { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, inflateSync } from "node:zlib";
import { base64, compression, files, hash } from "../../../lib/src/platform";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform "));
  path = join(folder, "a file");
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const text = (words: string) => new TextEncoder().encode(words);

describe("a new file", () => {
  test("appears under its name when it is complete, in the place of the one before", async () => {
    await writeFile(path, "before");
    const file = await files.create(path);
    await file.write(text("....words"));
    await file.write(text("some"), 0);
    expect(await readFile(path, "utf8")).toBe("before");
    await file.complete();
    expect(await readFile(path, "utf8")).toBe("somewords");
    expect(await readdir(folder)).toEqual(["a file"]);
  });

  test("is written whole by a disk that takes a byte at a time", async () => {
    const { open } = fs;
    jest.spyOn(fs, "open").mockImplementation(async (...given) => {
      const handle = await open(...given);
      const write = handle.write.bind(handle) as (...all: unknown[]) => Promise<never>;
      handle.write = (...all: unknown[]) => write(all[0], all[1], 1, all[3]);
      return handle;
    });
    const file = await files.create(path);
    await file.write(text("words"));
    await file.complete();
    expect(await readFile(path, "utf8")).toBe("words");
  });

  test("that is removed leaves nothing, before and after it has failed", async () => {
    const file = await files.create(path);
    await file.write(text("words"));
    await file.remove();
    const directory = await files.create(folder);
    await expect(directory.complete()).rejects.toMatchObject({ code: expect.any(String) as string });
    await directory.remove();
    expect(await readdir(folder)).toEqual([]);
    expect((await readdir(join(folder, ".."))).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("of the same version continues what was left, and another version does not", async () => {
    const first = await files.create(path, "1");
    await first.write(text("some"));
    await first.leave();
    const other = await files.create(path, "2");
    expect(other.size).toBe(0);
    await other.leave();
    const second = await files.create(path, "1");
    expect(second.size).toBe(4);
    await second.write(text("words"));
    await second.complete();
    expect(await readFile(path, "utf8")).toBe("somewords");
    expect(await readdir(folder)).toEqual(["a file"]);
  });

  test("takes over the longest part that nobody has written to for an hour", async () => {
    const hourAgo = Date.now() / 1000 - 3601;
    for (const [name, words] of Object.entries({ old: "some", older: "s", fresh: "someone else's" })) {
      await writeFile(`${path}.1.${name}.part`, words);
      if (name !== "fresh") await utimes(`${path}.1.${name}.part`, hourAgo, hourAgo);
    }
    const file = await files.create(path, "1");
    expect(file.size).toBe(4);
    await file.remove();
    expect((await readdir(folder)).sort()).toEqual(["a file.1.fresh.part", "a file.1.older.part"]);
  });
});

test("reading stops at the end of the file, from whatever position", async () => {
  await writeFile(path, "somewords");
  const file = await files.open(path);
  const into = new Uint8Array(6);
  expect([file.size, await file.read(into, 0), await file.read(into, 7), await file.read(into, 9)]).toEqual([
    9, 6, 2, 0,
  ]);
  await file.close();
});

// FIPS 180-2, appendix B.
test.each([
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
])("the SHA-256 of %s is that of the standard, whole and in parts", async (words, digest) => {
  await writeFile(path, words);
  expect(await hash.sha256(text(words))).toBe(digest);
  expect(await hash.sha256(files.stream(path))).toBe(digest);
});

test("unpacked parts lie one behind the other each filling the room that was asked for", async () => {
  const bytes = randomBytes(1000);
  const parts: Uint8Array[] = [];
  for await (const part of compression.gunzip(gzipSync(bytes), 400)) parts.push(part);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  expect(parts.map((part) => part.length)).toEqual([400, 400, 200]);
});

test.each([
  ["cut", "truncated", (packed: Uint8Array) => packed.subarray(0, packed.length - 1)],
  ["damaged", "damaged", (packed: Uint8Array) => packed.map((byte, i) => (i === 2 ? 9 : byte))],
])("data that are %s are rejected with the code %s", async (_, code, spoil) => {
  const unpack = async () => {
    for await (const part of compression.gunzip(spoil(gzipSync("words")), 400)) expect(part).toBeDefined();
  };
  await expect(unpack()).rejects.toMatchObject({ code });
});

test("packed bytes are zlib's, which unpacks them", () => {
  const bytes = randomBytes(1000);
  expect(inflateSync(compression.deflate(bytes)).equals(bytes)).toBe(true);
});

// Each PNG file ends with this chunk, its name and its CRC-32; RFC 4648, section 10.
test("the CRC-32 and base64 are those of their standards", () => {
  expect(hash.crc32(text("IEND"))).toBe(0xae426082);
  expect(["", "f", "fo", "foobar"].map((word) => base64(text(word)))).toEqual([
    "",
    "Zg==",
    "Zm8=",
    "Zm9vYmFy",
  ]);
});

test("a text goes to the end of a file, whose folder is made, and can be removed", async () => {
  const below = join(folder, "below", "notes");
  await files.append(below, "some");
  await files.append(below, "words");
  expect(Buffer.from(files.readNow(below)).toString()).toBe("somewords");
  await files.remove(below);
  await expect(files.read(below)).rejects.toMatchObject({ code: "ENOENT" });
});
