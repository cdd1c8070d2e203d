"use strict";
const { SourceMap } = require("node:module");

/** tslab puts one line before the cell's own code when it compiles it. */
const linesBefore = 1;
const prefixes = { async: "(async function(exports, require) { ", sync: "(function(exports, require) { " };

/** @typedef {{ line: number, column: number }} Position counted from 1 */

/** The cells that were compiled, so that a place in their JavaScript can be told as a place in their source. */
class CellRegistry {
  /** @type {Map<string, { source: string, lines: number, async: boolean, maps: (string | SourceMap)[] }>} */
  #cells = new Map();

  /**
   * @param {string} name as in stack traces: `cell [3]`
   * @param {object} cell
   * @param {string} cell.source the cell's text
   * @param {string} cell.output the JavaScript that it was compiled to
   * @param {string[]} cell.maps source maps as JSON, the last compilation step first
   * @param {boolean} cell.async whether tslab wraps the cell in an async function
   */
  add(name, { source, output, maps, async }) {
    this.#cells.set(name, { source, lines: output.split("\n").length, async, maps });
  }

  /** @param {string} name */
  has(name) {
    return this.#cells.has(name);
  }

  /** @param {string} name @returns {string[]} the cell's lines, without line ends */
  lines(name) {
    return this.#cells.get(name)?.source.split(/\r?\n/) ?? [];
  }

  /**
   * Where a position of the compiled cell lies in its source, or undefined in code that has no source.
   *
   * @param {string} name
   * @param {Position} position
   * @returns {Position | undefined}
   */
  original(name, position) {
    const cell = this.#cells.get(name);
    if (!cell || position.line > cell.lines) return undefined; // behind the cell tslab calls what it wrapped
    let line = position.line - 1;
    let column = position.column - 1;
    if (line === 0) column -= (cell.async ? prefixes.async : prefixes.sync).length;
    // Most cells never fail, so a map is read when it is asked for.
    cell.maps = cell.maps.map((map) => (typeof map === "string" ? new SourceMap(JSON.parse(map)) : map));
    for (const map of /** @type {SourceMap[]} */ (cell.maps)) {
      const entry = map.findEntry(line, Math.max(0, column));
      if (!("originalLine" in entry) || entry.originalLine === undefined) return undefined;
      line = entry.originalLine;
      column = entry.originalColumn;
    }
    const found = { line: line - linesBefore + 1, column: column + 1 };
    const lines = this.lines(name).length;
    return found.line >= 1 && found.line <= lines ? found : undefined;
  }
}

module.exports = { CellRegistry };
