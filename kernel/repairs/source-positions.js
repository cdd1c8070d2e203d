"use strict";
// Repairs: stack traces name every cell `evalmachine.<anonymous>` and count the lines of the compiled
// JavaScript. They name the cell, with the lines and columns of its own text. No upstream issue found.
const vm = require("node:vm");

const deeper = 30;

/** @type {import("../types").Repair} */
module.exports = function sourcePositions(kernel) {
  const { cells, compiler, runs } = kernel;

  compiler.converted.push((converted, source) => {
    const { output, maps = [], hasToplevelAwait = false } = converted;
    if (!runs.active || output === undefined) return;
    cells.add(runs.active.name, { source, output, maps, async: hasToplevelAwait });
  });

  const runInThisContext = vm.runInThisContext;
  /** @type {typeof vm.runInThisContext} */
  const named = (code, options) =>
    typeof options === "object" && options.breakOnSigint && runs.active
      ? runInThisContext(code, { ...options, filename: runs.active.name })
      : runInThisContext(code, options);
  vm.runInThisContext = named;

  // Frames of libraries must not push those of the cell out of a trace.
  Error.stackTraceLimit = deeper;
  Error.prepareStackTrace = (error, sites) => {
    const lines = sites.map(line);
    // Below the cell's own code there is only what runs cells.
    const outermost = sites
      .map((site, index) => isOfCell(site) && lines[index] !== undefined)
      .lastIndexOf(true);
    const shown = outermost < 0 ? lines : lines.slice(0, outermost + 1);
    return [header(error), ...shown.filter((text) => text !== undefined)].join("\n    at ");
  };

  /** @param {NodeJS.CallSite} site */
  function isOfCell(site) {
    return cells.has(site.getFileName() ?? "");
  }

  /** @param {NodeJS.CallSite} site @returns {string | undefined} undefined where tslab calls the cell */
  function line(site) {
    const text = String(site);
    if (!isOfCell(site)) return text;
    const name = String(site.getFileName());
    const place = { line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 };
    const original = cells.original(name, place);
    return (
      original &&
      text.replace(`${name}:${place.line}:${place.column}`, `${name}:${original.line}:${original.column}`)
    );
  }
};

/** The first lines of a stack trace, as Node writes them. @param {Error & { code?: unknown }} error */
function header(error) {
  try {
    const text = Error.prototype.toString.call(error);
    const isOfNode = typeof error.code === "string" && error.code.startsWith("ERR_");
    return isOfNode ? text.replace(/^[^:[]*(?=:|$)/, (name) => `${name} [${error.code}]`) : text;
  } catch {
    return "Error";
  }
}
