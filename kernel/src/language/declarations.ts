import type { TypeScript, typescript } from "./tslab";

/**
 * Those declarations of a generated declaration file that declare certain names.
 *
 * @param isKept whether the declaration of a name is kept
 */
export function pickDeclarations(ts: TypeScript, text: string, isKept: (name: string) => boolean): string {
  const { factory } = ts;
  const file = ts.createSourceFile("declarations.d.ts", text, ts.ScriptTarget.ES2022, true);
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
    const { importClause: clause } = statement;
    if (!clause) return statement;
    const name = clause.name && isKept(clause.name.text) ? clause.name : undefined;
    let bindings = clause.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings))
      bindings = isKept(bindings.name.text) ? bindings : undefined;
    else if (bindings) {
      const elements = bindings.elements.filter((element) => isKept(element.name.text));
      bindings = elements.length > 0 ? factory.updateNamedImports(bindings, elements) : undefined;
    }
    if (!name && !bindings) return undefined;
    const { modifiers, moduleSpecifier, assertClause } = statement;
    const picked = factory.updateImportClause(clause, clause.isTypeOnly, name, bindings);
    return factory.updateImportDeclaration(statement, modifiers, picked, moduleSpecifier, assertClause);
  }
}

/** The names of the values that a cell declares, also one that does not compile. */
export function namesIn(ts: TypeScript, cell: string): string[] {
  const file = ts.createSourceFile("cell.ts", cell, ts.ScriptTarget.ES2022, true);
  return file.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(namesOf);
    const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
    return isNamed && statement.name ? [statement.name.text] : [];
  });

  function namesOf({ name }: { name: typescript.BindingName }): string[] {
    if (ts.isIdentifier(name)) return [name.text];
    return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element)));
  }
}
