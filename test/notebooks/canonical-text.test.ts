import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { canonicalJson, notebookText } from "../../tools/notebooks/canonical-text.ts";
import { parseNotebook } from "../../tools/notebooks/notebook-file.ts";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import type { Notebook } from "../../tools/notebooks/notebook-file.ts";
import { code, display, finished, markdown, notebook, png, stdout } from "./make-notebook.mjs";

const sample = notebook(
  markdown("# Title\n\nText with ∇ and 线性"),
  code("const a = 1;\na", { outputs: [stdout("1\n2\u2028x"), stdout("3\n")], count: 1 }),
  code("show()", {
    tags: ["varies"],
    outputs: [
      display({ "text/plain": "a\nb", "image/png": png(3, 4), "application/json": { b: 1e-7, a: [] } }),
    ],
  }),
  finished,
);

test("a notebook is stored as nbformat itself writes it", () => {
  const rewrite =
    "import nbformat, sys; nb = nbformat.reads(sys.stdin.buffer.read().decode(), 4); nbformat.validate(nb); " +
    "sys.stdout.buffer.write((nbformat.writes(nb) + '\\n').encode())";
  const text = notebookText(sample);
  const byPython = execFileSync(venvProgram("python"), ["-c", rewrite], { input: text, encoding: "utf8" });
  expect(byPython).toBe(text);
});

test("storing what was read from the file changes no byte", () => {
  const text = notebookText(sample);
  expect(notebookText(parseNotebook(text, "sample"))).toBe(text);
});

test("what differs from machine to machine is not stored", () => {
  const [cell] = notebook("1").cells;
  const worn = {
    ...notebook({
      ...cell,
      metadata: { execution: { "iopub.execute_input": "2026-01-01T10:00:00Z" }, trusted: true },
    }),
    metadata: {
      language_info: { name: "typescript", version: "3.7.2" },
      kernelspec: { name: "other", display_name: "Other" },
      widgets: {},
      title: "kept",
    },
  };
  const stored = JSON.parse(notebookText(worn)) as Notebook;
  expect(stored.cells[0].metadata).toEqual({});
  expect(stored.metadata).toEqual({
    kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
    language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
    title: "kept",
  });
});

test("a cell without an id, or with one that is taken, gets one that stays", () => {
  const cells = notebook("1", "2", "3").cells.map((cell, i) => ({
    ...cell,
    id: i === 1 ? undefined : "same",
  }));
  const text = notebookText({ ...notebook(), cells });
  const stored = JSON.parse(text) as Notebook;
  expect(stored.cells.map(({ id }) => id)).toEqual(["same", "cell-2", "cell-3"]);
  expect(notebookText(parseNotebook(text, "sample"))).toBe(text);
});

test("canonical JSON is valid JSON of the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([
  [1e-7, "1e-07"],
  [0.00001234, "1.234e-05"],
  [0.0001, "0.0001"],
  [-2.5e-12, "-2.5e-12"],
  [1e21, "1e+21"],
  [123456789012345680000, "123456789012345680000"],
  [0, "0"],
])("the number %p is written as Python writes it: %s", (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test("what is no notebook is refused by name", () => {
  expect(() => parseNotebook("{", "a.ipynb")).toThrow(/^a\.ipynb is not valid JSON/);
  expect(() => parseNotebook('{"nbformat": 3}', "a.ipynb")).toThrow("a.ipynb has nbformat 3, wanted 4");
});
