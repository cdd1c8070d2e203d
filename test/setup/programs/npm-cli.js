#!/usr/bin/env node
// Stands for npm: notes how it was called, and puts into node_modules what package-lock.json has.
// NPM_SAYS: the error that it ends with instead. LEFT_OUT: a package that it leaves out. HANG=npm: it never ends.
const {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} = require("fs");
const { CALLS = "", HANG, LEFT_OUT, NPM_SAYS, PIDS = "" } = process.env;

const env = Object.entries(process.env).map(([name, value]) => `${name}=${value}`);
appendFileSync(CALLS, [process.argv[1], ...process.argv.slice(2), "--", ...env, "==", ""].join("\n"));
if (NPM_SAYS) {
  console.error(NPM_SAYS);
  process.exit(1);
}
if (HANG === "npm") {
  appendFileSync(PIDS, `${process.pid} ${process.ppid}\n`);
  setInterval(() => {}, 1000);
} else install();

function install() {
  const installed = /** @type {Record<string, unknown>} */ ({});
  rmSync("node_modules", { recursive: true, force: true });
  for (const [folder, entry] of Object.entries(
    JSON.parse(readFileSync("package-lock.json", "utf8")).packages,
  )) {
    const name = folder.replace("node_modules/", "");
    if (name === folder || name === LEFT_OUT || entry.os?.includes("aix")) continue;
    installed[folder] = entry;
    if (entry.link) {
      mkdirSync("node_modules", { recursive: true });
      symlinkSync(`../${entry.resolved}`, folder, "junction");
      continue;
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/package.json`, JSON.stringify(entry));
    writeFileSync(`${folder}/index.js`, "exports.name = __dirname;");
    if (name !== "typescript-native") continue;
    mkdirSync(`${folder}/bin`);
    copyFileSync(`${__dirname}/tsc.js`, `${folder}/bin/tsc`);
  }
  writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
}
