import type { CellTransformer } from "./compiler";
import type { Runtime } from "./runtime";
import type { typescript } from "./tslab";

/** The name, in a cell's code, of the array whose first number is not 0 while the code has to stop. */
export const flag = "__tslab_stop__";

/** Methods through which code arranges to be called again. */
const continuations = new Set(["then", "catch", "finally", "nextTick"]);

/** Makes cells check for an interrupt at each `await`, in loops, and where promises are chained. */
export const interruptibleLoops: CellTransformer =
  ({ ts }) =>
  (transformation) => {
    const { factory } = transformation;
    return (file) => ts.visitEachChild(file, visit, transformation);

    function visit(node: typescript.Node): typescript.Node {
      const visited = ts.visitEachChild(node, visit, transformation);
      if (ts.isAwaitExpression(visited)) return resume([visited]);
      if (ts.isCallExpression(visited)) return continued(visited);
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

    /** An endless chain of promises has neither loops nor awaits, so the check is made where it is continued. */
    function continued(call: typescript.CallExpression): typescript.Node {
      const { expression: callee } = call;
      if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken) return call;
      if (!continuations.has(callee.name.text) || callee.expression.kind === ts.SyntaxKind.SuperKeyword)
        return call;
      const target = factory.updatePropertyAccessExpression(callee, resume([callee.expression]), callee.name);
      return factory.updateCallExpression(call, target, call.typeArguments, call.arguments);
    }

    /**
     * Whether a loop is `for (…; …; …)` around straight arithmetic. Such a loop soon ends by itself, and a check for
     * interrupts would make it half as fast.
     */
    function countsThroughArithmetic({ condition, incrementor, statement }: typescript.ForStatement) {
      return condition !== undefined && incrementor !== undefined && isStraight(statement);
    }

    /** Whether code has neither loops nor calls, except for calls of `Math`. */
    function isStraight(node: typescript.Node): boolean {
      if (ts.isIterationStatement(node, false) || ts.isNewExpression(node) || ts.isYieldExpression(node)) {
        return false;
      }
      if (ts.isAwaitExpression(node) || ts.isTaggedTemplateExpression(node)) return false;
      if (ts.isCallExpression(node) && !isOfMath(node.expression)) return false;
      return !ts.forEachChild(node, (child) => !isStraight(child));
    }

    function isOfMath(callee: typescript.Expression) {
      if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
      return callee.expression.text === "Math";
    }

    /**
     * A loop's body after `if (flag[0] !== 0) throw …`. This costs almost nothing, because the branch never returns
     * to the loop; a call instead makes loops over arrays several times slower.
     */
    function stoppable(body: typescript.Statement) {
      const first = factory.createElementAccessExpression(factory.createIdentifier(flag), 0);
      const isSet = factory.createStrictInequality(first, factory.createNumericLiteral(0));
      const stop = factory.createThrowStatement(call("interruption", []));
      return withFirst(factory.createIfStatement(isSet, stop), body);
    }

    function withFirst(first: typescript.Statement, body: typescript.Statement) {
      if (ts.isBlock(body)) return factory.updateBlock(body, [first, ...body.statements]);
      return factory.createBlock([first, body], true);
    }

    function resume(passed: typescript.Expression[]) {
      return call("resume", passed);
    }

    function call(name: keyof Runtime, passed: typescript.Expression[]) {
      const called = factory.createPropertyAccessExpression(factory.createIdentifier("__tslab__"), name);
      return factory.createCallExpression(called, undefined, passed);
    }
  };
