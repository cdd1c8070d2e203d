import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import ts from "typescript";
import { findNotebooks } from "../../tools/notebooks/find-notebooks.ts";
import { readNotebook } from "../../tools/notebooks/notebook-file.ts";

const root = resolve(__dirname, "..", "..");
const groups = ["charts", "data", "losses", "models", "optim", "training", "notebook"];

/** The group of each name that the library exports, for example `fitLeastSquares` → `models`. */
const groupOf = new Map(groups.flatMap((group) => exportsOf(group).map((name) => [name, group])));

function exportsOf(group: string): string[] {
  const source = readFileSync(join(root, "lib", "src", group, "index.ts"), "utf8");
  return [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)]
    .flatMap(([, names]) => names.split(","))
    .map((name) => name.trim().replace(/^(?:type |\w+ as )/, ""))
    .filter((name) => name !== "");
}

/** Each place where a text names a function as no cell can call it. */
function flatNames(text: string): string[] {
  // An error message begins with the name of the function that throws.
  const body = text.replace(/^\w+(?:\.\w+)?:/, "");
  return [...body.matchAll(/(?<![\w.$/])(`?)([A-Za-z]\w+)(\(?)/g)]
    .filter(([, tick, name, call]) => tick || call || /[a-z][A-Z]/.test(name))
    .flatMap(([, , name]) => {
      const group = groupOf.get(name);
      return group === undefined ? [] : [`${name} is called ${group}.${name}: ${text.slice(0, 80)}`];
    });
}

/** Sentences among a file's strings: single words are arguments. */
function sentencesOf(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && /\S \S/.test(node.text)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest));
  return found;
}

test.each([
  ["call dispose() on them, or hand them to finish([…]).", ["finish is called notebook.finish"]],
  ["unpack it by `gunzip` first.", ["gunzip is called data.gunzip"]],
  ["Compare with fitLeastSquares(X, y).", ["fitLeastSquares is called models.fitLeastSquares"]],
  ["unpack it with `data.gunzip` first.", []],
  ["fitLeastSquares: X must hold at least one sample", []],
  ["train again with smaller batches", []],
])("in %j the names without their group are %j", (text, wanted) => {
  expect(flatNames(text).map((found) => found.replace(/: .*/, ""))).toEqual(wanted);
});

// The titles of charts hold formulas, in which softmax(o) is mathematics.
const rooms = ["base", ...groups.filter((group) => group !== "charts")].map((room) => `lib/src/${room}`);

test.each(["exercises/src", "kernel/src", ...rooms])(
  "messages and hints in %s name functions as a cell calls them",
  (folder) => {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    const sources = files.filter((file) => file.endsWith(".ts")).map((file) => join(root, folder, file));
    expect(sources.flatMap(sentencesOf).flatMap(flatNames)).toEqual([]);
  },
);

const notebooks = findNotebooks([]).map((file) => ({ name: basename(file), ...readNotebook(file) }));
/** What a notebook builds by hand is called by its own name, in later notebooks too. */
const declaredInCells = new Set(
  notebooks
    .flatMap(({ cells }) => cells.filter((cell) => cell.cell_type === "code"))
    .flatMap(({ source }) =>
      [...source.matchAll(/\b(?:const|function|type) (\w+)/g)].map(([, name]) => name),
    ),
);

test.each(notebooks)("the text of $name names functions as its cells call them", ({ cells }) => {
  const texts = cells.filter((cell) => cell.cell_type === "markdown").map(({ source }) => source);
  const found = texts.flatMap((text) => text.split("\n")).flatMap(flatNames);
  expect(found.filter((each) => !declaredInCells.has(each.split(" ")[0]))).toEqual([]);
});
