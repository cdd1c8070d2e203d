"use strict";
// Repairs: a cell whose only `await` is a top-level `for await` fails with a SyntaxError. tslab learns of
// top-level `await` (https://github.com/yunabe/tslab/issues/16) from a diagnostic that `for await` lacks.

/** @typedef {import("../types").typescript.Node} Node */

/** @type {import("../types").Repair} */
module.exports = function topLevelForAwait({ compiler, tslab: { ts } }) {
  compiler.converted.push((converted, source) => {
    if (converted.hasToplevelAwait || !/\bfor\s+await\b/.test(source)) return;
    converted.hasToplevelAwait = hasForAwait(ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2022));
  });

  /** @param {Node} node @returns {boolean} */
  function hasForAwait(node) {
    if (ts.isForOfStatement(node) && node.awaitModifier) return true;
    if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) return false;
    return ts.forEachChild(node, hasForAwait) ?? false;
  }
};
