import { execFile } from "node:child_process";
import { devNull } from "node:os";
import { resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(__dirname, "..", "..");

/** Makes tfjs-node look for its binding in vain, as on a machine where it was never built. */
const hideBinding =
  'const fs = require("fs"); const exists = fs.existsSync;' +
  'fs.existsSync = (path) => !String(path).endsWith("tfjs_binding.node") && exists(path);';

/** Prints the backend, a product of two matrices, and the slope of the house prices. */
const program =
  'const { data, models, notebook, tf } = require("linear-networks");' +
  "(async () => {" +
  "console.log(notebook.describeBackend(await notebook.useBackend()));" +
  "console.log(tf.tidy(() => tf.ones([2, 3]).matMul(tf.ones([3, 1])).dataSync().join()));" +
  "const sales = await data.houses();" +
  "console.log(models.fitLeastSquares(sales.map((s) => [s.livingArea]), sales.map((s) => s.price)).w[0].toFixed(2));" +
  "})();";

async function run(code: string, more = {}): Promise<{ lines: string[]; stderr: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...more };
  delete env["LINEAR_NETWORKS_BACKEND"];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", code], { cwd: root, env });
  return { lines: stdout.trim().split("\n"), stderr };
}

test('require("linear-networks") works in a terminal', async () => {
  const { lines, stderr } = await run(program);
  expect(lines[0]).toMatch(/^backend: (tensorflow|wasm|cpu) \(/);
  expect(lines.slice(-2)).toEqual(["3,3", "280.62"]);
  expect(stderr).toBe("");
});

test("the exercises are loaded with the first answer, and of them the section that it belongs to", async () => {
  const { lines } = await run(
    'const { check, unanswered } = require("linear-networks").notebook;' +
      "const loaded = () => Object.keys(require.cache).filter((file) => /exercises.dist.(index|sections)/.test(file));" +
      "(async () => {" +
      'await check("1.4/5", unanswered); console.log(loaded().length);' +
      'await check("1.4/5", 7850); console.log(loaded().length, loaded().at(-1));' +
      "})();",
    { LINEAR_NETWORKS_PROGRESS: devNull },
  );
  expect(lines[1]).toBe("0");
  expect(lines[2]).toMatch(/^✓ 1\.4\/5 is right\./);
  expect(lines.at(-1)).toMatch(/^2 .*1-4-linear-regression-concise\.js$/);
});

test("it works without the native binding too, and says so with the reason and the cure", async () => {
  const { lines, stderr } = await run(hideBinding + program);
  expect(lines[0]).toMatch(/^backend: wasm \(WebAssembly/);
  expect(lines[1]).toMatch(/^not native TensorFlow, because .*native addon module/);
  expect(lines[2]).toMatch(/^to change that: npm run setup/);
  expect(lines.slice(-2)).toEqual(["3,3", "280.62"]);
  expect(stderr).toBe("");
});
