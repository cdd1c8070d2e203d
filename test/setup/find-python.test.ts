import { chmodSync } from "node:fs";
import { join } from "node:path";
import type { Failure } from "../../tools/setup/shared/failure.mjs";
import { askPython, findPython } from "../../tools/setup/find-python.mjs";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

/** A machine on which these commands are Pythons of these versions. */
const machine = (versions: Record<string, number[]>) => (command: string) =>
  versions[command] && { command, program: `/bin/${command}`, version: versions[command], canMakePip: true };

test("python3 is taken where it is new enough", () => {
  expect(findPython({}, machine({ python3: [3, 12, 1], python: [3, 13, 0] })).command).toBe("python3");
});

test("3.10 is new enough, and 4.0 would be", () => {
  expect(findPython({}, machine({ python3: [3, 10, 0] })).version).toEqual([3, 10, 0]);
  expect(findPython({}, machine({ python3: [4, 0, 0] })).version).toEqual([4, 0, 0]);
});

test("a newer one under another name is found where python3 is too old", () => {
  const found = findPython({}, machine({ python3: [3, 9, 2], "python3.11": [3, 11, 7] }));
  expect(found.command).toBe("python3.11");
});

test("PYTHON goes before everything", () => {
  const ask = machine({ python3: [3, 12, 1], "/opt/my python": [3, 11, 0] });
  expect(findPython({ PYTHON: "/opt/my python" }, ask).command).toBe("/opt/my python");
});

test("a PYTHON that does not run is not replaced silently", () => {
  const find = () => findPython({ PYTHON: "python9" }, machine({ python3: [3, 12, 1] }));
  expect(find).toThrow("Python 3.10 or newer is needed; PYTHON=python9 does not run");
});

test("where all are too old the message names them and tells how to get a newer one", () => {
  const find = () => findPython({}, machine({ python3: [3, 8, 10], python: [2, 7, 18] }));
  expect(find).toThrow("has only older ones: python3 is 3.8.10, python is 2.7.18");
  expect(cureOf(find)).toContain("install it");
});

test("where there is none the message says so", () => {
  expect(() => findPython({}, machine({}))).toThrow("this machine has none");
});

test("a real Python tells its path, its version and whether it can make pip", () => {
  const python = askPython(venvProgram("python"));
  expect(python?.version).toHaveLength(3);
  expect(python?.program).toContain("python");
  expect(typeof python?.canMakePip).toBe("boolean");
});

test("a real Python is found although the environment names another one's folders", () => {
  const before = process.env["PYTHONHOME"];
  process.env["PYTHONHOME"] = "/nonexistent";
  const python = askPython(venvProgram("python"));
  if (before === undefined) delete process.env["PYTHONHOME"];
  else process.env["PYTHONHOME"] = before;
  expect(python?.version).toHaveLength(3);
});

test("a Python in a folder with spaces is asked, and one without ensurepip is told", () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    "ensurepip.py": 'raise ImportError("not here")\n',
    "my python": `#!/bin/sh\nPYTHONPATH='${folder}' exec '${venvProgram("python")}' "$@"\n`,
  });
  chmodSync(join(folder, "my python"), 0o755);
  expect(askPython(join(folder, "my python"))?.canMakePip).toBe(false);
});

test("what is no Python is none", () => {
  expect(askPython("no-such-program")).toBeUndefined();
  expect(askPython("false")).toBeUndefined();
  expect(askPython("true")).toBeUndefined();
  expect(askPython("echo")).toBeUndefined();
});

/** What the failure of this function advises. */
function cureOf(find: () => unknown): string | undefined {
  try {
    find();
  } catch (error) {
    return (error as Failure).cure;
  }
}
