import type { CellTransformer } from "./compiler";
import type { TypeScript, typescript } from "./tslab";

/**
 * Makes the names that a cell declares known to later cells. A `let` or `var` is shared through a getter and a setter, so that its own cell's
 * functions see what later cells assign. tslab would copy it, at every assignment.
 */
export const liveVariables: CellTransformer =
  ({ ts, declared }) =>
  ({ factory }) =>
  (file) => {
    const kinds = declaredNames(ts, file);
    const variables: string[] = [];
    const functions: string[] = [];
    const statements = file.statements.map((statement) => {
      if (!ts.isExportDeclaration(statement) || !statement.exportClause) return statement;
      if (statement.moduleSpecifier || !ts.isNamedExports(statement.exportClause)) return statement;
      const kept = statement.exportClause.elements.filter((element) => !takeVariable(element));
      const clause = factory.updateNamedExports(statement.exportClause, kept);
      return factory.updateExportDeclaration(statement, undefined, false, clause, undefined, undefined);
    });
    if (variables.length === 0 && functions.length === 0) return file;
    const shared = variables.length > 0 ? [shareStatement()] : [];
    return factory.updateSourceFile(file, [...shared, ...functions.map(hoisted), ...statements]);

    function takeVariable(element: typescript.ExportSpecifier): boolean {
      const name = element.name.text;
      declared.push(name);
      const kind = kinds.get(name);
      if (kind === "variable") variables.push(name);
      if (kind === "function") functions.push(name);
      return kind === "variable";
    }

    /** A function can be called before its declaration, and is there even if the cell fails before it. */
    function hoisted(name: string) {
      const place = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), name);
      return factory.createExpressionStatement(
        factory.createAssignment(place, factory.createIdentifier(name)),
      );
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

type Kind = "variable" | "function" | "other";

/** The names that a cell declares, and of each whether it is a `let` or `var`, or a function. */
function declaredNames(ts: TypeScript, file: typescript.SourceFile): Map<string, Kind> {
  const { locals } = ts.getOriginalNode(file) as { locals?: Map<string, typescript.Symbol> };
  const variables = ts.SymbolFlags.BlockScopedVariable | ts.SymbolFlags.FunctionScopedVariable;
  return new Map(
    [...(locals ?? [])].map(([name, symbol]): [string, Kind] => {
      const declaration = symbol.valueDeclaration;
      const constant = declaration && ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
      const isVariable = (symbol.flags & variables) !== 0 && !constant;
      const isFunction = declaration !== undefined && ts.isFunctionDeclaration(declaration);
      const kind = isVariable ? "variable" : isFunction ? "function" : "other";
      return [ts.unescapeLeadingUnderscores(name as typescript.__String), kind];
    }),
  );
}
