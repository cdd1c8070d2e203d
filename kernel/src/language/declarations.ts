import { importedNames, parse } from "./syntax";
import type { Tslab, TypeScript, typescript } from "./tslab";

/**
 * Picks declarations out of a generated declaration file.
 *
 * @param isKept whether the declaration of a name is kept
 */
export function pickDeclarations(
  { ts, keepNamesInImport }: Tslab,
  text: string,
  isKept: (name: string) => boolean,
): string {
  const { factory } = ts;
  const file = parse(ts, text, "declarations.d.ts");
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
  return file.statements
    .map(pick)
    .filter((statement) => statement !== undefined)
    .map((statement) => `${printer.printNode(ts.EmitHint.Unspecified, statement, file)}\n`)
    .join("");

  function pick(statement: typescript.Statement): typescript.Statement | undefined {
    if (ts.isVariableStatement(statement)) {
      const { declarationList: list } = statement;
      const kept = list.declarations.filter(({ name }) => !ts.isIdentifier(name) || isKept(name.text));
      if (kept.length === 0) return undefined;
      return factory.updateVariableStatement(
        statement,
        statement.modifiers,
        factory.updateVariableDeclarationList(list, kept),
      );
    }
    if (ts.isImportDeclaration(statement)) return pickImport(statement);
    const { name } = statement as { name?: typescript.Node };
    return name && ts.isIdentifier(name) && !isKept(name.text) ? undefined : statement;
  }

  function pickImport(statement: typescript.ImportDeclaration): typescript.Statement | undefined {
    if (!statement.importClause) return statement;
    const names = importedNames(ts, statement).filter(isKept);
    if (names.length === 0) return undefined;
    keepNamesInImport(statement, new Set(names.map(ts.escapeLeadingUnderscores)));
    return statement;
  }
}

/** The names of the values that a cell declares, even if the cell does not compile. */
export function namesIn(ts: TypeScript, cell: string): string[] {
  return parse(ts, cell).statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(namesOf);
    const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
    return isNamed && statement.name ? [statement.name.text] : [];
  });

  function namesOf({ name }: { name: typescript.BindingName }): string[] {
    if (ts.isIdentifier(name)) return [name.text];
    return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element)));
  }
}
