import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notebookSource } from "../../tools/notebooks/notebook-program.ts";
import { libraryFindings } from "../../tools/notebooks/same-as-library.ts";
import { notebook } from "./make-notebook.mjs";

const library = `import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../tensor/shapes";

/** Half the squared difference. */
export function squaredLoss(yHat: tf.Tensor, y: tf.Tensor, { scale = 0.5 }: { scale?: number } = {}): tf.Tensor {
  assertShapes("squaredLoss", { yHat, y });
  assertFinite(y);
  // why
  return tf.tidy(() =>
    tf.mul(scale, tf.square(tf.sub(yHat, y))),
  );
}

export const double = (x: number) => {
  assertNumber(x);
  return 2 * x;
};
`;

const header = "// lib: losses/squared-loss.ts\n";
const shownLoss = `function squaredLoss(yHat: tf.Tensor, y: tf.Tensor, { scale = 0.5 }: { scale?: number } = {}): tf.Tensor {
  return tf.tidy(() => tf.mul(scale, tf.square(tf.sub(yHat, y)))); // ½ (ŷ − y)²
}`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "same-as-library-"));
  mkdirSync(join(folder, "losses"));
  writeFileSync(join(folder, "losses", "squared-loss.ts"), library);
});
afterAll(() => rmSync(folder, { recursive: true }));

const findings = (...cells: string[]) =>
  libraryFindings(notebookSource(join(folder, "x.ipynb"), notebook(...cells)), folder).map(
    ({ message }) => message,
  );

test("a cell may leave out imports, export, comments and leading assertions, and break lines elsewhere", () => {
  expect(findings(header + shownLoss)).toEqual([]);
  expect(findings(`${header}const double = (x: number) => {\n  return 2 * x;\n};`)).toEqual([]);
});

test("cells without the mark are not compared", () => {
  expect(findings("function squaredLoss() { return 1; }")).toEqual([]);
});

test.each([
  [
    "another default",
    "scale = 0.5",
    "scale = 1",
    "`squaredLoss` is not as in lib/src/losses/squared-loss.ts: the cell has `",
  ],
  ["another type", "yHat: tf.Tensor,", "yHat: tf.Tensor1D,", "the cell has `"],
  ["another operation", "tf.square", "tf.abs", "the cell has `"],
  ["another name", "function squaredLoss", "function loss", "lib/src/losses/squared-loss.ts has no `loss`"],
  ["another statement", "  return tf.tidy", "  console.log(1);\n  return tf.tidy", "the cell has `"],
  ["an asynchronous function", "function", "async function", "the cell has `"],
  ["another file", "squared-loss.ts", "absolute-loss.ts", "lib/src/losses/absolute-loss.ts does not exist"],
])("%s is found", (_, from, to, message) => {
  expect(findings((header + shownLoss).replace(from, to))).toEqual([expect.stringContaining(message)]);
});

test("an assertion that does not lead is part of the function", () => {
  const late = `${header}const double = (x: number) => {\n  const y = 2 * x;\n  assertNumber(y);\n  return y;\n};`;
  expect(findings(late)).toHaveLength(1);
});

test("the first difference is shown from both sides", () => {
  const [message] = findings((header + shownLoss).replace("tf.square", "tf.abs"));
  expect(message).toContain("tf . abs (");
  expect(message).toContain("tf . square (");
});

test("a marked cell that declares nothing is found", () => {
  expect(findings(`${header}console.log(1)`)).toEqual([expect.stringContaining("has no `console.log(1)`")]);
  expect(findings(`${header}`)).toEqual(["it declares nothing of lib/src/losses/squared-loss.ts"]);
});
