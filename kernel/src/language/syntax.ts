import type { TypeScript, typescript } from "./tslab";

/** A syntax tree with a property that TypeScript's declarations leave out. */
export type Parsed = typescript.SourceFile & { parseDiagnostics: typescript.DiagnosticWithLocation[] };

/** The syntax tree of a cell, or of another text. */
export function parse(ts: TypeScript, text: string, fileName = "cell.ts"): Parsed {
  return ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true) as Parsed;
}

/** A node and all nodes below it; each comes before those below it. */
export function nodesIn(ts: TypeScript, node: typescript.Node): typescript.Node[] {
  const found: typescript.Node[] = [];
  const visit = (each: typescript.Node) => {
    found.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** The names that an import declares. */
export function importedNames(
  ts: TypeScript,
  { importClause: clause }: typescript.ImportDeclaration,
): string[] {
  const bindings = clause?.namedBindings;
  const elements = bindings && (ts.isNamespaceImport(bindings) ? [bindings] : bindings.elements);
  return [clause, ...(elements ?? [])].flatMap((each) => each?.name?.text ?? []);
}
