import { kernel } from "./shared-kernel.mjs";
import { plain } from "./start-kernel.mjs";

/** Runs a cell that fails, and returns what the one `error` message says. */
async function failure(code: string) {
  const { status, reply, errors } = await kernel.execute(code);
  expect(status).toBe("error");
  expect(errors).toHaveLength(1);
  const [{ ename, evalue, traceback }] = errors;
  expect(reply).toMatchObject({ ename, evalue, traceback });
  return { ename, evalue, traceback: plain(traceback) };
}

describe("an exception", () => {
  test("is told at the line and column of the cell's own text", async () => {
    const code =
      "// a comment\n\ninterface Gone { a: number }\n\nconst gone: Gone = { a: 1 };\n  null as unknown as Gone;\nthrow new RangeError(`no ${gone.a}`);";
    const { ename, evalue, traceback } = await failure(code);
    expect([ename, evalue]).toEqual(["RangeError", "no 1"]);
    expect(traceback).toMatch(/at cell \[\d+\], line 7, column 7/);
    expect(traceback).toContain("> 7 | throw new RangeError(`no ${gone.a}`);\n    |       ^");
  });

  test("is told at the right line after an await too", async () => {
    const { traceback } = await failure(
      "await null;\n\n\nawait Promise.resolve();\nnull!.toString();".replace(
        "null!",
        "(undefined as unknown as object)",
      ),
    );
    expect(traceback).toMatch(/line 5, column \d+/);
  });

  test("names the cells of the functions that led to it, and none of what runs cells", async () => {
    const declared = await kernel.execute(
      "function inner(): never {\n  throw new Error('deep');\n}\nfunction outer() {\n  return inner();\n}",
    );
    const first = declared.reply.execution_count;
    const { traceback } = await failure("\nouter()");
    expect(traceback.split("\n").filter((line) => line.startsWith("    at "))).toEqual([
      `    at inner (cell [${first}], line 2, column 9)`,
      `    at outer (cell [${first}], line 5, column 10)`,
      `    at cell [${Number(first) + 1}], line 2, column 1`,
    ]);
    expect(traceback).toContain("> 2 | outer()");
  });

  test("shows its cause, and the cause of that", async () => {
    const { traceback } = await failure(
      "throw new Error('top', { cause: new TypeError('middle', { cause: 'bottom' }) })",
    );
    expect(traceback).toMatch(/Error: top[^]*Cause: TypeError: middle[^]*Cause: bottom/);
  });

  test("shows the errors that it collects", async () => {
    const { traceback } = await failure("throw new AggregateError([new Error('one'), 2], 'both')");
    expect(traceback).toMatch(/AggregateError: both[^]*Error 1: Error: one[^]*Error 2: 2/);
  });

  test("whose causes go round in a circle is shown all the same", async () => {
    const { traceback } = await failure(
      "const circle: Error & { cause?: unknown } = new Error('round'); circle.cause = circle; throw circle",
    );
    expect(traceback).toContain("Error: round");
  });

  test("of a package has the package's inner calls folded and no path of this machine", async () => {
    const code =
      "import { readFileSync } from 'fs';\nimport * as mlMatrix from 'ml-matrix';\nvoid readFileSync;\nnew mlMatrix.Matrix([[1]]).mmul(new mlMatrix.Matrix(0, 0).set(3, 3, 1))";
    const { traceback } = await failure(code);
    expect(traceback).toContain("ml-matrix");
    expect(traceback).toContain("line 4");
    expect(traceback).not.toMatch(/node:internal|kernel\/|tslab\/dist|\(\//);
  });

  test.each([
    ["add_", "add: Incompatible shapes: [2,3] vs. [4]"],
    ["somewhere", "Incompatible shapes: [2,3] vs. [4]"],
  ])("of TensorFlow begins with the operation and not with a number: %s", async (place, told) => {
    const message = "'Invalid TF_Status: 3\\nMessage: Incompatible shapes: [2,3] vs. [4]'";
    const { evalue, traceback } = await failure(`(function ${place}() { throw new Error(${message}); })()`);
    expect([evalue, traceback.split("\n")[0]]).toEqual([told, `Error: ${told}`]);
  });

  test("of the system tells its code", async () => {
    const { evalue, traceback } = await failure("(await import('fs')).readFileSync('/not/there')");
    expect(evalue).toMatch(/^ENOENT/);
    expect(traceback).toContain("code: 'ENOENT'");
  });

  test.each([
    ["throw 'words'", "words"],
    ["throw { a: 1 }", "{ a: 1 }"],
    ["throw null", "null"],
    ["throw undefined", "undefined"],
    ["throw Object.create(null)", "[Object: null prototype] {}"],
  ])("that is no Error is shown: %s", async (code, evalue) => {
    expect(await failure(code)).toMatchObject({ ename: "Thrown value", evalue });
  });

  test("in its stack has the cell's own lines and nothing of the kernel", async () => {
    const code =
      "\n\ntry {\n  throw new Error('caught');\n} catch (error) {\n  console.log((error as Error).stack);\n}";
    const { text, reply } = await kernel.execute(code);
    expect(text).toBe(`Error: caught\n    at cell [${reply.execution_count}]:4:9\n`);
  });
});

describe("a compile error", () => {
  test("calls the types of a package by its name, and not by a file", async () => {
    const { evalue } = await failure('import * as tensors from "@tensorflow/tfjs";\ntensors.nothing;');
    expect(evalue).toBe(
      `TS2339: Property 'nothing' does not exist on type 'typeof import("@tensorflow/tfjs")'.`,
    );
  });

  test("is told with its place, the code and a caret", async () => {
    const { ename, evalue, traceback } = await failure("\n\nconst wrong: number =\n  'text';");
    expect(ename).toBe("CompileError");
    expect(evalue).toBe("TS2322: Type 'string' is not assignable to type 'number'.");
    expect(traceback).toMatch(/at cell \[\d+\], line 3, column 7/);
    expect(traceback).toContain("> 3 | const wrong: number =\n    |       ^^^^^");
  });

  test("keeps TypeScript's reasons together with it", async () => {
    const { evalue, traceback } = await failure(
      "const pair: { a: { b: number } } = { a: { b: '' as string | number } as { b: string | number } };",
    );
    expect(evalue).not.toContain("more");
    expect(traceback.match(/CompileError/g)).toHaveLength(1);
    expect(traceback).toContain("  Type 'string' is not assignable to type 'number'.");
  });

  test("counts the others", async () => {
    const { evalue, traceback } = await failure(
      "const x1: number = '';\nconst x2: number = '';\nconst x3: number = '';",
    );
    expect(evalue).toContain("(and 2 more)");
    expect(traceback.match(/CompileError/g)).toHaveLength(3);
  });

  test("in code that cannot be read is not followed by guesses about types", async () => {
    const { traceback } = await failure("function broken( {");
    expect(traceback).toContain("TS1005");
    expect(traceback).not.toMatch(/TS[2-9]\d{3}/);
  });

  test("leaves the names as they were", async () => {
    await kernel.execute("const kept = 1;");
    await failure("const kept: number = 'x';");
    expect((await kernel.execute("kept")).results[0].data).toEqual({ "text/plain": "1" });
  });
});
