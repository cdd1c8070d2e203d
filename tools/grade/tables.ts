import { readFileSync } from "node:fs";
import { filled } from "../site/html.ts";

import type { Graded } from "./grade-submissions.ts";

/** @returns the exercises that somebody could have answered */
const columnsOf = (graded: readonly Graded[]): string[] =>
  [...new Set(graded.flatMap(({ judged }) => [...judged.keys()]))].sort((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );

const rightOf = ({ judged }: Graded) =>
  [...judged.values()].filter(({ status }) => status === "right").length;

/** How many solved each exercise. */
const solvedBy = (graded: readonly Graded[], id: string) =>
  graded.filter(({ judged }) => judged.get(id)?.status === "right").length;

/**
 * A field of a CSV file. What a spreadsheet would take for a formula gets an apostrophe, since hints can hold
 * what a submission wrote.
 */
function field(value: string | number) {
  // oxlint-disable-next-line no-control-regex
  const text = String(value).replace(/[\u0000-\u001f]+/g, " ");
  const safe = typeof value === "string" && /^[=+\-@]/.test(text.trim()) ? `'${text}` : text;
  return /[",']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line a submission and a last one of totals. */
export function csvOf(graded: readonly Graded[]) {
  const columns = columnsOf(graded);
  const rows = graded.map((each) => [
    each.name,
    ...columns.map((id) => {
      const { status, hint } = each.judged.get(id) ?? { status: "" };
      return hint ? `${status}: ${hint}` : status;
    }),
    rightOf(each),
    each.problems.join("; "),
  ]);
  const totals = ["right in all", ...columns.map((id) => solvedBy(graded, id)), sum(graded), ""];
  const lines = [["submission", ...columns, "right", "problems"], ...rows, totals];
  return lines.map((line) => `${line.map(field).join(",")}\r\n`).join("");
}

const sum = (graded: readonly Graded[]) => graded.reduce((total, each) => total + rightOf(each), 0);

const escaped = (value: string | number) =>
  String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const marks = new Map([
  ["right", "✓"],
  ["not right yet", "✗"],
  ["not answered", "○"],
]);

function cell({ judged }: Graded, id: string) {
  const { status, hint } = judged.get(id) ?? { status: "" };
  const text = [marks.get(status), status].filter(Boolean).join(" ");
  const small = hint ? `<small>${escaped(hint)}</small>` : "";
  return `<td class="${status.replaceAll(" ", "-")}">${text}${small}</td>`;
}

/** The same as a page. */
export function htmlOf(graded: readonly Graded[]) {
  const columns = columnsOf(graded);
  const row = (each: Graded) =>
    `<tr><th scope="row">${escaped(each.name)}</th>${columns.map((id) => cell(each, id)).join("")}` +
    `<td>${rightOf(each)} of ${each.judged.size}</td><td>${escaped(each.problems.join("; "))}</td></tr>`;
  const head = ["Submission", ...columns, "Right", "Problems"].map((text) => `<th scope="col">${text}</th>`);
  const totals = columns.map((id) => `<td>${solvedBy(graded, id)} of ${graded.length}</td>`);
  return filled(readFileSync(new URL("grades.html", import.meta.url), "utf8"), {
    count: String(graded.length),
    head: `<tr>${head.join("")}</tr>`,
    rows: graded.map(row).join("\n"),
    totals: `<tr><th scope="row">Right in all</th>${totals.join("")}<td>${sum(graded)}</td><td></td></tr>`,
  });
}
