"use strict";
// Repairs: an interrupted cell whose code awaits goes on running after it has failed, and a synchronous loop
// after an `await` cannot be interrupted at all. Cells look for an interrupt at each `await` and in loops.
// No upstream issue found.

/** @typedef {import("../types").typescript.Node} Node */
/** @typedef {import("../types").typescript.Statement} Statement */
/** @typedef {import("../types").typescript.Expression} Expression */

const flag = "__tslab_stop__";

/** @type {import("../types").Repair} */
module.exports = function interruptibleLoops({ compiler }) {
  compiler.transformers.push(({ ts }) => (transformation) => {
    const { factory } = transformation;
    let hasLoops = false;
    return (file) => {
      hasLoops = false;
      const visited = ts.visitEachChild(file, visit, transformation);
      return hasLoops ? factory.updateSourceFile(visited, [declareFlag(), ...visited.statements]) : visited;
    };

    /** @param {Node} node @returns {Node} */
    function visit(node) {
      const visited = ts.visitEachChild(node, visit, transformation);
      if (ts.isAwaitExpression(visited)) return resume([visited]);
      if (ts.isWhileStatement(visited)) {
        return factory.updateWhileStatement(visited, visited.expression, stoppable(visited.statement));
      }
      if (ts.isDoStatement(visited)) {
        return factory.updateDoStatement(visited, stoppable(visited.statement), visited.expression);
      }
      if (ts.isForStatement(visited) && !countsThroughArithmetic(visited)) {
        const { initializer, condition, incrementor, statement } = visited;
        return factory.updateForStatement(visited, initializer, condition, incrementor, stoppable(statement));
      }
      if (ts.isForOfStatement(visited)) {
        const { awaitModifier, initializer, expression, statement } = visited;
        const body = awaitModifier
          ? withFirst(factory.createExpressionStatement(resume([])), statement)
          : stoppable(statement);
        return factory.updateForOfStatement(visited, awaitModifier, initializer, expression, body);
      }
      return visited;
    }

    /**
     * Whether a loop is `for (…; …; …)` around straight arithmetic. It ends by itself, and soon, and looking
     * for an interrupt would make it half as fast.
     *
     * @param {import("../types").typescript.ForStatement} loop
     */
    function countsThroughArithmetic({ condition, incrementor, statement }) {
      return condition !== undefined && incrementor !== undefined && isStraight(statement);
    }

    /** Whether code has neither loops nor calls, but for those of `Math`. @param {Node} node @returns {boolean} */
    function isStraight(node) {
      if (ts.isIterationStatement(node, false) || ts.isNewExpression(node) || ts.isYieldExpression(node))
        return false;
      if (ts.isAwaitExpression(node) || ts.isTaggedTemplateExpression(node)) return false;
      if (ts.isCallExpression(node) && !isOfMath(node.expression)) return false;
      return !ts.forEachChild(node, (child) => !isStraight(child));
    }

    /** @param {Expression} callee */
    function isOfMath(callee) {
      if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
      return callee.expression.text === "Math";
    }

    /**
     * A loop's body behind `if (flag[0] !== 0) throw …`. V8 makes next to nothing of it, since it never joins
     * the loop again; a call in its place makes loops over arrays several times slower.
     *
     * @param {Statement} body
     */
    function stoppable(body) {
      hasLoops = true;
      const first = factory.createElementAccessExpression(factory.createIdentifier(flag), 0);
      const isSet = factory.createStrictInequality(first, factory.createNumericLiteral(0));
      return withFirst(
        factory.createIfStatement(isSet, factory.createThrowStatement(call("interruption", []))),
        body,
      );
    }

    /** @param {Statement} first @param {Statement} body */
    function withFirst(first, body) {
      if (ts.isBlock(body)) return factory.updateBlock(body, [first, ...body.statements]);
      return factory.createBlock([first, body], true);
    }

    /** @param {Expression[]} passed */
    function resume(passed) {
      return call("resume", passed);
    }

    /** @param {keyof import("../types").Runtime} name @param {Expression[]} passed */
    function call(name, passed) {
      return factory.createCallExpression(runtime(name), undefined, passed);
    }

    /** @param {keyof import("../types").Runtime} name */
    function runtime(name) {
      return factory.createPropertyAccessExpression(factory.createIdentifier("__tslab__"), name);
    }

    function declareFlag() {
      const declaration = factory.createVariableDeclaration(flag, undefined, undefined, runtime("stop"));
      return factory.createVariableStatement(
        undefined,
        factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const),
      );
    }
  });
};
