"use strict";

const red = "\u001b[31m";
const bold = "\u001b[1m";
const dim = "\u001b[2m";
const plain = "\u001b[0m";
const colors = { red, bold, dim, plain };

/**
 * Lines of source with a caret below the place that is meant.
 *
 * @param {string[]} lines all lines of the source
 * @param {{ line: number, column: number, length?: number }} place counted from 1; the caret is as long as
 *   `length`, by default 1
 * @param {number} [around] how many lines before and after are shown
 * @returns {string[]}
 */
function excerpt(lines, { line, column, length = 1 }, around = 2) {
  const first = Math.max(1, line - around);
  let last = Math.min(lines.length, line + around);
  while (last > line && lines[last - 1].trim() === "") last--;
  const width = String(last).length;
  const result = [];
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1];
    const label = String(number).padStart(width);
    result.push(
      number === line ? `${red}>${plain} ${label} | ${text}` : `  ${dim}${label} | ${text}${plain}`,
    );
    if (number !== line) continue;
    const caret = "^".repeat(Math.max(1, Math.min(length, text.length - column + 1)));
    result.push(
      `  ${" ".repeat(width)} | ${text.slice(0, column - 1).replace(/[^\t]/g, " ")}${red}${caret}${plain}`,
    );
  }
  return result;
}

module.exports = { excerpt, colors };
