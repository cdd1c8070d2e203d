import ts from "typescript";
import { cellAt, findingAt } from "./notebook-program.mjs";

/** @import { CheckedNotebook, Finding } from "./notebook-program.mjs" */

/** @param {ts.Node} node @param {(node: ts.Node) => boolean} test @param {(node: ts.Node) => boolean} [enter] @returns {ts.Node[]} */
function nodesWhere(node, test, enter = () => true) {
  /** @type {ts.Node[]} */
  const found = [];
  /** @param {ts.Node} inner */
  const visit = (inner) => {
    if (test(inner)) found.push(inner);
    if (enter(inner)) ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

/** Whether a symbol is declared in another cell than the node's. @param {CheckedNotebook} notebook @param {ts.Symbol | undefined} symbol @param {ts.Node} node */
function isFromEarlierCell({ file, source }, symbol, node) {
  return (symbol?.declarations ?? []).some(
    (declaration) =>
      declaration.getSourceFile() === file &&
      cellAt(source, declaration.getStart()) !== cellAt(source, node.getStart()),
  );
}

/** @param {CheckedNotebook} notebook @returns {Finding[]} */
function shorthandFindings(notebook) {
  return nodesWhere(notebook.file, ts.isShorthandPropertyAssignment)
    .filter((node) =>
      isFromEarlierCell(notebook, notebook.checker.getShorthandAssignmentValueSymbol(node), node),
    )
    .map((node) => {
      const name = node.getText();
      const message = `shorthand \`{ ${name} }\` of a name from an earlier cell fails in stock tslab: write \`{ ${name}: ${name} }\``;
      return findingAt(notebook, node.getStart(), message);
    });
}

/** What a destructuring pattern takes apart: the initializer, or what a loop goes over. @param {ts.Node} pattern @returns {ts.Expression | undefined} */
function takenApart(pattern) {
  let node = pattern;
  while (ts.isBindingElement(node) || ts.isBindingName(node)) node = node.parent;
  if (!ts.isVariableDeclaration(node)) return undefined;
  const loop = node.parent.parent;
  return ts.isForOfStatement(loop) ? loop.expression : node.initializer;
}

/** @param {CheckedNotebook} notebook @returns {Finding[]} */
function renamingFindings(notebook) {
  const { checker, file } = notebook;
  /** @param {ts.Node} node */
  const isEarlierName = (node) =>
    ts.isIdentifier(node) &&
    isFromEarlierCell(notebook, checker.getSymbolAtLocation(node), node) &&
    !checker
      .getSymbolAtLocation(node)
      ?.declarations?.some((declaration) => ts.findAncestor(declaration, ts.isImportDeclaration));

  return nodesWhere(file, (node) => ts.isBindingElement(node) && !!node.propertyName).flatMap((node) => {
    const { propertyName } = /** @type {ts.BindingElement} */ (node);
    if (!propertyName || !ts.isIdentifier(propertyName)) return [];
    const from = takenApart(node);
    const isEarlier =
      isFromEarlierCell(notebook, checker.getSymbolAtLocation(propertyName), node) ||
      (from !== undefined && nodesWhere(from, isEarlierName).length > 0);
    const message = `destructuring with a new name, \`{ ${node.getText()} }\`, of what an earlier cell made fails in stock tslab: write \`.${propertyName.text}\``;
    return isEarlier ? [findingAt(notebook, node.getStart(), message)] : [];
  });
}

/** @param {CheckedNotebook} notebook @returns {Finding[]} */
function loneForAwaitFindings(notebook) {
  /** @param {ts.Node} node */
  const outsideFunctions = (node) => !ts.isFunctionLike(node) && !ts.isClassLike(node);
  const waiting = nodesWhere(
    notebook.file,
    (node) => ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && !!node.awaitModifier),
    outsideFunctions,
  );
  const cells = new Set(
    waiting.filter(ts.isAwaitExpression).map((node) => cellAt(notebook.source, node.getStart())),
  );
  return waiting
    .filter((node) => !ts.isAwaitExpression(node) && !cells.has(cellAt(notebook.source, node.getStart())))
    .map((node) =>
      findingAt(
        notebook,
        node.getStart(),
        "a top-level `for await` in a cell without another `await` fails in stock tslab: add `await null;`",
      ),
    );
}

/**
 * Forms that TypeScript allows and stock tslab 1.0.22 does not run.
 *
 * @param {CheckedNotebook} notebook
 * @returns {Finding[]}
 */
export const stockFormFindings = (notebook) => [
  ...shorthandFindings(notebook),
  ...renamingFindings(notebook),
  ...loneForAwaitFindings(notebook),
];
