import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { inRoot } from "../setup/shared/paths.mjs";
import { declaredNames } from "./notebook-program.ts";

import type { Finding, NotebookSource } from "./notebook-program.ts";

const isAssertion = (node: ts.Node) =>
  ts.isExpressionStatement(node) &&
  ts.isCallExpression(node.expression) &&
  /^assert/.test(node.expression.expression.getText());

/** Whether a statement is one of the assertions that a function begins with. */
function isLeadingAssertion(node: ts.Node) {
  const { parent } = node;
  if (!isAssertion(node) || !ts.isBlock(parent) || !ts.isFunctionLike(parent.parent)) return false;
  return parent.statements.every((each) => each.pos > node.pos || isAssertion(each));
}

const isLeftOut = (node: ts.Node) =>
  node.kind === ts.SyntaxKind.ExportKeyword ||
  node.kind === ts.SyntaxKind.DefaultKeyword ||
  ts.isJSDoc(node) ||
  isLeadingAssertion(node);

/** The words of a node: without comments, `export`, the assertions that a function begins with, and last commas. */
function words(node: ts.Node): string[] {
  if (isLeftOut(node)) return [];
  const parts = node.getChildren();
  const found = parts.length > 0 ? parts.flatMap(words) : [node.getText()];
  const isLastComma = (word: string, i: number) => word === "," && /^[)\]}]$/.test(found[i + 1] ?? "");
  return found.filter((word, i) => word !== "" && word !== ";" && !isLastComma(word, i));
}

/** @returns the words of each declaration, by its names */
function declarations(name: string, text: string): Map<string, string[]> {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const found = new Map<string, string[]>();
  for (const statement of file.statements.filter((each) => !ts.isImportDeclaration(each))) {
    const names = declaredNames(statement).map((each) => each.text);
    const key = names.join(", ") || statement.getText().slice(0, 40);
    found.set(key, [...(found.get(key) ?? []), ...words(statement)]);
  }
  return found;
}

function firstDifference(shown: string[], library: string[]) {
  const at = shown.findIndex((word, i) => word !== library[i]);
  const from = Math.max(0, (at < 0 ? shown.length : at) - 4);
  const part = (all: string[]) => all.slice(from, from + 12).join(" ");
  return `the cell has \`${part(shown)}\`, the library \`${part(library)}\``;
}

/**
 * Cells that begin with `// lib: losses/cross-entropy.ts` show what that file of lib/src holds: each
 * declaration the same but for comments, `export` and the assertions at a function's beginning.
 *
 * @param folder default: lib/src
 */
export function libraryFindings({ cells }: NotebookSource, folder: string = inRoot("lib", "src")): Finding[] {
  return cells.flatMap((cell) => {
    const path = /^\s*\/\/ lib: *(\S+)/.exec(cell.cell.source)?.[1];
    if (path === undefined) return [];
    const finding = (message: string) => ({ cell, line: 1, message });
    if (!existsSync(join(folder, path))) return [finding(`lib/src/${path} does not exist`)];
    const library = declarations(path, readFileSync(join(folder, path), "utf8"));
    const shown = [...declarations("cell.ts", cell.cell.source)];
    if (shown.length === 0) return [finding(`it declares nothing of lib/src/${path}`)];
    return shown.flatMap(([name, inCell]) => {
      const inLibrary = library.get(name);
      if (!inLibrary) return [finding(`lib/src/${path} has no \`${name}\``)];
      if (inCell.join(" ") === inLibrary.join(" ")) return [];
      return [finding(`\`${name}\` is not as in lib/src/${path}: ${firstDifference(inCell, inLibrary)}`)];
    });
  });
}
