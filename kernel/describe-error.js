"use strict";
const { inspect, types } = require("node:util");
const { colors, excerpt } = require("./excerpt.js");
const { framesOf } = require("./frames.js");

/** @typedef {{ ename: string, evalue: string, traceback: string[] }} Description the content of an error message */
/** @typedef {import("./cells").CellRegistry} CellRegistry */

const deepest = 5;

/**
 * A thrown value as a Jupyter error: its stack in terms of cells, with the code at fault, its cause, and the
 * errors that it collects.
 *
 * @param {unknown} thrown anything
 * @param {CellRegistry} cells
 * @returns {Description}
 */
function describeError(thrown, cells) {
  if (!types.isNativeError(thrown) && !(thrown instanceof Error)) {
    const shown = show(thrown);
    const advice = "What was thrown is not an Error, so that nothing is known of where.";
    return { ename: "Thrown value", evalue: shown, traceback: [title("Thrown value", shown), advice] };
  }
  const ename = nameOf(thrown);
  const evalue = String(thrown.message);
  return { ename, evalue, traceback: describeDeep(thrown, cells, 0) };
}

/** @param {Error} error @param {CellRegistry} cells @param {number} depth @returns {string[]} */
function describeDeep(error, cells, depth) {
  const { errors, cause } = /** @type {{ errors?: unknown, cause?: unknown }} */ (error);
  const inner = [
    ...(cause === undefined ? [] : labelled("Cause", cause)),
    ...(Array.isArray(errors) ? errors.flatMap((each, index) => labelled(`Error ${index + 1}`, each)) : []),
  ];
  return [
    title(nameOf(error), String(error.message)),
    ...describeStack(error, cells),
    ...details(error),
    ...inner,
  ];

  /** @param {string} label @param {unknown} value */
  function labelled(label, value) {
    if (!(types.isNativeError(value) || value instanceof Error) || depth >= deepest) {
      return ["", `${colors.bold}${label}${colors.plain}: ${show(value)}`];
    }
    const [first, ...rest] = describeDeep(value, cells, depth + 1);
    return ["", `${colors.bold}${label}${colors.plain}: ${first}`, ...rest];
  }
}

/** @param {Error} error @param {CellRegistry} cells */
function describeStack(error, cells) {
  /** @type {Set<string>} cells whose code is shown already: the innermost with its surroundings */
  const shown = new Set();
  return framesOf(error, cells).flatMap((frame) => {
    if (!frame.cell) return [`    ${frame.text}`];
    const code = shown.has(frame.cell.name)
      ? []
      : excerpt(cells.lines(frame.cell.name), frame.cell, shown.size === 0 ? 2 : 0);
    shown.add(frame.cell.name);
    return [`    ${frame.text}`, ...code];
  });
}

/** What an error tells besides its message, such as the `code` of a system error. @param {Error} error */
function details(error) {
  const known = new Set(["stack", "message", "name", "cause", "errors"]);
  const entries = Object.entries(error).filter(([key]) => !known.has(key));
  return entries.length === 0 ? [] : [show(Object.fromEntries(entries))];
}

/** @param {string} name @param {string} message */
function title(name, message) {
  return `${colors.red}${colors.bold}${name}${colors.plain}${message ? `: ${message}` : ""}`;
}

/** @param {Error} error */
function nameOf(error) {
  return String(error.name || error.constructor?.name || "Error");
}

/** @param {unknown} value */
function show(value) {
  try {
    return typeof value === "string" ? value : inspect(value);
  } catch {
    return "(a value that cannot be shown)";
  }
}

module.exports = { describeError };
