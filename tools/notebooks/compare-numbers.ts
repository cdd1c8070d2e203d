/**
 * A number in a text: not part of a word, of a version or of a name. Groups of three digits may be set off by
 * commas; a power of ten may follow as in e-5 or ×10⁻⁵.
 */
export const numberSource =
  String.raw`(?<![\p{L}\p{N}_.])(?:(?<![\p{L}\p{N}_)\]])[-+−])?` +
  String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d|\.\d)` +
  String.raw`(?:[eE][-+]?\d+(?!\d)| ?[×·] ?10[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?`;

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

export interface PrintedNumber {
  value: number;
  /** printed as an integer */
  whole: boolean;
  /** what one step of its last printed digit is worth */
  unit: number;
}

/** @param printed as `numberSource` finds it */
export function parseNumber(printed: string): PrintedNumber {
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

/**
 * Integers exact, other numbers within one unit of the last printed digit; where one was printed finer than
 * the other, of the finer.
 */
export function samePrintedNumber(committed: string, fresh: string) {
  if (committed === fresh) return true;
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
