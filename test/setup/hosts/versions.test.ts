import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { oldestPython } from "../../../tools/setup/find-python.mjs";

const text = (file: string) => readFileSync(resolve(file), "utf8");
const conda = Object.fromEntries(
  [...text("environment.yml").matchAll(/^ {2}- ([a-z-]+)=([\d.]+)$/gm)].map(([, name, version]) => [
    name,
    version,
  ]),
) as Record<string, string>;
const { engines } = JSON.parse(text("package.json")) as { engines: { node: string } };
const oldestNode = engines.node.replace(">=", "").split(".").map(Number);

/** Whether a version is no older than another. */
function isAtLeast(version: string | undefined, [major = 0, minor = 0]: number[]): boolean {
  const [ownMajor = -1, ownMinor = -1] = (version ?? "").split(".").map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

test.each(["jupyterlab", "nbconvert"])("conda's %s has the minor version of the project's own", (name) => {
  const own = new RegExp(`^${name}==(\\d+\\.\\d+)\\.`, "m").exec(text("requirements.txt"))?.[1];
  expect(conda[name]).toBe(own);
});

test("conda's Node and Python are versions that the project runs on", () => {
  expect(isAtLeast(conda["nodejs"], oldestNode)).toBe(true);
  expect(isAtLeast(conda["python"], oldestPython)).toBe(true);
});

test("Binder gets the same environment", () => {
  expect(text("binder/environment.yml")).toBe(text("environment.yml"));
});

test("the nightly tests begin with the oldest version of Node, as CI does; the image has one of theirs", () => {
  const versions =
    /node: \[(.*)\]/.exec(text(".github/workflows/nightly.yml"))?.[1]?.split(", ").map(Number) ?? [];
  expect(versions[0]).toBe(oldestNode[0]);
  expect(text(".github/workflows/ci.yml")).toContain(`node: ${versions[0]}\n`);
  expect(versions).toContain(Number(/^FROM node:(\d+)-/m.exec(text("Dockerfile"))?.[1]));
});
