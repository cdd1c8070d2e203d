/** Red, green and blue, each 0…255. */
export type Rgb = readonly [number, number, number];

const white: Rgb = [255, 255, 255];
/** From zero outwards: Okabe and Ito's colour at 0.6 of the way, then darker, so that lightness keeps falling. */
const blues: readonly Rgb[] = [white, [0, 114, 178], [0, 48, 84]];
const oranges: readonly Rgb[] = [white, [213, 94, 0], [105, 38, 0]];
const turn = 0.6;

/**
 * The colour of a number from −1 to 1: white at zero, darker blue the further above it, darker orange the
 * further below. People with any common colour blindness can tell the two sides apart.
 */
export function divergingColour(value: number): Rgb {
  const [near, middle, far] = value < 0 ? oranges : blues;
  const size = Math.min(1, Math.abs(value));
  return size <= turn ? mixed(near, middle, size / turn) : mixed(middle, far, (size - turn) / (1 - turn));
}

const mixed = (from: Rgb, to: Rgb, part: number): Rgb =>
  [0, 1, 2].map((channel) =>
    Math.round(from[channel] + part * (to[channel] - from[channel])),
  ) as unknown as Rgb;

/** A colour as in "#0072b2". */
export const hexOf = (colour: Rgb): string =>
  `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;

/** Whether white text is easier to read on the colour than black: its relative luminance (WCAG) is below 0.18. */
export function isDark(colour: Rgb): boolean {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18;
}
