import type { CellTransformer } from "./compiler";
import type { typescript } from "./tslab";

/**
 * Replaces names of earlier cells by members of the table of names, even where a name is also that of a property
 * (`{ a }`), and calls functions of earlier cells without a `this`.
 */
export const earlierNames: CellTransformer =
  ({ ts, checker, declarations }) =>
  (transformation) => {
    const { factory } = transformation;
    return (file) => ts.visitEachChild(file, visit, transformation);

    function visit(node: typescript.Node): typescript.Node {
      if (ts.isShorthandPropertyAssignment(node)) return shorthand(node);
      if (ts.isCallExpression(node) && isReference(node.expression)) {
        const passed = node.arguments.map(visited);
        return factory.updateCallExpression(node, withoutThis(node.expression), undefined, passed);
      }
      if (ts.isTaggedTemplateExpression(node) && isReference(node.tag)) {
        const template = visit(node.template) as typeof node.template;
        return factory.updateTaggedTemplateExpression(node, withoutThis(node.tag), undefined, template);
      }
      if (ts.isIdentifier(node) && isReference(node)) return isName(node) ? detached(node) : reference(node);
      return ts.visitEachChild(node, visit, transformation);
    }

    function shorthand(node: typescript.ShorthandPropertyAssignment) {
      const parsed = ts.getParseTreeNode(node);
      const symbol = parsed && checker.getShorthandAssignmentValueSymbol(parsed);
      const fallback = node.objectAssignmentInitializer && visited(node.objectAssignmentInitializer);
      if (!isEarlier(symbol))
        return factory.updateShorthandPropertyAssignment(node, detached(node.name), fallback);
      const value = fallback
        ? factory.createAssignment(reference(node.name), fallback)
        : reference(node.name);
      return ts.setTextRange(factory.createPropertyAssignment(detached(node.name), value), node);
    }

    function visited(node: typescript.Expression): typescript.Expression {
      return visit(node) as typescript.Expression;
    }

    function isEarlier(symbol: typescript.Symbol | undefined): boolean {
      return symbol?.declarations?.some((declared) => declarations.has(declared.getSourceFile())) ?? false;
    }

    function isReference(node: typescript.Node): node is typescript.Identifier {
      return ts.isIdentifier(node) && isEarlier(checker.getSymbolAtLocation(node));
    }

    /** Whether a name is only that of a property, in a type that an earlier cell declares. */
    function isName(name: typescript.Identifier): boolean {
      const parsed = ts.getParseTreeNode(name);
      const parent = parsed?.parent;
      if (!parent) return false;
      if (ts.isBindingElement(parent)) return parent.propertyName === parsed;
      return (
        (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === parsed
      );
    }

    /** `exports.name`, which holds the value of a name of an earlier cell. */
    function reference(name: typescript.Identifier) {
      const access = factory.createPropertyAccessExpression(
        factory.createIdentifier("exports"),
        detached(name),
      );
      return ts.setTextRange(access, name);
    }

    /** `(0, exports.name)`: a function that is called in this way gets no `this`. */
    function withoutThis(name: typescript.Identifier) {
      const pair = factory.createComma(factory.createNumericLiteral(0), reference(name));
      const callee = ts.setTextRange(factory.createParenthesizedExpression(pair), name);
      // TypeScript places a call at the end of the callee, but a stack trace should point to the name.
      return ts.setEmitFlags(callee, ts.EmitFlags.NoNestedSourceMaps | ts.EmitFlags.NoTrailingSourceMap);
    }

    /** A copy of a name, which tslab's own transformer cannot mistake for a reference. */
    function detached(name: typescript.Identifier) {
      return ts.setTextRange(factory.createIdentifier(name.text), name);
    }
  };
