import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { inRoot } from "../setup/shared/paths.mjs";
import { declaredNames } from "./notebook-program.ts";

import type { Finding, NotebookSource } from "./notebook-program.ts";

const printer = ts.createPrinter({ removeComments: true });

const isAssertion = (statement: ts.Statement) =>
  ts.isExpressionStatement(statement) &&
  ts.isCallExpression(statement.expression) &&
  /^assert/.test(statement.expression.expression.getText());

/** Without `export`, and without the assertions that a function begins with. */
function stripped(statement: ts.Statement): ts.Node {
  const strip: ts.TransformerFactory<ts.Node> = (context) => {
    const visit = (node: ts.Node): ts.Node | undefined => {
      if (node.kind === ts.SyntaxKind.ExportKeyword || node.kind === ts.SyntaxKind.DefaultKeyword)
        return undefined;
      if (ts.isBlock(node) && ts.isFunctionLike(node.parent)) {
        const kept = node.statements.findIndex((inner) => !isAssertion(inner));
        const statements = kept < 0 ? [] : node.statements.slice(kept);
        return ts.visitEachChild(ts.factory.updateBlock(node, statements), visit, context);
      }
      return ts.visitEachChild(node, visit, context);
    };
    return (node) => visit(node) as ts.Node;
  };
  return ts.transform<ts.Node>(statement, [strip]).transformed[0] ?? statement;
}

/** Its words: a printed statement without line breaks, and without commas before a closing bracket. */
function words(statement: ts.Statement) {
  const text = printer.printNode(ts.EmitHint.Unspecified, stripped(statement), statement.getSourceFile());
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
  const found: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) {
    const word = scanner.getTokenText();
    if (/^[)\]}]$/.test(word) && found.at(-1) === ",") found.pop();
    found.push(word);
  }
  return found;
}

/** @returns the words of each declaration, by its names */
function declarations(name: string, text: string): Map<string, string[]> {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const found = new Map<string, string[]>();
  for (const statement of file.statements.filter((each) => !ts.isImportDeclaration(each))) {
    const key =
      declaredNames(statement)
        .map((each) => each.text)
        .join(", ") || statement.getText().slice(0, 40);
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
 * @param source of a cell
 * @returns the library's file that it says it shows
 */
const shownFile = (source: string): string | undefined => /^\s*\/\/ lib: *(\S+)/.exec(source)?.[1];

/**
 * Cells that begin with `// lib: losses/cross-entropy.ts` show what that file of lib/src holds: each
 * declaration the same but for comments, `export` and the assertions at a function's beginning.
 *
 * @param folder default: lib/src
 */
export function libraryFindings({ cells }: NotebookSource, folder: string = inRoot("lib", "src")): Finding[] {
  return cells.flatMap((cell) => {
    const path = shownFile(cell.cell.source);
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
