import { ChartError } from "../common/chart-error";
import { assertText } from "../common/check-input";
import { maximumWidth } from "../common/theme";

/** More would make a notebook long to open and long to scroll. */
export const mostImages = 200;

/** Characters of all images in one chart: more would make a notebook slow to open. */
const mostCharacters = 500_000;

/** @throws ChartError if the images, encoded, take more room than a notebook should give to a chart */
export function assertRoom(caller: string, uris: readonly string[]): void {
  const characters = uris.reduce((sum, { length }) => sum + length, 0);
  if (characters > mostCharacters) {
    throw new ChartError(
      `${caller}: the images take ${Math.ceil(characters / 1000)} kB in the notebook; at most ` +
        `${mostCharacters / 1000} kB are drawn. Draw fewer of them, or make them smaller before.`,
    );
  }
}

/** A list that, if given, must have one entry per image. */
export function assertOneEach(
  caller: string,
  name: string,
  given: { length: number } | undefined,
  count: number,
): void {
  if (given && given.length !== count) {
    throw new ChartError(
      `${caller}: ${name} has ${given.length} entries; one for each of ${count} is wanted.`,
    );
  }
}

/** @throws ChartError unless `value` is a whole number from 1 to `most` */
export function assertCount(caller: string, name: string, value: number, most: number): void {
  if (!(Number.isInteger(value) && value >= 1 && value <= most)) {
    throw new ChartError(
      `${caller}: ${name} is ${String(value)}; a whole number from 1 to ${most} is wanted.`,
    );
  }
}

/** @throws ChartError unless `scale` is above 0 and an image of that width is not wider than a chart */
export function assertScale(caller: string, scale: number, width: number): void {
  if (!(scale > 0 && scale * width <= maximumWidth - 16)) {
    throw new ChartError(
      `${caller}: scale is ${String(scale)}; a number above 0 and at most ${(maximumWidth - 16) / width}, with ` +
        "which one image fills the chart, is wanted.",
    );
  }
}

/**
 * How many images the pixels make.
 *
 * @throws ChartError if that is not a whole number from 1 to 200, or a pixel is not a number from 0 to 255, or all
 *   pixels are fractions from 0 to 1
 */
export function countImages(caller: string, pixels: ArrayLike<number>, size: number): number {
  const count = (pixels?.length ?? 0) / size;
  if (!Number.isInteger(count) || count < 1) {
    throw new ChartError(
      `${caller}: pixels has ${String(pixels?.length)} values, and an image takes ${size}; a multiple of that ` +
        "is wanted. Check height, width and channels.",
    );
  }
  if (count > mostImages) {
    throw new ChartError(
      `${caller}: ${count} images are given; at most ${mostImages} are drawn. Give the first ones only, as in ` +
        `pixels.subarray(0, ${mostImages} * ${size}).`,
    );
  }
  let greatest = 0;
  let areWhole = true;
  for (let at = 0; at < pixels.length; at++) {
    const value = pixels[at];
    if (!(typeof value === "number" && value >= 0 && value <= 255)) {
      throw new ChartError(`${caller}: pixels[${at}] must be a number from 0 to 255, got ${String(value)}.`);
    }
    greatest = Math.max(greatest, value);
    areWhole &&= Number.isInteger(value);
  }
  if (!areWhole && greatest <= 1) {
    throw new ChartError(
      `${caller}: all pixels are fractions from 0 to 1; numbers from 0 to 255 are wanted. Multiply them by 255.`,
    );
  }
  return count;
}

/** @throws ChartError unless each group has a heading and the counts sum to `count` */
export function assertGroups(
  caller: string,
  groups: readonly { heading: string; count: number }[],
  count: number,
): void {
  groups.forEach((group, place) => {
    assertText(caller, `groups[${place}].heading`, group.heading);
    assertCount(caller, `groups[${place}].count`, group.count, count);
  });
  const sum = groups.reduce((total, group) => total + group.count, 0);
  if (sum !== count) {
    throw new ChartError(
      `${caller}: the groups count ${sum} images and ${count} are given; as many as there are, are wanted.`,
    );
  }
}
