"use strict";
// Repairs: assigning a `let` or `var` of an earlier cell changes a copy, which the functions of that earlier
// cell never see. The names are shared through getters and setters instead, and tslab's copying at every
// assignment, which makes loops slow, is left out. No upstream issue found.

/** @typedef {import("../types").typescript.ExportSpecifier} ExportSpecifier */

/** @type {import("../types").Repair} */
module.exports = function liveVariables(kernel) {
  /** Behind tslab's table of names: a getter here is found where the table has no value of its own. */
  const shared = Object.create(null);

  /** The table in which cells find the names of earlier cells. */
  function table() {
    if (!kernel.executor) throw new Error("A cell ran before tslab was started.");
    const { locals } = kernel.executor;
    if (Object.getPrototypeOf(locals) !== shared) Object.setPrototypeOf(locals, shared);
    return locals;
  }

  // A name that a cell declares anew is no longer the earlier cell's: its last value is kept in case the cell
  // fails before it sets one.
  kernel.compiler.converted.push(({ output, declared = [] }) => {
    if (output === undefined) return;
    for (const name of declared.filter((each) => each in shared)) {
      const value = valueOf(name);
      delete shared[name];
      table()[name] = value;
    }
  });

  /** @param {string} name */
  function valueOf(name) {
    try {
      return shared[name];
    } catch {
      return undefined; // the cell failed before the variable's declaration
    }
  }

  /** Called by a cell: shares its variables with later cells. @param {object} accessors a getter and setter each */
  kernel.runtime.share = (accessors) => {
    const names = table();
    for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
      delete names[name];
      Object.defineProperty(shared, name, { ...accessor, enumerable: true, configurable: true });
    }
  };

  kernel.compiler.transformers.push(({ ts, cell }) => ({ factory }) => (file) => {
    const declared = declaredSymbols(ts, file);
    /** @type {string[]} */
    const variables = [];
    const statements = file.statements.map((statement) => {
      if (!ts.isExportDeclaration(statement) || !statement.exportClause) return statement;
      if (statement.moduleSpecifier || !ts.isNamedExports(statement.exportClause)) return statement;
      const kept = statement.exportClause.elements.filter((element) => !takeVariable(element));
      const clause = factory.updateNamedExports(statement.exportClause, kept);
      return factory.updateExportDeclaration(statement, undefined, false, clause, undefined, undefined);
    });
    if (variables.length === 0) return file;
    return factory.updateSourceFile(file, [shareStatement(), ...statements]);

    /** @param {ExportSpecifier} element */
    function takeVariable(element) {
      const name = element.name.text;
      cell.declared.push(name);
      const isVariable = declared.get(name) ?? false;
      if (isVariable) variables.push(name);
      return isVariable;
    }

    function shareStatement() {
      const accessors = variables.flatMap((name) => {
        const read = factory.createReturnStatement(factory.createIdentifier(name));
        const parameter = factory.createParameterDeclaration(undefined, undefined, "$assigned");
        const assign = factory.createAssignment(
          factory.createIdentifier(name),
          factory.createIdentifier("$assigned"),
        );
        const write = factory.createExpressionStatement(assign);
        return [
          factory.createGetAccessorDeclaration(undefined, name, [], undefined, factory.createBlock([read])),
          factory.createSetAccessorDeclaration(undefined, name, [parameter], factory.createBlock([write])),
        ];
      });
      const share = factory.createPropertyAccessExpression(factory.createIdentifier("__tslab__"), "share");
      const call = factory.createCallExpression(share, undefined, [
        factory.createObjectLiteralExpression(accessors),
      ]);
      return factory.createExpressionStatement(call);
    }
  });
};

/**
 * The names that a cell declares, and of each whether it is a `let` or a `var`.
 *
 * @param {import("../types").TypeScript} ts
 * @param {import("../types").typescript.SourceFile} file
 * @returns {Map<string, boolean>}
 */
function declaredSymbols(ts, file) {
  const original = /** @type {{ locals?: Map<string, import("../types").typescript.Symbol> }} */ (
    /** @type {unknown} */ (ts.getOriginalNode(file))
  );
  const variables = ts.SymbolFlags.BlockScopedVariable | ts.SymbolFlags.FunctionScopedVariable;
  return new Map(
    [...(original.locals ?? [])].map(([name, symbol]) => {
      const declaration = symbol.valueDeclaration;
      const constant = declaration && ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
      return [name, (symbol.flags & variables) !== 0 && !constant];
    }),
  );
}
