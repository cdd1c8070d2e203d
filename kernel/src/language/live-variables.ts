import type { CellTransformer } from "./compiler";
import { importedNames } from "./syntax";
import type { TypeScript, typescript } from "./tslab";

/** What a cell declares. */
export interface Declared {
  names: string[];
  /** The names that are declared with `let` or `var`. */
  variables: string[];
  functions: string[];
}

/**
 * Hands the variables, functions and imports of a cell over to later cells. TypeScript does this well only for constants
 * and classes: it would copy a variable at every assignment, and define an imported name as a getter, which no later cell
 * could replace.
 */
export const liveVariables: CellTransformer =
  ({ ts, declared }) =>
  ({ factory }) =>
  (file) => {
    const kinds = kindsOfNames(ts, file);
    const exported = new Set<string>();
    const statements = file.statements.map((statement) => {
      if (!ts.isExportDeclaration(statement) || !statement.exportClause) return statement;
      if (statement.moduleSpecifier || !ts.isNamedExports(statement.exportClause)) return statement;
      const kept = statement.exportClause.elements.filter(({ name: { text } }) => {
        const kind = kinds.get(text);
        exported.add(text);
        declared.names.push(text);
        if (kind === "variable") declared.variables.push(text);
        if (kind === "function") declared.functions.push(text);
        return kind === undefined;
      });
      const clause = factory.updateNamedExports(statement.exportClause, kept);
      return factory.updateExportDeclaration(statement, undefined, false, clause, undefined, undefined);
    });
    const withImports = statements.flatMap((statement) =>
      ts.isImportDeclaration(statement)
        ? [
            statement,
            ...importedNames(ts, statement).flatMap((name) => (exported.has(name) ? assigned(name) : [])),
          ]
        : statement,
    );
    return factory.updateSourceFile(file, withImports);

    /** `exports.name = name;` */
    function assigned(name: string) {
      const place = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), name);
      const assignment = factory.createAssignment(place, factory.createIdentifier(name));
      return factory.createExpressionStatement(assignment);
    }
  };

/**
 * The code that comes before a cell's own. A variable is shared through a getter and a setter, so that the functions of
 * its cell see what later cells assign. A function is handed over at once, so that it is known even if the cell fails
 * before the declaration.
 */
export function prologue({ variables, functions }: Declared): string {
  const accessors = variables.map(
    (name) => `get ${name}() { return ${name}; }, set ${name}($assigned) { ${name} = $assigned; }`,
  );
  const shared = accessors.length > 0 ? `__tslab__.share({ ${accessors.join(", ")} }); ` : "";
  return shared + functions.map((name) => `exports.${name} = ${name}; `).join("");
}

type Kind = "variable" | "function" | "import";

/** The names that a cell declares, with the kinds that are treated specially. */
function kindsOfNames(ts: TypeScript, file: typescript.SourceFile): Map<string, Kind | undefined> {
  const { locals } = ts.getOriginalNode(file) as { locals?: Map<typescript.__String, typescript.Symbol> };
  const variables = ts.SymbolFlags.BlockScopedVariable | ts.SymbolFlags.FunctionScopedVariable;
  const kindOf = ({ flags, valueDeclaration: declaration, declarations }: typescript.Symbol) => {
    if (flags & variables) {
      return declaration && ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const
        ? undefined
        : "variable";
    }
    if (declaration && ts.isFunctionDeclaration(declaration)) return "function";
    return flags & ts.SymbolFlags.Alias && !declarations?.some(ts.isImportEqualsDeclaration)
      ? "import"
      : undefined;
  };
  return new Map(
    [...(locals ?? [])].map(([name, symbol]) => [ts.unescapeLeadingUnderscores(name), kindOf(symbol)]),
  );
}
