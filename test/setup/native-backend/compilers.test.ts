import { chmodSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findCompilers, findProgram } from "../../../tools/setup/native-backend/compile-binding.mjs";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

/** Two folders of programs, the first with a file that cannot be run. */
function machine(first: string[], second: string[]): { PATH: string; folders: string[] } {
  const folders = [temporaryFolder(), temporaryFolder()];
  [first, second].forEach((names, i) => {
    writeFiles(folders[i], Object.fromEntries(names.map((name) => [name, ""])));
    for (const name of names) chmodSync(join(folders[i], name), 0o755);
  });
  writeFiles(folders[0], { "not-a-program": "" });
  return { PATH: folders.join(delimiter), folders };
}

test("g++ goes before clang++, wherever on the PATH they are", () => {
  const { PATH, folders } = machine(["clang++"], ["g++"]);
  expect(findCompilers({ PATH })).toEqual([join(folders[1], "g++"), join(folders[0], "clang++")]);
});

test("the compiler that CXX names goes before both, by name or by path", () => {
  const { PATH, folders } = machine(["my++", "g++"], []);
  expect(findCompilers({ PATH, CXX: "my++" })[0]).toBe(join(folders[0], "my++"));
  expect(findCompilers({ PATH, CXX: join(folders[0], "my++") })[0]).toBe(join(folders[0], "my++"));
  expect(findCompilers({ PATH, CXX: "g++" })).toHaveLength(1);
});

test("gcc alone is no C++ compiler", () => {
  expect(findCompilers({ PATH: machine(["gcc", "cc"], []).PATH })).toEqual([]);
});

test("a file that cannot be run is no program", () => {
  expect(findProgram("not-a-program", { PATH: machine([], []).PATH })).toBeUndefined();
  expect(findProgram("anything", {})).toBeUndefined();
});
