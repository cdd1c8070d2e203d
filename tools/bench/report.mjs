/** @import { Result } from "./rounds.mjs" */
/** @import { Spread } from "./statistics.mjs" */

const marks = { met: "✓", missed: "✗", void: "void", "for information": "" };
const heads = ["", "ours, ms", "compared with", "theirs, ms", "ratio", "target", "", "processor time"];

/** Milliseconds: the median, and the quartiles in brackets. @param {Spread} spread */
const timeText = ({ median, low, high }) =>
  `${Math.round(median * 1000)} (${Math.round(low * 1000)}–${Math.round(high * 1000)})`;

/** @param {Spread} spread */
const ratioText = ({ median }) => median.toFixed(2);

/** @param {Result[]} results */
const cellsOf = (results) =>
  results.map(({ row, ours, theirs, ratio, processor, verdict }) => [
    row.name,
    timeText(ours),
    row.theirs,
    timeText(theirs),
    ratioText(ratio),
    row.atMost === undefined ? "" : `≤ ${row.atMost}`,
    marks[verdict],
    ratioText(processor),
  ]);

/**
 * The results as a table for the terminal.
 *
 * @param {Result[]} results
 */
export function textTable(results) {
  const table = [heads, ...cellsOf(results)];
  const widths = heads.map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  return table
    .map((cells) => cells.map((text, column) => text.padEnd(widths[column])).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

/**
 * The results as a table of Markdown.
 *
 * @param {Result[]} results
 */
export const markdownTable = (results) =>
  [heads, heads.map(() => "---"), ...cellsOf(results)].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/**
 * What the table does not say: what differs where a comparison is void, and how many targets were met.
 *
 * @param {Result[]} results
 */
export function closingLines(results) {
  const judged = results.filter(({ row }) => row.atMost !== undefined);
  const met = judged.filter(({ verdict }) => verdict === "met");
  return [
    ...results.flatMap(({ row, difference }) =>
      difference === undefined
        ? []
        : [`void: ${row.name} against ${row.theirs} did not compute the same: ${difference}`],
    ),
    `${met.length} of ${judged.length} targets met`,
  ];
}

const begin = "<!-- written by `npm run bench -- --write` -->";
const end = "<!-- end of what it writes -->";

/**
 * A text with what lies between the two marks replaced.
 *
 * @param {string} text
 * @param {string} results
 * @returns {string | undefined} undefined where the marks are missing
 */
export function withResults(text, results) {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) return undefined;
  return `${text.slice(0, from + begin.length)}\n\n${results}\n\n${text.slice(to)}`;
}
