import type { CellTransformer } from "./compiler";
import type { TypeScript, typescript } from "./tslab";

/**
 * A `let` or `var` of a cell is shared with later cells through a getter and a setter, so that its own cell's
 * functions see what later cells assign. tslab would copy it, at every assignment.
 */
export const liveVariables: CellTransformer =
  ({ ts, declared }) =>
  ({ factory }) =>
  (file) => {
    const isVariable = declaredNames(ts, file);
    const variables: string[] = [];
    const statements = file.statements.map((statement) => {
      if (!ts.isExportDeclaration(statement) || !statement.exportClause) return statement;
      if (statement.moduleSpecifier || !ts.isNamedExports(statement.exportClause)) return statement;
      const kept = statement.exportClause.elements.filter((element) => !takeVariable(element));
      const clause = factory.updateNamedExports(statement.exportClause, kept);
      return factory.updateExportDeclaration(statement, undefined, false, clause, undefined, undefined);
    });
    if (variables.length === 0) return file;
    return factory.updateSourceFile(file, [shareStatement(), ...statements]);

    function takeVariable(element: typescript.ExportSpecifier): boolean {
      const name = element.name.text;
      declared.push(name);
      const isShared = isVariable.get(name) ?? false;
      if (isShared) variables.push(name);
      return isShared;
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
      const object = factory.createObjectLiteralExpression(accessors);
      return factory.createExpressionStatement(factory.createCallExpression(share, undefined, [object]));
    }
  };

/** The names that a cell declares, and of each whether it is a `let` or a `var`. */
function declaredNames(ts: TypeScript, file: typescript.SourceFile): Map<string, boolean> {
  const { locals } = ts.getOriginalNode(file) as { locals?: Map<string, typescript.Symbol> };
  const variables = ts.SymbolFlags.BlockScopedVariable | ts.SymbolFlags.FunctionScopedVariable;
  return new Map(
    [...(locals ?? [])].map(([name, symbol]) => {
      const declaration = symbol.valueDeclaration;
      const constant = declaration && ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
      const isVariable = (symbol.flags & variables) !== 0 && !constant;
      return [ts.unescapeLeadingUnderscores(name as typescript.__String), isVariable];
    }),
  );
}
