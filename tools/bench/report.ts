import type { Result } from "./rounds.ts";
import type { Spread } from "./statistics.ts";

const marks = { met: "✓", missed: "✗", void: "void", "for information": "" };
const heads = ["", "ours, ms", "compared with", "theirs, ms", "ratio", "target", "", "processor time"];

/** Milliseconds: the median, and the quartiles in brackets. */
const timeText = ({ median, low, high }: Spread) =>
  `${Math.round(median * 1000)} (${Math.round(low * 1000)}–${Math.round(high * 1000)})`;

const ratioText = ({ median }: Spread) => median.toFixed(2);

const cellsOf = (results: Result[]) =>
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

/** The results as a table for the terminal. */
export function textTable(results: Result[]) {
  const table = [heads, ...cellsOf(results)];
  const widths = heads.map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  return table
    .map((cells) => cells.map((text, column) => text.padEnd(widths[column])).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

/** The results as a table of Markdown. */
export const markdownTable = (results: Result[]) =>
  [heads, heads.map(() => "---"), ...cellsOf(results)].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** What the table does not say: what differs where a comparison is void, and how many targets were met. */
export function closingLines(results: Result[]) {
  const judged = results.filter(({ row }) => row.atMost !== undefined);
  const met = judged.filter(({ verdict }) => verdict === "met");
  return [
    ...results.flatMap(({ row, difference }) =>
      difference === undefined
        ? []
        : [`void: ${row.name} and ${row.theirs} did not compute the same: ${difference}`],
    ),
    `${met.length} of ${judged.length} targets met`,
  ];
}

const begin = "<!-- written by `npm run bench -- --write` -->";
const end = "<!-- end of what it writes -->";

/**
 * A text with what lies between the two marks replaced.
 *
 * @returns undefined where the marks are missing
 */
export function withResults(text: string, results: string): string | undefined {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) return undefined;
  return `${text.slice(0, from + begin.length)}\n\n${results}\n\n${text.slice(to)}`;
}
