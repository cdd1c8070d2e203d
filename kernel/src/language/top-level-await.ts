import type { TypeScript, typescript } from "./tslab";

/** Whether a cell awaits outside of any function, in whatever form. */
export function hasTopLevelAwait(ts: TypeScript, source: string): boolean {
  if (!source.includes("await")) return false;
  // Only in a module is `await (x)` an await and not a call.
  return visit(ts.createSourceFile("cell.ts", `${source}\nexport {};`, ts.ScriptTarget.ES2022));

  function visit(node: typescript.Node): boolean {
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return true;
    if (ts.isFunctionLike(node)) return isNameAwaiting(node);
    if (ts.isClassStaticBlockDeclaration(node)) return false;
    if (ts.isPropertyDeclaration(node)) return isNameAwaiting(node);
    return ts.forEachChild(node, visit) ?? false;
  }

  /** A method's or property's name in brackets is computed outside of it. */
  function isNameAwaiting({ name }: { name?: typescript.Node | undefined }): boolean {
    return name !== undefined && ts.isComputedPropertyName(name) && visit(name);
  }
}
