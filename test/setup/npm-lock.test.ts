import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { demandedPackages, isInstalled, lockedPackages } from "../../tools/setup/npm-lock.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

const one = { version: "1.0.0", integrity: "sha512-one" };
const two = { version: "2.0.0", integrity: "sha512-two" };
const elsewhere = { version: "3.0.0", integrity: "sha512-three", optional: true };
const lockOf = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages });

let root: string;
beforeEach(() => {
  root = temporaryFolder();
  const packages = { "node_modules/one": one, "node_modules/one/node_modules/two": two };
  writeFiles(root, {
    "package-lock.json": lockOf({ "": {}, lib: {}, ...packages, "node_modules/elsewhere": elsewhere }),
    "node_modules/.package-lock.json": lockOf(packages),
    "node_modules/one/package.json": JSON.stringify(one),
    "node_modules/one/node_modules/two/package.json": JSON.stringify(two),
  });
});

test("what npm recorded and what lies there agree with the lock file", () => {
  expect(isInstalled(root)).toBe(true);
});

test("without npm's record, as after an interrupted installation, nothing is believed", () => {
  rmSync(join(root, "node_modules/.package-lock.json"));
  expect(isInstalled(root)).toBe(false);
});

test("a package that is gone, or lies there in another version, is noticed", () => {
  writeFiles(root, { "node_modules/one/package.json": '{"version":"0.9.0"}' });
  expect(isInstalled(root)).toBe(false);
  rmSync(join(root, "node_modules/one"), { recursive: true });
  expect(isInstalled(root)).toBe(false);
});

test("a link that leads nowhere is noticed", () => {
  const packages = { "node_modules/linear-networks": { resolved: "lib", link: true } };
  for (const file of ["package-lock.json", "node_modules/.package-lock.json"]) {
    writeFiles(root, { [file]: lockOf(packages) });
  }
  expect(isInstalled(root)).toBe(false);
  writeFiles(root, { "node_modules/linear-networks/package.json": "{}" });
  expect(isInstalled(root)).toBe(true);
});

const deep = { "node_modules/one/node_modules/two": two };
test.each([
  ["asks for another version", { "node_modules/one": { ...one, version: "1.0.1" }, ...deep }],
  ["asks for other bytes", { "node_modules/one": { ...one, integrity: "sha512-other" }, ...deep }],
  ["asks for more", { "node_modules/one": one, "node_modules/three": two, ...deep }],
  ["asks for less", { "node_modules/one": one }],
])("a lock file that %s is not satisfied", (_, packages) => {
  writeFiles(root, { "package-lock.json": lockOf(packages) });
  expect(isInstalled(root)).toBe(false);
});

const linux = { os: "linux", cpu: "x64", libc: "glibc" };
const builds = {
  "node_modules/needed": {},
  "node_modules/deep/node_modules/needed": { os: ["linux"] },
  "node_modules/extra": { optional: true },
  "node_modules/linux-x64": { optional: true, os: ["linux"], cpu: ["x64"] },
  "node_modules/linux-x64-gnu": { optional: true, os: ["linux"], cpu: ["x64"], libc: ["glibc"] },
  "node_modules/linux-x64-musl": { optional: true, os: ["linux"], cpu: ["x64"], libc: ["musl"] },
  "node_modules/linux-arm64": { optional: true, os: ["linux"], cpu: ["arm64"] },
  "node_modules/darwin-x64": { optional: true, os: ["darwin"], cpu: ["x64"] },
  "node_modules/unix": { optional: true, os: ["!win32"] },
};
const always = ["node_modules/needed", "node_modules/deep/node_modules/needed"];

test.each([
  ["Linux with glibc", linux, ["linux-x64", "linux-x64-gnu", "unix"]],
  ["Linux with musl", { ...linux, libc: "musl" }, ["linux-x64", "linux-x64-musl", "unix"]],
  ["macOS", { ...linux, os: "darwin" }, ["darwin-x64", "unix"]],
  ["Windows", { ...linux, os: "win32" }, []],
])("on %s every package is demanded, and of the optional ones the builds for it", (_, machine, wanted) => {
  const names = wanted.map((name) => `node_modules/${name}`);
  expect(demandedPackages(builds, machine)).toEqual([...always, ...names]);
});

test("an optional build for this machine that is missing is noticed", () => {
  const own = { ...elsewhere, os: [process.platform], cpu: [process.arch] };
  const packages = { "node_modules/one": one, "node_modules/one/node_modules/two": two };
  writeFiles(root, { "package-lock.json": lockOf({ ...packages, "node_modules/own": own }) });
  expect(isInstalled(root)).toBe(false);
});

test("what this project demands lies in its node_modules", () => {
  const demanded = demandedPackages(lockedPackages(resolve(".")));
  expect(demanded).toEqual(expect.arrayContaining(["node_modules/tslab", "node_modules/typescript"]));
  expect(demanded.filter((name) => !existsSync(resolve(name, "package.json")))).toEqual([]);
});
