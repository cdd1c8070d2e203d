import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { oldestPython } from "../../../scripts/setup/find-python.mjs";
import { readYaml } from "./read-yaml.mjs";

interface Environment {
  name: string;
  channels: string[];
  dependencies: string[];
}

const environment = readYaml("environment.yml") as Environment;
const pins = new Map(environment.dependencies.map((each) => each.split("=") as [string, string | undefined]));
const text = (file: string) => readFileSync(resolve(file), "utf8");

test("conda's environment names its channel and each package with a minor version, pip apart", () => {
  expect(Object.keys(environment).sort()).toEqual(["channels", "dependencies", "name"]);
  expect(environment.channels).toEqual(["conda-forge", "nodefaults"]);
  const unpinned = environment.dependencies.filter((each) => !/^[a-z-]+=\d+\.\d+$/.test(each));
  expect(unpinned).toEqual(["pip"]);
});

test.each(["jupyterlab", "nbconvert"])("conda's %s has the minor version of the project's own", (name) => {
  const own = new RegExp(`^${name}==(\\d+\\.\\d+)\\.`, "m").exec(text("requirements.txt"))?.[1];
  expect(pins.get(name)).toBe(own);
});

test("conda's Node and Python are such as the project runs on", () => {
  const { engines } = JSON.parse(text("package.json")) as { engines: { node: string } };
  const oldest = /^>=(\d+)\.(\d+)$/.exec(engines.node)?.slice(1).map(Number) ?? [];
  expect(oldest).toHaveLength(2);
  expect(isAtLeast(pins.get("nodejs"), oldest)).toBe(true);
  expect(isAtLeast(pins.get("python"), oldestPython)).toBe(true);
});

test("Binder gets the same environment", () => {
  expect(text("binder/environment.yml")).toBe(text("environment.yml"));
});

test("what Binder runs is a program, and bash understands it", () => {
  for (const program of ["binder/postBuild", ".ci/notebooks", ".ci/run"]) {
    expect(statSync(resolve(program)).mode & 0o111).toBe(0o111);
    expect(spawnSync("bash", ["-n", resolve(program)], { encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
  }
});

function isAtLeast(version: string | undefined, [major = 0, minor = 0]: number[]): boolean {
  const [ownMajor = -1, ownMinor = -1] = (version ?? "").split(".").map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
