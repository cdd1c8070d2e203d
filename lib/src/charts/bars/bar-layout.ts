import { maximumWidth } from "../common/theme";

/** Pixels for the chart's padding on both sides and for the title of the vertical axis. */
const margins = 16 + 28;

/** Between the end of a bar and its value, in pixels. */
export const valueGap = 5;

/** A bar's end and the width in pixels of the value that is written beyond it. */
export interface BarEnd {
  value: number;
  textWidth: number;
}

/**
 * How wide the bars' frame may be so that names, bars and values stay within the widest chart, and by how much
 * the values of bars below zero reach out of the frame to the left, where the names must make room. In pixels.
 *
 * @param room what the names take
 */
export function layoutBars(
  ends: readonly BarEnd[],
  { room, domain: [low, high] }: { room: number; domain: readonly [number, number] },
): { width: number; leftOfFrame: number } {
  const widest = Math.max(...ends.map(({ textWidth }) => textWidth)) + valueGap;
  // The frame is at least so wide; a wider one leaves still more room between a bar's end and its own.
  const least = maximumWidth - margins - room - 2 * widest;
  const overhang = (isBelowZero: boolean): number =>
    Math.max(
      0,
      ...ends
        .filter(({ value }) => value < 0 === isBelowZero)
        .map(({ value, textWidth }) => {
          const inside = ((isBelowZero ? value - low : high - value) / (high - low)) * least;
          return Math.ceil(textWidth + valueGap - inside);
        }),
    );
  const leftOfFrame = overhang(true);
  return { width: maximumWidth - margins - room - leftOfFrame - overhang(false), leftOfFrame };
}
