import { join } from "node:path";
import ts from "typescript";
import { root } from "./start-kernel.mjs";

const bundle = join(root, "kernel/types/bundled/node_modules/@tensorflow/tfjs/index.d.ts");

/** What a file knows of TensorFlow.js: the names that it exports, the members of a tensor, and what is wrong with an example. */
function tensorFlow(paths: Record<string, string[]>) {
  const file = join(root, "notebooks/example.ts");
  const example = `
    import * as tf from "@tensorflow/tfjs";
    import * as core from "@tensorflow/tfjs-core";
    export type Names = keyof typeof tf;
    const product: core.Tensor = tf.tensor2d([[1, 2]]).add(1).matMul(tf.ones([2, 1]));
    const model: tf.Sequential = tf.sequential({ layers: [tf.layers.dense({ units: "one", inputShape: [2] })] });
    console.log(product, model, tf.data.array([1]).batch(2), tf.nothing);`;
  const options: ts.CompilerOptions = {
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, strict: true, noEmit: true, paths },
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
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(declaration.moduleSpecifier)!);
  const tensor = exported.find(({ name }) => name === "Tensor");
  return {
    names: exported.map(({ name }) => name).sort(),
    members: checker
      .getDeclaredTypeOfSymbol(tensor!)
      .getProperties()
      .map(({ name }) => name)
      .sort(),
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
  expect([original.names.length > 800, original.members.includes("softplus")]).toEqual([true, true]);
  expect(original.wrong).toEqual([
    "Type 'string' is not assignable to type 'number'.",
    "Property 'nothing' does not exist",
  ]);
  expect({ ...bundled, files: original.files }).toEqual(original);
  expect([original.files > 500, bundled.files]).toEqual([true, 1]);
}, 120_000);
