import { join } from "node:path";
import ts from "typescript";
import { root } from "./start-kernel.mjs";

const bundle = join(root, "kernel/types/bundled/node_modules/@tensorflow/tfjs/index.d.ts");

/** What cells are told of TensorFlow.js: the type of each name, and of each member of a type, and what is wrong with an example. */
function tensorFlow(paths: Record<string, string[]>) {
  const file = join(root, "notebooks/example.ts");
  const example = `
    import * as tf from "@tensorflow/tfjs";
    import * as core from "@tensorflow/tfjs-core";
    const product: core.Tensor = tf.tensor2d([[1, 2]]).add(1).matMul(tf.ones([2, 1]));
    const model: tf.Sequential = tf.sequential({ layers: [tf.layers.dense({ units: "one", inputShape: [2] })] });
    console.log(product, model, tf.data.array([1]).batch(2), tf.nothing);
    export const dense = tf.layers.dense({ units: 1 });`;
  const options: ts.CompilerOptions = {
    ...{
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      strict: true,
      declaration: true,
      paths,
    },
    ...{ moduleResolution: ts.ModuleResolutionKind.Node10, skipLibCheck: true, types: ["cell"] },
    typeRoots: [join(root, "kernel/types")],
  };
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, example, rest[0]) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const [declaration] = source?.statements ?? [];
  if (!source || !ts.isImportDeclaration(declaration)) throw new Error("the example has no import");

  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  /** The words of a type, sorted: the order of alternatives is chance. Numbers that tell equal names apart do not count. */
  const written = (type: ts.Type) =>
    checker
      .typeToString(type, undefined, flags)
      .replaceAll(/(typeof )?import\("[^"]*"\)|typeof \w+/g, "")
      .match(/[\w$.]+|[^\w\s]/g)
      ?.map((word) => word.replace(/\$\d+$/, "").replace(/^\.|['"]/, ""))
      .sort()
      .join(" ");
  const described = (symbol: ts.Symbol): [string, (string | undefined)[]] => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const value =
      target.flags & ts.SymbolFlags.Value && !(target.flags & ts.SymbolFlags.Module)
        ? written(checker.getTypeOfSymbol(target))
        : undefined;
    const members = checker
      .getDeclaredTypeOfSymbol(target)
      .getProperties()
      .filter(({ name }) => !name.startsWith("__@")) // symbols, whose names have numbers
      .map((member) => `${member.name}: ${written(checker.getTypeOfSymbol(member))}`);
    return [symbol.name, [value, ...members.sort()]];
  };
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(declaration.moduleSpecifier)!);
  return {
    types: new Map(exported.map(described)),
    wrong: ts
      .getPreEmitDiagnostics(program, source)
      .map(({ messageText }) =>
        ts.flattenDiagnosticMessageText(messageText, "\n").replace(/ on type .*/, ""),
      ),
    files: program.getSourceFiles().filter(({ fileName }) => fileName.includes("tfjs")).length,
  };
}

test("the one file of TensorFlow.js's declarations says what its hundreds of files say", () => {
  const original = tensorFlow({});
  const bundled = tensorFlow({ "@tensorflow/tfjs": [bundle], "@tensorflow/tfjs-core": [bundle] });
  expect(original.types.size).toBeGreaterThan(800);
  const differing = [...original.types].flatMap(([name, lines]) =>
    lines
      .filter((line) => line !== undefined && !bundled.types.get(name)?.includes(line))
      .map((line) => `${name}, ${line}`),
  );
  // The types of WebGPU are left out; cells do not have them.
  expect(differing.filter((line) => !/WebGPU|GPUBuffer/.test(line))).toEqual([]);
  expect([original.wrong, bundled.wrong]).toEqual(
    Array(2).fill(["Type 'string' is not assignable to type 'number'.", "Property 'nothing' does not exist"]),
  );
  expect([original.files > 500, bundled.files]).toEqual([true, 1]);
}, 120_000);
