import type { Diagnostic } from "tslab/dist/converter";
import type { TypeScript, typescript } from "./tslab";

/**
 * What Node offers beyond JavaScript and the few globals that every cell knows. Its declarations take as long as all
 * else that a cell costs, so they are loaded once a cell needs them.
 */
export interface NodeNames {
  /** Whether an import is of a module of Node's own. */
  isBuiltin(specifier: string): boolean;
  globals: ReadonlySet<string>;
}

/** Whether a cell imports a module of Node's or uses a global name of Node's. */
export function usesNode(ts: TypeScript, cell: string, names: NodeNames): boolean {
  return visit(ts.createSourceFile("cell.ts", cell, ts.ScriptTarget.ES2022, true)) ?? false;

  function visit(node: typescript.Node): boolean | undefined {
    if (ts.isIdentifier(node) && names.globals.has(node.text) && !isMember(node)) return true;
    if (ts.isStringLiteralLike(node) && isSpecifier(node) && names.isBuiltin(node.text)) return true;
    return ts.forEachChild(node, visit);
  }

  function isMember(node: typescript.Identifier): boolean {
    const { parent } = node;
    return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
  }

  function isSpecifier({ parent }: typescript.Node): boolean {
    return (
      ts.isImportDeclaration(parent) ||
      ts.isExportDeclaration(parent) ||
      ts.isCallExpression(parent) ||
      ts.isExternalModuleReference(parent) ||
      ts.isLiteralTypeNode(parent)
    );
  }
}

const unknownName = /^Cannot find (?:name|module|namespace) '([^']+)'/;
/** Types of which cells know a part only. */
const partial = /'(?:NodeJS\b|Console|Performance|Timeout|Immediate|Buffer)/;

/** Whether a cell, or a file that it imports, may be right once Node's declarations are loaded. */
export function lacksNode(diagnostics: Diagnostic[], names: NodeNames): boolean {
  return diagnostics.some(({ messageText }) => {
    const name = unknownName.exec(messageText)?.[1];
    if (name === undefined) return partial.test(messageText);
    return names.globals.has(name) || names.isBuiltin(name) || name === "NodeJS";
  });
}
