/* global beforeEach, afterEach */
import { chmodSync, cpSync, existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Progress } from "../../scripts/shared/progress.mjs";
import { setUp } from "../../scripts/setup/set-up.mjs";
import { Work } from "../../scripts/setup/step.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

/** Notes in the file CALLS with which words and in which environment it was called. */
const note = `{ echo "$0"; printf '%s\\n' "$@"; echo "--"; env; echo "=="; } >> "$CALLS"`;

/**
 * Stands for npm. Puts into node_modules what package-lock.json has, but not what LEFT_OUT names.
 * NPM_SAYS: the error that it ends with instead.
 */
const npm = `#!/usr/bin/env node
const fs = require("node:fs");
const { dirname } = require("node:path");
const words = process.argv.slice(2);
const env = Object.entries(process.env).map(([name, value]) => name + "=" + value);
fs.appendFileSync(process.env.CALLS, [process.argv[1], ...words, "--", ...env, "==", ""].join("\\n"));
if (process.env.NPM_SAYS) {
  console.error(process.env.NPM_SAYS);
  process.exit(1);
}
const contents = {
  typescript: ["bin/tsc", "const { argv } = process; require('node:fs').cpSync(argv[argv.indexOf('--project') + 1] + '/src', argv[argv.indexOf('--outDir') + 1], { recursive: true });"],
  tslab: ["dist/jupyter.js", "exports.kernel = true;"],
};
const write = (file, text) => {
  fs.mkdirSync(dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
};
const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
fs.rmSync("node_modules", { recursive: true, force: true });
const installed = {};
for (const [folder, entry] of Object.entries(packages)) {
  const name = folder.replace("node_modules/", "");
  if (name === folder || name === process.env.LEFT_OUT || entry.os?.includes("aix")) continue;
  installed[folder] = entry;
  write(folder + "/package.json", JSON.stringify(entry));
  if (contents[name]) write(folder + "/" + contents[name][0], contents[name][1]);
  if (entry.link) {
    fs.rmSync(folder, { recursive: true });
    fs.symlinkSync("../" + entry.resolved, folder, "junction");
  }
}
write("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
`;

/** Stands for Python. Makes environments, each with itself as its Python, and installs JupyterLab in them. */
const python = `#!/bin/sh
${note}
for last; do :; done
packages="$(dirname "$(dirname "$0")")/lib/python3.12/site-packages"
case "$*" in
  "-m venv"*)
    mkdir -p "$last/bin" && cp "$0" "$last/bin/python" && echo "version = 3.12.1" > "$last/pyvenv.cfg" ;;
  *pip_settings.py) echo "\${SETTINGS_OF_PIP:-{\\}}" ;;
  "-m pip install"*)
    if [ -n "$WORDS_OF_PIP" ]; then echo "$WORDS_OF_PIP"; exit 1; fi
    mkdir -p "$packages/jupyterlab" "$packages/jupyterlab-4.6.6.dist-info"
    echo "class LabApp: ..." > "$packages/jupyterlab/labapp.py"
    echo "jupyterlab/labapp.py,," > "$packages/jupyterlab-4.6.6.dist-info/RECORD" ;;
  *-S*) echo "(3, 12)" ;;
  "-c"*) echo '{"program": "'"$0"'", "version": [3, 12, 1], "canMakePip": true}' ;;
esac
`;

const library = { name: "linear-networks", version: "1.0.0" };
const packages = {
  "": { name: "small", version: "1.0.0", workspaces: ["lib"] },
  lib: library,
  "node_modules/linear-networks": { resolved: "lib", link: true },
  "node_modules/tslab": { version: "1.0.22", dev: true },
  "node_modules/typescript": { version: "5.6.3", dev: true },
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
  for (const name of withScripts ? ["scripts", "kernel"] : []) {
    cpSync(resolve(name), join(root, name), { recursive: true });
  }
  writeFiles(root, {
    "package.json": JSON.stringify(packages[""]),
    "package-lock.json": JSON.stringify({ lockfileVersion: 3, packages }),
    "requirements.txt": "jupyterlab==4.6.6\n",
    "tsconfig.json": "{}",
    "lib/package.json": JSON.stringify(library),
    "lib/tsconfig.json": "{}",
    "lib/src/index.js": "exports.answer = 42;\n",
  });
  writeFiles(programs, { "npm-cli.js": npm, python });
  for (const name of ["npm-cli.js", "python"]) chmodSync(join(programs, name), 0o755);
  Object.assign(process.env, {
    CALLS: join(programs, "calls"),
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
