"use strict";
const { colors, excerpt } = require("./excerpt.js");

/** @typedef {import("./types").Diagnostic} Diagnostic */

const most = 5;

/**
 * A cell's compile errors as a Jupyter error.
 *
 * @param {Diagnostic[]} diagnostics at least one; TypeScript's explanation of one follows it at the same place
 * @param {string} code the cell
 * @param {string} cell its name, as in `cell [3]`
 * @returns {import("./describe-error").Description}
 */
function describeCompileErrors(diagnostics, code, cell) {
  const lines = code.split(/\r?\n/);
  // Where a cell cannot be read, what its types say is guesswork.
  const unreadable = diagnostics.filter(({ code: number }) => number < 2000);
  const groups = grouped(unreadable.length > 0 ? unreadable : diagnostics);
  const [first] = groups;
  const more = groups.length > 1 ? ` (and ${groups.length - 1} more)` : "";
  const evalue = `TS${first[0].code}: ${first[0].messageText}${more}`;
  const shown = groups
    .slice(0, most)
    .flatMap((group, index) => [...(index > 0 ? [""] : []), ...describeGroup(group)]);
  const rest = groups.length > most ? ["", `... and ${groups.length - most} more`] : [];
  return { ename: "CompileError", evalue, traceback: [...shown, ...rest] };

  /** @param {Diagnostic[]} group */
  function describeGroup([main, ...reasons]) {
    const { red, bold, plain } = colors;
    const place = { line: Math.min(main.start.line + 1, lines.length), column: main.start.character + 1 };
    const where = `${main.fileName ?? cell}, line ${place.line}, column ${place.column}`;
    return [
      `${red}${bold}CompileError${plain} TS${main.code}: ${main.messageText}`,
      ...reasons.map((reason) => `  ${reason.messageText}`),
      `    at ${where}`,
      ...(main.fileName ? [] : excerpt(lines, { ...place, length: main.end.offset - main.start.offset }, 1)),
    ];
  }
}

/** @param {Diagnostic[]} diagnostics @returns {Diagnostic[][]} those at one place that belong together */
function grouped(diagnostics) {
  /** @type {Diagnostic[][]} */
  const groups = [];
  for (const diagnostic of diagnostics) {
    const latest = groups.at(-1);
    const isReason =
      latest &&
      latest[0].start.offset === diagnostic.start.offset &&
      latest[0].end.offset === diagnostic.end.offset;
    if (isReason) latest.push(diagnostic);
    else groups.push([diagnostic]);
  }
  return groups;
}

module.exports = { describeCompileErrors };
