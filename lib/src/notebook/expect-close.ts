import { assertNotNegative, assertWhole } from "../base/assertions";
import { assertShapes, vectorOf } from "../base/shapes";

/** What `expectClose` compares: a number, or several. */
export type Figures = number | ArrayLike<number>;

/**
 * Checks a figure in place and prints it with its tolerance, as in `✓ w₁ = 1.9997 (expected 2 ± 0.0017)`.
 *
 * @param name what the figure is called in the text
 * @param actual what was computed
 * @param expected what it should be; several numbers are compared one by one
 * @param options.within the largest difference allowed, finite and ≥ 0; stated, never guessed
 * @throws RangeError if a difference is larger, a figure is NaN or infinite, there are no figures, or `within` is not a
 *   finite number ≥ 0; ShapeError if the counts differ
 */
export function expectClose(
  name: string,
  actual: Figures,
  expected: Figures,
  { within }: { within: number },
): void {
  assertNotNegative("expectClose", `within (for ${name})`, within);
  const [got, wanted] = [toArray(actual), toArray(expected)];
  assertWhole("expectClose", `the number of values of ${name}`, got.length, 1);
  assertShapes("expectClose", { [name]: [vectorOf(got), [wanted.length]] });
  const show = (values: number[]) => {
    const shown = values.map((v) => format(v, within));
    return typeof actual === "number" ? shown[0] : `[${shown.join(", ")}]`;
  };
  const comparable = (i: number) => Number.isFinite(got[i]) && Number.isFinite(wanted[i]);
  const wrong = got.findIndex((value, i) => !(comparable(i) && Math.abs(value - wanted[i]) <= within));
  if (wrong >= 0) {
    const where = typeof actual === "number" ? "" : ` at index ${wrong}`;
    const how = comparable(wrong)
      ? `off by ${Math.abs(got[wrong] - wanted[wrong])}`
      : "only finite numbers can be compared";
    throw new RangeError(
      `expectClose: ${name} = ${got[wrong]}${where}, expected ${wanted[wrong]} ± ${within}: ${how}.`,
    );
  }
  console.log(`✓ ${name} = ${show(got)} (expected ${show(wanted)} ± ${within})`);
}

const toArray = (figures: Figures) => (typeof figures === "number" ? [figures] : Array.from(figures));

/** As many digits as the tolerance gives meaning to: one beyond its first, and no trailing zeros. */
function format(value: number, within: number): string {
  if (within === 0) return String(value);
  const digits = Math.ceil(-Math.log10(within)) + 1;
  if (digits > 12) return String(Number(value.toPrecision(5)));
  if (digits <= 0) return String(Math.round(value / 10 ** -digits) * 10 ** -digits);
  return String(Number(value.toFixed(digits)));
}
