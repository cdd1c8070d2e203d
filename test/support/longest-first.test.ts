import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import config from "../../jest.config.js";
import LongestFirst from "./longest-first.js";

const cacheDirectory = mkdtempSync(join(tmpdir(), "cache-"));
afterAll(() => rmSync(cacheDirectory, { recursive: true }));

type Tests = Parameters<InstanceType<typeof LongestFirst>["sort"]>[0];
type Results = Parameters<InstanceType<typeof LongestFirst>["cacheResults"]>[1];

const context = {
  config: { cacheDirectory, id: "some", cache: true, haste: {} },
  hasteFS: { getSize: (path: string) => statSync(path).size },
} as unknown as Tests[0]["context"];
const sequencer = () => new LongestFirst({ contexts: [], globalConfig: {} as never });
const files = [
  "test/training/nothing-left-behind.test.ts",
  "test/kernel/one-kernel.test.ts",
  "notebooks/2-6-questions.ipynb",
  "test/base/memory.test.ts",
].map((file) => resolve(file));
const tests = (): Tests => files.map((path) => ({ context, path }));
const order = async () => (await sequencer().sort(tests())).map(({ path }) => basename(path));

test("before the first run a small file that is known to take long comes before larger ones", async () => {
  expect(statSync(files[1]).size).toBeLessThan(statSync(files[0]).size);
  expect(await order()).toEqual([
    "2-6-questions.ipynb",
    "one-kernel.test.ts",
    "nothing-left-behind.test.ts",
    "memory.test.ts",
  ]);
});

test("afterwards what took longest the last time comes first", async () => {
  const testResults = files.map((testFilePath, i) => ({
    ...{ testFilePath, numFailingTests: 0, perfStats: { start: 0, end: 0, runtime: 1000 * (i + 1) } },
  }));
  sequencer().cacheResults(tests(), { testResults } as unknown as Results);
  expect(await order()).toEqual([...files].reverse().map((file) => basename(file)));
});

test("what a run learns is kept in the project's folder, for each of Jest's projects", () => {
  const folders = config.projects?.map((project) => (project as { cacheDirectory?: string }).cacheDirectory);
  expect(new Set(folders)).toEqual(new Set([resolve(".setup/jest")]));
});
