import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { placeFiles, places, removeFiles } from "../../../tools/setup/native-backend/from-wheel.mjs";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

let from: string;
let tfjsNode: string;
beforeEach(() => {
  from = temporaryFolder();
  tfjsNode = temporaryFolder();
  writeFiles(from, Object.fromEntries(places.map(({ name }) => [name, `content of ${name}`])));
});

test("each file lies where tfjs-node looks for it, without taking room", () => {
  placeFiles(from, tfjsNode);
  for (const { name, place } of places) {
    expect(readFileSync(join(tfjsNode, place), "utf8")).toBe(`content of ${name}`);
    expect(statSync(join(tfjsNode, place)).ino).toBe(statSync(join(from, name)).ino);
  }
});

test("files of an earlier attempt are replaced, not written into", () => {
  const [{ place }] = places;
  writeFiles(tfjsNode, { [place]: "old", [`${place}.new`]: "half" });
  placeFiles(from, tfjsNode);
  expect(readFileSync(join(tfjsNode, place), "utf8")).toContain("content of");
  expect(readdirSync(join(tfjsNode, "deps/lib"))).toHaveLength(2);
});

test("the binding comes last, so that it is never there without its libraries", () => {
  expect(places.at(-1)?.name).toMatch(/\.node$/);
  expect(() => placeFiles(temporaryFolder(), tfjsNode)).toThrow("ENOENT");
  expect(existsSync(join(tfjsNode, "lib"))).toBe(false);
});

test("all are taken away again", () => {
  placeFiles(from, tfjsNode);
  removeFiles(tfjsNode);
  expect(places.some(({ place }) => existsSync(join(tfjsNode, place)))).toBe(false);
  expect(existsSync(join(from, places[0].name))).toBe(true);
});
