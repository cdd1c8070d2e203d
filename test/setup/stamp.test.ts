import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  changedFiles,
  hasStamp,
  removeStamp,
  writeStamp,
  writeStampWithSums,
} from "../../tools/setup/stamp.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  writeFiles(folder, { "a.txt": "first", "deep/b.txt": "second" });
  writeStamp(folder, "inputs", ["a.txt", "deep/b.txt"]);
});

test("a folder that was stamped and left alone is complete", () => {
  expect(hasStamp(folder, "inputs")).toBe(true);
});

test("a folder made from other inputs is not", () => {
  expect(hasStamp(folder, "other inputs")).toBe(false);
});

test("a folder without a stamp is not complete, nor is one that is not there", () => {
  removeStamp(folder);
  expect(hasStamp(folder, "inputs")).toBe(false);
  expect(hasStamp(join(folder, "nowhere"), "inputs")).toBe(false);
});

test("a folder that lost a file is not complete", () => {
  rmSync(join(folder, "deep"), { recursive: true });
  expect(hasStamp(folder, "inputs")).toBe(false);
});

test("a folder with a file cut short, as by a full disk, is not complete", () => {
  writeFileSync(join(folder, "a.txt"), "fir");
  expect(hasStamp(folder, "inputs")).toBe(false);
});

test("a folder in place of a file is not taken for it, although it may be as long", () => {
  const place = join(folder, "c.txt");
  mkdirSync(place);
  const { size } = statSync(place);
  rmSync(place, { recursive: true });
  writeFileSync(place, "x".repeat(size));
  writeStamp(folder, "inputs", ["c.txt"]);
  expect(hasStamp(folder, "inputs")).toBe(true);
  rmSync(place);
  mkdirSync(place);
  expect(hasStamp(folder, "inputs")).toBe(false);
});

test("a file written again with the same content changes nothing, whatever its time", () => {
  writeFileSync(join(folder, "a.txt"), "first");
  expect(hasStamp(folder, "inputs")).toBe(true);
});

test("removing the stamp of an inner folder leaves the outer folder complete", () => {
  writeStampWithSums(join(folder, "deep"), "its own", ["b.txt"]);
  writeStampWithSums(folder, "inputs");
  removeStamp(join(folder, "deep"));
  expect(hasStamp(folder, "inputs")).toBe(true);
  expect(changedFiles(folder)).toEqual([]);
});

test("a change is found in what was installed, not in what Python has compiled of it", () => {
  writeFiles(folder, { "deep/__pycache__/b.pyc": "time 1" });
  writeStampWithSums(folder, "inputs");
  writeFiles(folder, { "deep/__pycache__/b.pyc": "time 2", "deep/b.txt": "SECOND" });
  expect(changedFiles(folder)).toEqual(["deep/b.txt"]);
});

test.each(["", "{", "null", '{"digest":"inputs"}'])("a damaged stamp (%j) counts as none", (text) => {
  writeFileSync(join(folder, ".set-up-stamp.json"), text);
  expect(hasStamp(folder, "inputs")).toBe(false);
});
