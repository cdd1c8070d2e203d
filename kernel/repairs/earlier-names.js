"use strict";
// Repairs: in a cell, `{ a }` with an `a` of an earlier cell throws a ReferenceError, and the property names
// of patterns (`const { X: Z } = earlier`) become `exports.X`, a SyntaxError. Functions of earlier cells are
// called as methods of tslab's table of names, which shows in `this` and in stack traces.
// No upstream issue found.

/** @typedef {import("../types").typescript.Node} Node */
/** @typedef {import("../types").typescript.Identifier} Identifier */
/** @typedef {import("../types").typescript.Expression} Expression */

/** @type {import("../types").Repair} */
module.exports = function earlierNames({ compiler }) {
  compiler.transformers.push(({ ts, checker, declarations }) => (transformation) => {
    const { factory } = transformation;
    return (file) => ts.visitEachChild(file, visit, transformation);

    /** @param {Node} node @returns {Node} */
    function visit(node) {
      if (ts.isShorthandPropertyAssignment(node)) return shorthand(node);
      if (ts.isPropertyAccessExpression(node)) {
        return factory.updatePropertyAccessExpression(node, visited(node.expression), node.name);
      }
      if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
        return factory.updatePropertyAssignment(node, property(node.name), visited(node.initializer));
      }
      if (ts.isBindingElement(node) && node.propertyName && ts.isIdentifier(node.propertyName)) {
        const name = /** @type {typeof node.name} */ (visit(node.name));
        const initializer = node.initializer && visited(node.initializer);
        return factory.updateBindingElement(
          node,
          node.dotDotDotToken,
          property(node.propertyName),
          name,
          initializer,
        );
      }
      if (ts.isCallExpression(node) && isReference(node.expression)) {
        const callee = withoutThis(node.expression);
        const passed = node.arguments.map(visited);
        return factory.updateCallExpression(node, callee, undefined, passed);
      }
      if (ts.isTaggedTemplateExpression(node) && isReference(node.tag)) {
        const template = /** @type {typeof node.template} */ (visit(node.template));
        return factory.updateTaggedTemplateExpression(node, withoutThis(node.tag), undefined, template);
      }
      if (ts.isIdentifier(node)) return isEarlier(checker.getSymbolAtLocation(node)) ? reference(node) : node;
      return ts.visitEachChild(node, visit, transformation);
    }

    /** @param {import("../types").typescript.ShorthandPropertyAssignment} node */
    function shorthand(node) {
      const parsed = ts.getParseTreeNode(node);
      const symbol = parsed && checker.getShorthandAssignmentValueSymbol(parsed);
      const fallback = node.objectAssignmentInitializer && visited(node.objectAssignmentInitializer);
      if (!isEarlier(symbol))
        return factory.updateShorthandPropertyAssignment(node, property(node.name), fallback);
      const value = fallback
        ? factory.createAssignment(reference(node.name), fallback)
        : reference(node.name);
      return ts.setTextRange(factory.createPropertyAssignment(detached(node.name), value), node);
    }

    /** @param {Expression} node @returns {Expression} */
    function visited(node) {
      return /** @type {Expression} */ (visit(node));
    }

    /** @param {import("../types").typescript.Symbol | undefined} symbol */
    function isEarlier(symbol) {
      return symbol?.declarations?.some((declared) => declared.getSourceFile() === declarations) ?? false;
    }

    /** @param {Node} node @returns {node is Identifier} */
    function isReference(node) {
      return ts.isIdentifier(node) && isEarlier(checker.getSymbolAtLocation(node));
    }

    /** `exports.name`, the place where tslab keeps the names of earlier cells. @param {Identifier} name */
    function reference(name) {
      const access = factory.createPropertyAccessExpression(
        factory.createIdentifier("exports"),
        detached(name),
      );
      return ts.setTextRange(access, name);
    }

    /** `(0, exports.name)`: called so, a function gets no `this`. @param {Identifier} name */
    function withoutThis(name) {
      const pair = factory.createComma(factory.createNumericLiteral(0), reference(name));
      const callee = ts.setTextRange(factory.createParenthesizedExpression(pair), name);
      // A call is placed at the end of what it calls; a stack trace should point to the name.
      return ts.setEmitFlags(callee, ts.EmitFlags.NoNestedSourceMaps | ts.EmitFlags.NoTrailingSourceMap);
    }

    /** The name of a property, safe from being taken for a reference. @param {Identifier} name */
    function property(name) {
      return isEarlier(checker.getSymbolAtLocation(name)) ? detached(name) : name;
    }

    /** A copy of a name that tslab's own transformer cannot take for a reference. @param {Identifier} name */
    function detached(name) {
      return ts.setTextRange(factory.createIdentifier(name.text), name);
    }
  });
};
