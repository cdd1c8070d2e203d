/* global beforeEach, afterEach */
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Progress } from "../../tools/setup/shared/progress.mjs";
import { setUp } from "../../tools/setup/set-up.mjs";
import { Work } from "../../tools/setup/step.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

const library = { name: "linear-networks", version: "1.0.0" };
const exercises = { name: "linear-networks-exercises", version: "1.0.0" };
const kernel = { name: "linear-networks-kernel", version: "1.0.0" };
const packages = {
  "": { name: "small", version: "1.0.0", workspaces: ["lib", "exercises", "kernel"] },
  lib: library,
  exercises,
  kernel,
  "node_modules/linear-networks": { resolved: "lib", link: true },
  "node_modules/linear-networks-exercises": { resolved: "exercises", link: true },
  "node_modules/linear-networks-kernel": { resolved: "kernel", link: true },
  "node_modules/tslab": { version: "1.0.22", dev: true },
  "node_modules/typescript-native": { version: "7.0.2", dev: true },
  "node_modules/elsewhere": { version: "1.0.0", optional: true, os: ["aix"] },
  "node_modules/build": { version: "1.0.0", optional: true, os: [process.platform], cpu: [process.arch] },
};

/** @type {NodeJS.ProcessEnv} */
let before;
beforeEach(() => {
  before = { ...process.env };
});
afterEach(() => {
  process.env = before;
});

/**
 * A project that is set up by programs that note how they are called and write a few small files. In this test they
 * stand for npm and Python.
 *
 * @param {{ withScripts?: boolean }} [options] whether this project's scripts are copied, to be run there
 * @returns {string} its folder
 */
export function fakeProject({ withScripts = false } = {}) {
  const [root, programs] = [temporaryFolder(), temporaryFolder()];
  // The programs of these folders; what is compiled from `src` is made by the fake compiler.
  const isProgram = (/** @type {string} */ path) => !/[/\\](src|dist|site|colab)$/.test(path);
  for (const name of withScripts ? ["tools", "kernel"] : []) {
    cpSync(resolve(name), join(root, name), { recursive: true, filter: isProgram });
  }
  writeFiles(root, {
    "package.json": JSON.stringify(packages[""]),
    "package-lock.json": JSON.stringify({ lockfileVersion: 3, packages }),
    "requirements.txt": "jupyterlab==4.6.6\n",
    "tsconfig.json": "{}",
    "lib/package.json": JSON.stringify(library),
    "lib/tsconfig.json": "{}",
    "lib/src/index.js": "exports.answer = 42;\n",
    "exercises/package.json": JSON.stringify(exercises),
    "exercises/tsconfig.json": "{}",
    "exercises/src/index.js": "exports.answer = 42;\n",
    "kernel/package.json": JSON.stringify(kernel),
    "kernel/tsconfig.json": "{}",
    "kernel/src/index.js": "exports.answer = 42;\n",
    "kernel/types/tensorflow/index.ts": "export {};\n",
    // Bundling the real ones takes TensorFlow.js, which this project does not have.
    "tools/setup/bundle-declarations.mjs": `import { mkdirSync } from "node:fs"; mkdirSync(process.argv[2]);\n`,
  });
  cpSync(resolve("test/setup/programs"), programs, { recursive: true });
  Object.assign(process.env, {
    CALLS: join(programs, "calls"),
    PIDS: join(programs, "pids"),
    PYTHON: join(programs, "python"),
    npm_execpath: join(programs, "npm-cli.js"),
    LINEAR_NETWORKS_BACKEND: "cpu",
  });
  return root;
}

/**
 * How the programs were called in this test.
 *
 * @returns {{ program: string, words: string[], env: Record<string, string> }[]}
 */
export function calls() {
  const file = process.env["CALLS"] ?? "";
  const blocks = existsSync(file) ? readFileSync(file, "utf8").split("\n==\n").filter(Boolean) : [];
  return blocks.map((block) => {
    const [head = "", env = ""] = block.split("\n--\n");
    const [program = "", ...words] = head.split("\n");
    const pairs = env.split("\n").map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)]);
    return { program, words, env: Object.fromEntries(pairs) };
  });
}

/** The call that has this among its words. @param {string} word */
export function callWith(word) {
  const call = calls().find(({ words }) => words.includes(word));
  if (!call) throw new Error(`no program was called with ${word}`);
  return call;
}

/** What a step is given. @param {string} root */
export const workIn = (root) =>
  new Work({ log: join(root, ".setup/log"), detail: () => {}, signal: new AbortController().signal });

/**
 * Sets up within this process. Returns the names of the steps that were needed.
 *
 * @param {string} root
 * @param {Parameters<typeof setUp>[0]} [options]
 */
export async function bring(root, options = {}) {
  const progress = new Progress({ stream: { write: () => true } });
  const { performed } = await setUp({ root, progress, ...options });
  return performed.map((name) => name.replace(/ \(.*/, "")).sort();
}
