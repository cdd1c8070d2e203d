"use strict";
const { existsSync, readFileSync } = require("node:fs");
const { SourceMap } = require("node:module");
const path = require("node:path");
const { fileURLToPath } = require("node:url");

/** @typedef {import("./cells").CellRegistry} CellRegistry */
/** @typedef {{ text: string, cell?: { name: string, line: number, column: number } }} Frame */

/** Frames of what runs the cells, of no use to who reads a traceback. */
const inner = [/^node:/, /^<anonymous>$/, /[\\/]node_modules[\\/]tslab[\\/]/];
const frameLine = /^\s+at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/;

/**
 * The calls that led to an error: those in cells and in the project's own code one by one, those in other
 * packages folded, those inside Node and the kernel left out.
 *
 * @param {Error} error
 * @param {CellRegistry} cells
 * @returns {Frame[]}
 */
function framesOf(error, cells) {
  const stack = typeof error.stack === "string" ? error.stack.split("\n") : [];
  /** @type {(Frame & { package?: string })[]} */
  const frames = [];
  for (const line of stack) {
    const match = frameLine.exec(line);
    if (!match) continue;
    const [, caller = "", file, row, column] = match;
    const frame = describeFrame(caller, file, Number(row), Number(column), cells);
    if (frame) frames.push(frame);
  }
  return folded(frames);
}

/**
 * @param {string} caller
 * @param {string} location a path, a URL or the name of a cell
 * @param {number} line
 * @param {number} column
 * @param {CellRegistry} cells
 * @returns {(Frame & { package?: string }) | undefined}
 */
function describeFrame(caller, location, line, column, cells) {
  const where = (/** @type {string} */ place) => `at ${caller ? `${caller} (${place})` : place}`;
  if (cells.has(location)) {
    const cell = { name: location, line, column };
    return { text: where(`${location}, line ${line}, column ${column}`), cell };
  }
  const file = location.startsWith("file:") ? fileURLToPath(location) : location;
  if (inner.some((pattern) => pattern.test(file)) || isInside(__dirname, file)) return undefined;
  if (!path.isAbsolute(file)) return undefined;
  const installed = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file);
  if (installed)
    return { text: where(`${file.slice(file.indexOf(installed[1]))}:${line}`), package: installed[1] };
  const source = sourceOf(file, line, column);
  return { text: where(`${nameOf(source.file)}, line ${source.line}`) };
}

/** @param {(Frame & { package?: string })[]} frames @returns {Frame[]} */
function folded(frames) {
  /** @type {Frame[]} */
  const result = [];
  for (let first = 0; first < frames.length;) {
    let end = first + 1;
    const { package: name } = frames[first];
    while (name && frames[end]?.package === name) end++;
    const count = end - first;
    result.push(count > 1 ? { text: `... ${count} calls in ${name}` } : frames[first]);
    first = end;
  }
  return result;
}

/** Where compiled code comes from, if a source map lies beside it. @param {string} file @param {number} line @param {number} column */
function sourceOf(file, line, column) {
  const map = `${file}.map`;
  if (!existsSync(map)) return { file, line };
  try {
    const entry = new SourceMap(JSON.parse(readFileSync(map, "utf8"))).findEntry(line - 1, column - 1);
    if (!("originalLine" in entry) || !entry.originalSource) return { file, line };
    return { file: path.resolve(path.dirname(file), entry.originalSource), line: entry.originalLine + 1 };
  } catch {
    return { file, line }; // a damaged map must not hide the error
  }
}

/** A file's path in its package, with the package's name, so that no path of this machine is shown. @param {string} file */
function nameOf(file) {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (!existsSync(manifest)) continue;
    const { name } = JSON.parse(readFileSync(manifest, "utf8"));
    return [name ?? path.basename(folder), ...path.relative(folder, file).split(path.sep)].join("/");
  }
  return path.basename(file);
}

/** @param {string} folder @param {string} file */
function isInside(folder, file) {
  const relative = path.relative(folder, file);
  return relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
}

module.exports = { framesOf };
