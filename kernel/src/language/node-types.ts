import type { Diagnostic } from "tslab/dist/converter";
import { nodesIn, parse } from "./syntax";
import type { TypeScript, typescript } from "./tslab";

/**
 * What Node offers beyond JavaScript and the few globals that every cell knows. Compiling its declarations takes as long
 * as the rest of a cell, so they are loaded only when a cell needs them.
 */
export interface NodeNames {
  /** Whether an import refers to one of Node's own modules. */
  isBuiltin(specifier: string): boolean;
  globals: ReadonlySet<string>;
}

/** Whether a cell imports one of Node's modules or uses one of Node's globals. */
export function usesNode(ts: TypeScript, cell: string, names: NodeNames): boolean {
  return nodesIn(ts, parse(ts, cell)).some(
    (node) =>
      (ts.isIdentifier(node) && names.globals.has(node.text) && !isMember(node)) ||
      (ts.isStringLiteralLike(node) && isSpecifier(node) && names.isBuiltin(node.text)),
  );

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
/** Types that are only partly declared for every cell. */
const partial = /'(?:NodeJS\b|Console|Performance|Timeout|Immediate|Buffer)/;

/** Whether a cell, or a file that it imports, may compile once Node's declarations are loaded. */
export function lacksNode(diagnostics: Diagnostic[], names: NodeNames): boolean {
  return diagnostics.some(({ messageText }) => {
    const name = unknownName.exec(messageText)?.[1];
    if (name === undefined) return partial.test(messageText);
    return names.globals.has(name) || names.isBuiltin(name) || name === "NodeJS";
  });
}
