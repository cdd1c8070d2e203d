import { readFileSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { oldestPython } from "../../../tools/setup/find-python.mjs";

const text = (file: string) => readFileSync(resolve(file), "utf8");
const conda = text("environment.yml");
const { engines } = JSON.parse(text("package.json")) as { engines: { node: string } };
const oldestNode = engines.node.replace(">=", "").split(".").map(Number);

/** The major and the minor version after a name. */
const versionAfter = (name: string, within: string) =>
  (new RegExp(`${name}(\\d+)\\.?(\\d+)?`).exec(within) ?? []).slice(1).map(Number);

test.each(["jupyterlab", "nbconvert"])("conda's %s has the minor version of the project's own", (name) => {
  const own = versionAfter(`${name}==`, text("requirements.txt")).join(".");
  expect(conda).toContain(`- ${name}=${own}\n`);
});

test("Binder reads the file that conda reads", () => {
  expect(realpathSync("binder/environment.yml")).toBe(realpathSync("environment.yml"));
});

test("conda's Node and Python are versions that the project runs on", () => {
  const [nodeMajor = 0] = versionAfter("nodejs=", conda);
  expect(nodeMajor).toBeGreaterThan(oldestNode[0] ?? Infinity);
  const [major, minor] = versionAfter("python=", conda);
  expect(major).toBe(oldestPython[0]);
  expect(minor).toBeGreaterThanOrEqual(oldestPython[1] ?? Infinity);
});

test("the nightly tests begin with the oldest version of Node, as CI does; the image has one of theirs", () => {
  expect(text(".github/workflows/nightly.yml")).toContain(`node: [${oldestNode[0]}, 22, 24]\n`);
  expect(text(".github/workflows/ci.yml")).toContain(`node: ${oldestNode[0]}\n`);
  expect(text("Dockerfile")).toContain("FROM node:22-");
});
