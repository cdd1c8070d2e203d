import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { cacheEntry, writableFolder } from "../../../tools/setup/native-backend/cache.mjs";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

let cache: string;
let made: number;
const { signal } = new AbortController();

beforeEach(() => {
  cache = join(temporaryFolder(), "cache");
  made = 0;
});

const make = (folder: string) => {
  made += 1;
  writeFiles(folder, { "library.so": "library", "binding.node": "binding", "include/header.h": "left over" });
  return Promise.resolve(["library.so", "binding.node"]);
};
const entry = () => cacheEntry(cache, "key", make, signal);

test("an entry is made once and then found", async () => {
  const first = await entry();
  const second = await entry();
  expect(made).toBe(1);
  expect(second.folder).toBe(first.folder);
  expect(second.files.sort()).toEqual(["binding.node", "library.so"]);
  expect(readFileSync(join(first.folder, "library.so"), "utf8")).toBe("library");
});

test("it holds what is to be kept, and no more", async () => {
  const { folder } = await entry();
  expect(readdirSync(folder).sort()).toEqual(["binding.node", "library.so", "manifest.json"]);
  expect(readdirSync(cache)).toEqual(["key"]);
});

test.each(["library.so", "manifest.json"])("an entry whose %s is damaged is made again", async (name) => {
  const { folder } = await entry();
  writeFileSync(join(folder, name), "damaged");
  await entry();
  expect(made).toBe(2);
  expect(readFileSync(join(folder, "library.so"), "utf8")).toBe("library");
});

test("two that make the same entry at once both get a whole one", async () => {
  const [first, second] = await Promise.all([entry(), entry()]);
  expect(made).toBe(2);
  expect(second.folder).toBe(first.folder);
  expect(readdirSync(cache)).toEqual(["key"]);
  await entry();
  expect(made).toBe(2);
});

test("an entry that could not be made leaves nothing behind", async () => {
  const failing = cacheEntry(
    cache,
    "key",
    (folder) => make(folder).then(() => Promise.reject(new Error("no network"))),
    signal,
  );
  await expect(failing).rejects.toThrow("no network");
  expect(readdirSync(cache)).toEqual([]);
});

test("what a set-up that was killed left is removed, what a running one makes is not", async () => {
  const { stdout } = spawnSync(process.execPath, ["-e", "console.log(process.pid)"], { encoding: "utf8" });
  const name = (pid: number) => `unfinished ${hostname()} ${pid} 3067abcd-0000-4000-8000-000000000000`;
  const [dead, running] = [name(Number(stdout)), name(process.pid)];
  for (const each of [dead, running]) mkdirSync(join(cache, each), { recursive: true });
  await entry();
  expect(readdirSync(cache).sort()).toEqual(["key", running].sort());
});

test("where the user's cache cannot be written another folder is taken", () => {
  const folder = temporaryFolder();
  writeFiles(folder, { file: "not a folder" });
  const instead = join(folder, "instead");
  expect(writableFolder([join(folder, "file/cache"), instead])).toBe(instead);
  expect(writableFolder([join(folder, "cache"), instead])).toBe(join(folder, "cache"));
  expect(existsSync(join(folder, "cache"))).toBe(true);
});
