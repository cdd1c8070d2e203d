import { parse } from "./syntax";
import type { TypeScript, typescript } from "./tslab";

/** Whether a cell has an await of any form outside all functions. */
export function hasTopLevelAwait(ts: TypeScript, source: string): boolean {
  if (!source.includes("await")) return false;
  // Only in a module is `await (x)` an await and not a call.
  return visit(parse(ts, `${source}\nexport {};`));

  function visit(node: typescript.Node): boolean {
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return true;
    if (ts.isFunctionLike(node)) return isNameAwaiting(node);
    if (ts.isClassStaticBlockDeclaration(node)) return false;
    if (ts.isPropertyDeclaration(node)) return isNameAwaiting(node);
    return ts.forEachChild(node, visit) ?? false;
  }

  /** The computed name of a method or property is evaluated outside it. */
  function isNameAwaiting({ name }: { name?: typescript.Node | undefined }): boolean {
    return name !== undefined && ts.isComputedPropertyName(name) && visit(name);
  }
}
