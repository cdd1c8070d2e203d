/** what was there, and what came */
export type Difference = { committed: string; fresh: string };

/** The first difference that is found in a list of places. */
export function firstFound<Place, Found>(
  places: Iterable<Place>,
  find: (place: Place) => Found | false | undefined,
): Found | undefined {
  for (const place of places) {
    const found = find(place);
    if (found) return found;
  }
  return undefined;
}

/**
 * A number in a text: not part of a word, of a version or of a name. Groups of three digits may be set off by
 * commas; a power of ten may follow as in e-5 or ×10⁻⁵.
 */
export const numberSource =
  String.raw`(?<![\p{L}\p{N}_.])(?:(?<![\p{L}\p{N}_)\]])[-+−])?` +
  String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d|\.\d)` +
  String.raw`(?:[eE][-+]?\d+(?!\d)| ?[×·] ?10[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?`;

const numbers = new RegExp(numberSource, "gu");
/** What `expectClose` prints: `✓ w₁ = 1.9997 (expected 2 ± 0.0017)`, for several numbers as lists in brackets. */
const expected = new RegExp(
  String.raw`^✓ (?<name>.+) = (?<actual>[^=]+) \((?<wanted>expected (?<figures>.+) ± (?<within>${numberSource}))\)$`,
  "u",
);

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * @param printed as `numberSource` finds it
 * @returns its value; whole: whether it was printed as an integer; unit: what one step of its last printed digit is worth
 */
export function parseNumber(printed: string): { value: number; whole: boolean; unit: number } {
  const plain = printed
    .replaceAll(",", "")
    .replace("−", "-")
    .replace(/ ?[×·] ?10/, "e")
    .replace("⁻", "-")
    .replace("⁺", "")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(superscripts.indexOf(digit)));
  const [mantissa = "", exponent] = plain.toLowerCase().split("e");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  return {
    value: Number(plain),
    whole: decimals === 0 && exponent === undefined,
    unit: Number(`1e${Number(exponent ?? 0) - decimals}`),
  };
}

/** Room for what binary fractions cannot say: 0.3 − 0.2 is a little less than 0.1. */
const rounding = 1 + 1e-6;

type SameNumber = (committed: string, fresh: string) => boolean;

/**
 * Integers exactly, other numbers within one unit of the last printed digit; where one was printed finer than
 * the other, of the finer.
 */
function samePrintedNumber(committed: string, fresh: string) {
  const [a, b] = [parseNumber(committed), parseNumber(fresh)];
  if (a.whole && b.whole) return a.value === b.value;
  const units = [a, b].filter(({ whole }) => !whole).map(({ unit }) => unit);
  return Math.abs(a.value - b.value) <= Math.min(...units) * rounding;
}

/**
 * Numbers of charts: within 10⁻³ of the larger, or too small beside their neighbours to be seen.
 *
 * @param scale the largest magnitude among the numbers that it is drawn with
 */
export const sameDrawnNumber = (a: number, b: number, scale: number = 0) =>
  a === b || Math.abs(a - b) <= Math.max(1e-3 * Math.max(Math.abs(a), Math.abs(b)), 1e-6 * scale, 1e-12);

const numbersWithSpaces = new RegExp(` ?(?:${numberSource}) ?`, "gu");

/** Words and numbers apart. Spaces beside a number depend on its width in a table and do not count. */
const parts = (text: string) => ({
  words: text.replace(/[ \t]+/g, " ").replace(numbersWithSpaces, "\0"),
  figures: text.match(numbers) ?? [],
});

function sameWordsAndNumbers(committed: string, fresh: string, same: SameNumber) {
  if (committed === fresh) return true;
  const [a, b] = [parts(committed), parts(fresh)];
  return a.words === b.words && a.figures.every((figure, i) => same(figure, b.figures[i] ?? ""));
}

/**
 * The actual figures of an `expectClose` may differ as far as the tolerance beside them lets them; all else
 * in the line is as committed.
 */
function sameExpectation(committed: { [name: string]: string }, fresh: { [name: string]: string }) {
  if (committed["name"] !== fresh["name"] || committed["wanted"] !== fresh["wanted"]) return false;
  const aims = committed["figures"]?.match(numbers)?.values();
  const within = parseNumber(committed["within"] ?? "").value;
  return sameWordsAndNumbers(committed["actual"] ?? "", fresh["actual"] ?? "", (_, figure) => {
    const { value, unit } = parseNumber(figure);
    const { value: aim } = parseNumber(aims?.next().value ?? "NaN");
    // The tick is the proof; what is printed was rounded, to a tenth of the tolerance at worst.
    return Math.abs(value - aim) <= 1.1 * within + unit / 2;
  });
}

function sameLine(committed: string, fresh: string, same: SameNumber) {
  const [a, b] = [expected.exec(committed)?.groups, expected.exec(fresh)?.groups];
  return a && b ? sameExpectation(a, b) : sameWordsAndNumbers(committed, fresh, same);
}

const lines = (text: string) =>
  text
    .replace(/[ \t]+$/gm, "")
    .trimEnd()
    .split("\n");

/**
 * Where two texts do not say the same: words exactly, integers exactly, other numbers within one unit of the
 * last printed digit or the tolerance beside them.
 *
 * @returns the lines that differ; all of them where their
 *   number does
 */
export function textDifference(
  committed: string,
  fresh: string,
  sameNumber: SameNumber = samePrintedNumber,
): Difference | undefined {
  const [a, b] = [lines(committed), lines(fresh)];
  if (a.length !== b.length) return { committed, fresh };
  const differing = a.map((line, i) => !sameLine(line, b[i] ?? "", sameNumber));
  if (!differing.includes(true)) return undefined;
  const chosen = (all: string[]) => all.filter((_, i) => differing[i]).join("\n");
  return { committed: chosen(a), fresh: chosen(b) };
}

/** Whether two texts of a chart say the same: their numbers may also differ by 10⁻³. */
export const sameChartText = (committed: string, fresh: string) =>
  !textDifference(committed, fresh, (a, b) => {
    const [one, other] = [parseNumber(a), parseNumber(b)];
    const isExact = one.whole && other.whole;
    return samePrintedNumber(a, b) || (!isExact && sameDrawnNumber(one.value, other.value));
  });
