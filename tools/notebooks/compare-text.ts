import { numberSource, parseNumber, sameDrawnNumber, samePrintedNumber } from "./compare-numbers.ts";

const numbers = new RegExp(numberSource, "gu");
/** What `expectClose` prints: `✓ w₁ = 1.9997 (expected 2 ± 0.0017)`, for several numbers as lists in brackets. */
const expected = new RegExp(
  String.raw`^✓ (?<name>.+) = (?<actual>[^=]+) \((?<wanted>expected (?<figures>.+) ± (?<within>${numberSource}))\)$`,
  "u",
);

export type SameNumber = (committed: string, fresh: string) => boolean;

/** Words and numbers apart. Spaces beside a number depend on its width in a table and do not count. */
function parts(text: string) {
  const words = text.split(numbers).map((word, index, { length }) => {
    const tidy = word.replace(/[ \t]+/g, " ");
    return tidy.slice(
      index > 0 && tidy.startsWith(" ") ? 1 : 0,
      index < length - 1 && tidy.endsWith(" ") ? -1 : undefined,
    );
  });
  return { words, figures: text.match(numbers) ?? [] };
}

function sameWordsAndNumbers(committed: string, fresh: string, same: SameNumber) {
  if (committed === fresh) return true;
  const [a, b] = [parts(committed), parts(fresh)];
  return (
    a.words.length === b.words.length &&
    a.words.every((word, i) => word === b.words[i]) &&
    a.figures.every((figure, i) => same(figure, b.figures[i] ?? ""))
  );
}

/**
 * The actual figures of an `expectClose` may differ as far as the tolerance beside them lets them; all else
 * in the line is as committed.
 */
function sameExpectation(committed: { [name: string]: string }, fresh: { [name: string]: string }) {
  if (committed["name"] !== fresh["name"] || committed["wanted"] !== fresh["wanted"]) return false;
  const wanted = committed["figures"]?.match(numbers) ?? [];
  const within = parseNumber(committed["within"] ?? "").value;
  let index = 0;
  return sameWordsAndNumbers(committed["actual"] ?? "", fresh["actual"] ?? "", (_, figure) => {
    const { value, unit } = parseNumber(figure);
    const { value: aim } = parseNumber(wanted[index++] ?? "NaN");
    // The tick is the proof; what is printed was rounded, to a tenth of the tolerance at worst.
    return Math.abs(value - aim) <= 1.1 * within + unit / 2;
  });
}

function sameLine(committed: string, fresh: string, same: SameNumber) {
  const [a, b] = [expected.exec(committed)?.groups, expected.exec(fresh)?.groups];
  return a && b ? sameExpectation(a, b) : sameWordsAndNumbers(committed, fresh, same);
}

/**
 * Where two texts do not say the same: words exactly, integers exactly, other numbers within one unit of the
 * last printed digit or the tolerance beside them.
 *
 * @returns the lines that differ; all of them where their
 *   count does
 */
export function textDifference(
  committed: string,
  fresh: string,
  sameNumber: SameNumber = samePrintedNumber,
): { committed: string; fresh: string } | undefined {
  const a = lines(committed);
  const b = lines(fresh);
  if (a.length !== b.length) return { committed, fresh };
  const differing = a.map((line, i) => !sameLine(line, b[i] ?? "", sameNumber));
  if (!differing.includes(true)) return undefined;
  const chosen = (all: string[]) => all.filter((_, i) => differing[i]).join("\n");
  return { committed: chosen(a), fresh: chosen(b) };
}

const lines = (text: string) =>
  text
    .replace(/[ \t]+$/gm, "")
    .trimEnd()
    .split("\n");

/** Whether two texts of a chart say the same: their numbers may also differ by 10⁻³. */
export const sameChartText = (committed: string, fresh: string) =>
  !textDifference(committed, fresh, (a, b) => {
    const [one, other] = [parseNumber(a), parseNumber(b)];
    if (one.whole && other.whole) return one.value === other.value;
    return samePrintedNumber(a, b) || sameDrawnNumber(one.value, other.value);
  });
