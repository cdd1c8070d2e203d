"use strict";
// Repairs: a package that is rebuilt stays loaded in its old form, and nothing tells so. Of packages under
// development, which are those outside of node_modules, each file is remembered when it is loaded.
// No upstream issue found.
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, statSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

/** @type {import("../types").Repair} */
module.exports = function changedOnDisk(kernel) {
  /** @type {Map<string, { time: number, hash: string }>} */
  const loaded = new Map();
  /** @type {Set<string>} packages that were told */
  const told = new Set();

  const extensions = /** @type {Record<string, (module: NodeModule, file: string) => void>} */ (
    /** @type {{ _extensions: unknown }} */ (/** @type {unknown} */ (Module))._extensions
  );
  const load = extensions[".js"];
  extensions[".js"] = (module, file) => {
    if (isOwn(file)) loaded.set(file, { time: statSync(file).mtimeMs, hash: hashOf(file) });
    load(module, file);
  };

  kernel.notices.push(() => {
    const names = new Set([...loaded.keys()].filter(hasChanged).map(packageOf));
    const fresh = [...names].filter((name) => !told.has(name));
    for (const name of fresh) told.add(name);
    return fresh.map((name) => `${name} changed on disk: restart the kernel`).join("\n");
  });

  /** @param {string} file */
  function hasChanged(file) {
    const known = loaded.get(file);
    const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (!known || time === known.time) return false;
    if (time === undefined || hashOf(file) !== known.hash) return true;
    known.time = time; // rebuilt to the same
    return false;
  }
};

/** @param {string} file */
function isOwn(file) {
  return (
    !file.includes(`${path.sep}node_modules${path.sep}`) &&
    !file.startsWith(path.dirname(__dirname) + path.sep)
  );
}

/** @param {string} file */
function hashOf(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** @param {string} file */
function packageOf(file) {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, "utf8")).name ?? path.basename(folder);
  }
  return path.basename(file);
}
