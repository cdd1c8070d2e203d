import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { findNotebooks } from "../../tools/notebooks/find-notebooks.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "find-notebooks-"));
  for (const name of ["0-start-here.ipynb", "1-1-regression.ipynb", "1-10-more.ipynb", "notes.md"]) {
    writeFileSync(join(folder, name), "");
  }
  mkdirSync(join(folder, ".ipynb_checkpoints"));
  writeFileSync(join(folder, ".ipynb_checkpoints", "0-start-here-checkpoint.ipynb"), "");
});

afterAll(() => rmSync(folder, { recursive: true }));

const found = (...names: string[]) => findNotebooks(names, folder).map((path) => basename(path));

test.each([
  [[], ["0-start-here.ipynb", "1-1-regression.ipynb", "1-10-more.ipynb"]],
  [["0"], ["0-start-here.ipynb"]],
  [["1-1"], ["1-1-regression.ipynb", "1-10-more.ipynb"]],
  [["notebooks/1-10-more.ipynb"], ["1-10-more.ipynb"]],
  [["1-10-more", "1-10"], ["1-10-more.ipynb"]],
])("%j names %j", (names, files) => {
  expect(found(...names)).toEqual(files);
});

test("a name that fits none is refused, with those that there are", () => {
  let failure: unknown;
  try {
    found("2-1");
  } catch (error) {
    failure = error;
  }
  expect(failure).toMatchObject({
    message: "no notebook is called 2-1",
    cure: "name one of these: 0-start-here, 1-1-regression, 1-10-more",
  });
});
