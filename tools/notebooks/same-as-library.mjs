import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { inRoot } from "../setup/shared/paths.mjs";
import { declaredNames } from "./house-rules.mjs";

/** @import { Finding, NotebookSource } from "./notebook-program.mjs" */

const printer = ts.createPrinter({ removeComments: true });

/** @param {ts.Statement} statement */
const isAssertion = (statement) =>
  ts.isExpressionStatement(statement) &&
  ts.isCallExpression(statement.expression) &&
  /^assert/.test(statement.expression.expression.getText());

/** Without `export`, and without the assertions that a function begins with. @param {ts.Statement} statement @returns {ts.Node} */
function stripped(statement) {
  /** @type {ts.TransformerFactory<ts.Node>} */
  const strip = (context) => {
    /** @param {ts.Node} node @returns {ts.Node | undefined} */
    const visit = (node) => {
      if (node.kind === ts.SyntaxKind.ExportKeyword || node.kind === ts.SyntaxKind.DefaultKeyword)
        return undefined;
      if (ts.isBlock(node) && ts.isFunctionLike(node.parent)) {
        const kept = node.statements.findIndex((inner) => !isAssertion(inner));
        const statements = kept < 0 ? [] : node.statements.slice(kept);
        return ts.visitEachChild(ts.factory.updateBlock(node, statements), visit, context);
      }
      return ts.visitEachChild(node, visit, context);
    };
    return (node) => /** @type {ts.Node} */ (visit(node));
  };
  return ts.transform(/** @type {ts.Node} */ (statement), [strip]).transformed[0] ?? statement;
}

/** Its words: a printed statement without line breaks, and without commas before a closing bracket. @param {ts.Statement} statement */
function words(statement) {
  const text = printer.printNode(ts.EmitHint.Unspecified, stripped(statement), statement.getSourceFile());
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
  /** @type {string[]} */
  const found = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) {
    const word = scanner.getTokenText();
    if (/^[)\]}]$/.test(word) && found.at(-1) === ",") found.pop();
    found.push(word);
  }
  return found;
}

/** @param {string} name @param {string} text @returns {Map<string, string[]>} the words of each declaration, by its names */
function declarations(name, text) {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const statement of file.statements.filter((each) => !ts.isImportDeclaration(each))) {
    const key =
      declaredNames(statement)
        .map((each) => each.text)
        .join(", ") || statement.getText().slice(0, 40);
    found.set(key, [...(found.get(key) ?? []), ...words(statement)]);
  }
  return found;
}

/** @param {string[]} shown @param {string[]} library */
function firstDifference(shown, library) {
  const at = shown.findIndex((word, i) => word !== library[i]);
  const from = Math.max(0, (at < 0 ? shown.length : at) - 4);
  /** @param {string[]} all */
  const part = (all) => all.slice(from, from + 12).join(" ");
  return `the cell has \`${part(shown)}\`, the library \`${part(library)}\``;
}

/** @param {string} source of a cell @returns {string | undefined} the library's file that it says it shows */
export const shownFile = (source) => /^\s*\/\/ lib: *(\S+)/.exec(source)?.[1];

/**
 * Cells that begin with `// lib: losses/cross-entropy.ts` show what that file of lib/src holds: each
 * declaration the same but for comments, `export` and the assertions at a function's beginning.
 *
 * @param {NotebookSource} source
 * @param {string} [folder] default: lib/src
 * @returns {Finding[]}
 */
export function libraryFindings({ cells }, folder = inRoot("lib", "src")) {
  return cells.flatMap((cell) => {
    const path = shownFile(cell.cell.source);
    if (path === undefined) return [];
    /** @param {string} message */
    const finding = (message) => ({ cell, line: 1, message });
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
