import { sum } from "d3-array";
import * as check from "../common/check";
import { ensure } from "../common/check";
import { extent } from "../common/numbers";
import { chart } from "../common/theme";
import { gridLayers, imageChecks, imageSize, layoutGrid, mostImages, pngUris } from "./grid";
import type { ImageGroup, ImageOptions, TooltipColumns, ImageMark } from "./grid";

export interface ImageGridOptions extends ImageOptions {
  /** All images one after the other, each row after row, 0 (black) to 255 (white); fractions are rounded. */
  pixels: ArrayLike<number>;
  /** 1 for grey, 3 for red, green and blue beside each other. Default 1. */
  channels?: 1 | 3;
  /** One text below each image, "" for none. Broken between words, and at line breaks. */
  captions?: readonly string[];
  /** Whether a model was right about each image: a coloured frame, and ✓ or ✗ before the caption. */
  marks?: readonly ImageMark[];
  /** More to tell when the pointer rests on an image, by name, as in `{ index: 3, probability: "0.98" }`. */
  details?: readonly Readonly<Record<string, string | number>>[];
  /** Images in groups, each of which begins a new row with its heading on the left. Default: no groups. */
  groups?: readonly ImageGroup[];
}

const isChannels = (channels: unknown): boolean => channels === 1 || channels === 3;
const channelCheck = check.suchThat(isChannels, "1 (grey) or 3 (colour)");
const checks = { ...imageChecks, channels: check.optional(channelCheck) };
const signs = { right: "✓", wrong: "✗" };

/**
 * Images in rows, each with its caption. A model's hits and mistakes are told by colour (blue, vermilion) and
 * by sign (✓, ✗). The pixels stand in the chart itself, without loss, about 0.7 kB for an image of 28 × 28.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide and as high as the images need
 * @throws ChartError if there is no image or more than 200 or 500 kB of them, a pixel is outside 0…255, all are fractions up to 1,
 *   lists have not one entry per image, details name different things, groups do not count all images, or the
 *   columns do not fit
 * @function
 */
export const imageGrid = chart<ImageGridOptions>("imageGrid", checks, (options) => {
  const { height, width, channels = 1, columns, groups, title, marks = [] } = options;
  const size = imageSize(options, 56);
  const count = assertImages(options);
  const captions = Array.from({ length: count }, (_, image) => {
    const mark = marks[image];
    return `${mark ? signs[mark] : ""} ${options.captions?.[image] ?? ""}`.trim();
  });
  const layout = layoutGrid({ ...size, count, captions, columns, groups });
  const length = height * width * channels;
  const pictures = captions.map((_, image) => {
    const pixels = Uint8Array.from({ length }, (_, at) => Math.round(options.pixels[image * length + at]));
    return { pixels, height, width };
  });
  const content = { uris: pngUris(pictures), verdicts: marks, tooltip: tooltipOf(options, count) };
  return {
    description: `${count === 1 ? "one image" : `${count} images`}: ${title}`,
    width: layout.width,
    height: layout.height,
    layer: gridLayers({ layout, ...content, ...size }),
  };
});

/** The lines told of each image: its place, its caption, and the details. */
function tooltipOf({ captions, details = [] }: ImageGridOptions, count: number): TooltipColumns {
  const places = Array.from({ length: count }, (_, image) => `${image + 1} of ${count}`);
  const names = Object.keys(details[0] ?? {});
  return [
    { title: "image", values: places },
    ...(captions ? [{ title: "caption", values: captions.map((text) => text.replaceAll("\n", " ")) }] : []),
    ...names.map((title) => ({ title, values: details.map((entry) => entry[title]) })),
  ];
}

/** @returns how many images there are */
function assertImages(options: ImageGridOptions): number {
  const { height, width, channels = 1, captions, marks, details = [], groups, pixels } = options;
  const count = countImages(pixels, height * width * channels);
  for (const [name, list] of Object.entries({ captions, marks, details: options.details })) {
    if (list) check.assertCount(name, list, count, `one for each of ${count}`);
  }
  marks?.forEach((mark: unknown, image) =>
    ensure(
      mark === undefined || mark === "right" || mark === "wrong",
      `marks[${image}] is ${JSON.stringify(mark)}; "right", "wrong" or undefined is wanted.`,
    ),
  );
  const [first, ...others] = details.map((entry) => JSON.stringify(Object.keys(entry)));
  const other = others.findIndex((names) => names !== first);
  ensure(
    other < 0,
    `details[${other + 1}] names ${others[other]}; the same as the first, ${first}, in the same order is wanted.`,
  );
  if (groups) assertGroups(groups, count);
  return count;
}

/** How many images the pixels make. @param size numbers that an image takes */
function countImages(pixels: ArrayLike<number>, size: number): number {
  const count = (pixels?.length ?? 0) / size;
  ensure(
    Number.isInteger(count) && count >= 1,
    `pixels has ${String(pixels?.length)} values, and an image takes ${size}; a multiple of that is wanted. Check ` +
      "height, width and channels.",
  );
  ensure(
    count <= mostImages,
    `${count} images are given; at most ${mostImages} are drawn. Give the first ones only, as in ` +
      `pixels.subarray(0, ${mostImages} * ${size}).`,
  );
  const all = Array.from(pixels);
  const wrong = all.findIndex((value) => !(typeof value === "number" && value >= 0 && value <= 255));
  ensure(wrong < 0, `pixels[${wrong}] must be a number from 0 to 255, got ${String(pixels[wrong])}.`);
  ensure(
    extent(pixels)[1] > 1 || all.every(Number.isInteger),
    "all pixels are fractions from 0 to 1; numbers from 0 to 255 are wanted. Multiply them by 255.",
  );
  return count;
}

function assertGroups(groups: readonly ImageGroup[], count: number): void {
  groups.forEach((group, place) => {
    check.text(`groups[${place}].heading`, group.heading);
    check.wholeNumber(1, count)(`groups[${place}].count`, group.count);
  });
  const all = sum(groups, (group) => group.count);
  ensure(
    all === count,
    `the groups count ${all} images and ${count} are given; as many as there are, are wanted.`,
  );
}
