import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { colabEdition, ownCells } from "../../tools/colab/edition.ts";
import { fromColabFolder } from "../../tools/colab/links.ts";
import { cloneAddress } from "../../tools/colab/repository.ts";
import { editions, writeEditions } from "../../tools/colab/write-editions.ts";
import { notebookText } from "../../tools/notebooks/canonical-text.ts";
import {
  type Cell,
  type Notebook,
  parseNotebook,
  readNotebook,
} from "../../tools/notebooks/notebook-file.ts";

const markdown = (id: string, source: string): Cell => ({ cell_type: "markdown", id, metadata: {}, source });
const code = (id: string, source: string, tags?: string[]): Cell => ({
  ...{ cell_type: "code", id, metadata: tags ? { tags } : {}, source },
  ...{ outputs: [{ output_type: "stream", name: "stdout", text: "1\n" }], execution_count: 3 },
});
const notebook = (...cells: Cell[]): Notebook => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
const small = notebook(
  markdown("title", "# Title\n\nAfter this: [next](1-2-b.ipynb)."),
  code("setup", "console.log(1);", ["varies"]),
  markdown("text", "See [the data](../data/README.md)."),
  code("answer-1", "// lib: data/x.ts\nconst x = 1;"),
);

describe("one notebook", () => {
  const edition = colabEdition(small, "https://github.com/owner/name");
  const cell = (id: string) => edition.cells.find((each) => each.id === id);

  test("begins with its title, what this edition is, and the cell that sets up", () => {
    expect(edition.cells.slice(0, 3).map(({ id }) => id)).toEqual([
      "title",
      ownCells.introduction,
      ownCells.setUp,
    ]);
    expect(edition.metadata["kernelspec"]).toMatchObject({ name: "python3", language: "python" });
  });

  test("has each code cell under the magic, otherwise as it was, without outputs", () => {
    expect(cell("setup")).toMatchObject({
      source: "%%ts\nconsole.log(1);",
      metadata: { tags: ["varies"] },
      outputs: [],
      execution_count: null,
    });
    expect(cell("answer-1")?.source).toBe("%%ts\n// lib: data/x.ts\nconst x = 1;");
  });

  test("clones from the repository, or says where to write its address", () => {
    expect(cell(ownCells.setUp)?.source).toContain('REPOSITORY = "https://github.com/owner/name"\n');
    const without = colabEdition(small, "").cells.find(({ id }) => id === ownCells.setUp);
    expect(without?.source).toContain('REPOSITORY = ""\n');
  });
});

test.each([
  ["[next](1-2-b.ipynb)", "[next](1-2-b.ipynb)"],
  ["[part](1-2-b.ipynb#q3)", "[part](1-2-b.ipynb#q3)"],
  ["[data](../data/README.md)", "[data](../../data/README.md)"],
  ['<img src="picture.png">', '<img src="../picture.png">'],
  [
    "[site](https://example.org/a) [up](#q1) ![in](attachment:a.png)",
    "[site](https://example.org/a) [up](#q1) ![in](attachment:a.png)",
  ],
  ["`a[0](x)` and\n```ts\nf[1](y)\n```", "`a[0](x)` and\n```ts\nf[1](y)\n```"],
])("one folder deeper %j is %j", (before, after) => {
  expect(fromColabFolder(before)).toBe(after);
});

test.each([
  [undefined, ""],
  ["github:owner/name", "https://github.com/owner/name"],
  ["git+https://example.org/name.git", "https://example.org/name.git"],
])("the repository %j is cloned from %j", (repository, address) => {
  expect(cloneAddress(repository && { url: repository })).toBe(address);
});

describe("a project", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "editions-"));
    mkdirSync(join(root, "notebooks"));
    for (const name of ["1-1-a", "1-2-b", "2-6a-draft"])
      writeFileSync(join(root, "notebooks", `${name}.ipynb`), notebookText(small));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test("has an edition of each notebook, and none of drafts, which clones the repository", () => {
    writeFileSync(join(root, "package.json"), '{ "repository": "github:owner/name" }');
    const folder = join(root, "site", "colab");
    writeEditions(root, folder);
    expect(readdirSync(folder)).toEqual(["1-1-a.ipynb", "1-2-b.ipynb"]);
    const { cells } = readNotebook(join(folder, "1-1-a.ipynb"));
    expect(cells.find(({ id }) => id === ownCells.setUp)?.source).toContain(
      'REPOSITORY = "https://github.com/owner/name"',
    );
  });
});

test("each edition of this project's notebooks has every cell of its original, in order", () => {
  const made = [...editions(resolve("."))];
  expect(made.length).toBeGreaterThanOrEqual(11);
  for (const [file, text] of made) {
    const original = readNotebook(resolve("notebooks", file)).cells.map(({ id }) => id);
    const own: string[] = Object.values(ownCells);
    const ids = parseNotebook(text, file).cells.map(({ id }) => id ?? "");
    expect(ids.filter((id) => !own.includes(id))).toEqual(original);
  }
});
