import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import { assertText } from "../common/check-input";
import { heading, themed } from "../common/theme";
import {
  assertCount,
  assertGroups,
  assertOneEach,
  assertRoom,
  assertScale,
  countImages,
  mostImages,
} from "./check-images";
import { gridLayers, type TooltipColumns, type Verdict } from "./grid-layers";
import { layoutGrid, type ImageGroup } from "./grid-layout";
import { pngUri } from "./png-uri";

export type { ImageGroup, Verdict };

export interface ImageGridOptions {
  /** All images one after the other, each row after row, 0 (black) to 255 (white); fractions are rounded. */
  pixels: ArrayLike<number>;
  /** Pixels of each image from top to bottom. */
  height: number;
  /** Pixels of each image from left to right. */
  width: number;
  /** 1 for grey, 3 for red, green and blue beside each other. Default 1. */
  channels?: 1 | 3;
  /** One text below each image, "" for none. Broken between words, and at line breaks. */
  captions?: readonly string[];
  /** Whether a model was right about each image: a coloured frame, and ✓ or ✗ before the caption. */
  marks?: readonly Verdict[];
  /** More to tell when the pointer rests on an image, by name, as in `{ index: 3, probability: "0.98" }`. */
  details?: readonly Readonly<Record<string, string | number>>[];
  /** Images beside each other. Default: as many as fit, in rows of about equal length. */
  columns?: number;
  /** Pixels of the chart for each of an image's. Default: so many that an image is about 56 wide. */
  scale?: number;
  /** Images in groups, each of which begins a new row with its heading on the left. Default: no groups. */
  groups?: readonly ImageGroup[];
  /** What the images show, as a finding. */
  title: string;
  subtitle?: string;
}

const caller = "imageGrid";
const signs = { right: "✓", wrong: "✗" };

/**
 * Images in rows, each with its caption. A model's hits and mistakes are told by colour (blue, vermilion) and
 * by sign (✓, ✗). The pixels stand in the chart itself, without loss, about 0.7 kB an image of 28 × 28.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide and as high as the images need
 * @throws ChartError if there is no image or more than 200 or 500 kB of them, a pixel is outside 0…255, all are fractions up to 1,
 *   lists have not one entry per image, details name different things, groups do not count all images, or the
 *   columns do not fit
 */
export function imageGrid(options: ImageGridOptions): TopLevelSpec {
  const { height, width, channels = 1, columns, groups, title, subtitle } = options;
  const { scale = Math.max(1, Math.round(56 / width)), marks = [] } = options;
  const count = checkOptions(options, scale);
  const captions = Array.from({ length: count }, (_, image) => {
    const mark = marks[image];
    return `${mark ? signs[mark] : ""} ${options.captions?.[image] ?? ""}`.trim();
  });
  const size = { imageWidth: Math.round(width * scale), imageHeight: Math.round(height * scale) };
  const layout = layoutGrid(caller, { ...size, count, captions, columns, groups });
  const length = height * width * channels;
  const uris = captions.map((_, image) => {
    const pixels = Uint8Array.from({ length }, (_, at) => Math.round(options.pixels[image * length + at]));
    return pngUri({ pixels, height, width });
  });
  assertRoom(caller, uris);
  return themed({
    title: heading({ title, subtitle }),
    description: `${count === 1 ? "one image" : `${count} images`}: ${title}`,
    ...{ width: layout.width, height: layout.height },
    layer: gridLayers({ layout, uris, verdicts: marks, tooltip: tooltipOf(options, count), ...size }),
  });
}

/** The lines told of each image: its place, its caption, and the details. */
function tooltipOf({ captions, details = [] }: ImageGridOptions, count: number): TooltipColumns {
  const places = Array.from({ length: count }, (_, image) => `${image + 1} of ${count}`);
  return [
    { title: "image", values: places },
    ...(captions ? [{ title: "caption", values: captions.map((text) => text.replaceAll("\n", " ")) }] : []),
    ...Object.keys(details[0] ?? {}).map((title) => ({
      title,
      values: details.map((entry) => entry[title]),
    })),
  ];
}

function checkOptions(options: ImageGridOptions, scale: number): number {
  const { height, width, channels = 1, captions, marks, details, columns, groups, title } = options;
  assertText(caller, "title", title);
  assertCount(caller, "height", height, 1024);
  assertCount(caller, "width", width, 1024);
  if (channels !== 1 && channels !== 3) {
    throw new ChartError(`${caller}: channels is ${String(channels)}; 1 (grey) or 3 (colour) is wanted.`);
  }
  assertScale(caller, scale, width);
  if (columns !== undefined) assertCount(caller, "columns", columns, mostImages);
  const count = countImages(caller, options.pixels, height * width * channels);
  for (const [name, list] of Object.entries({ captions, marks, details })) {
    assertOneEach(caller, name, list, count);
  }
  marks?.forEach((mark: unknown, image) => {
    if (mark === undefined || mark === "right" || mark === "wrong") return;
    throw new ChartError(
      `${caller}: marks[${image}] is ${JSON.stringify(mark)}; "right", "wrong" or undefined is wanted.`,
    );
  });
  const names = JSON.stringify(Object.keys(details?.[0] ?? {}));
  details?.forEach((entry, image) => {
    if (JSON.stringify(Object.keys(entry)) === names) return;
    throw new ChartError(
      `${caller}: details[${image}] names ${JSON.stringify(Object.keys(entry))}; the same as the first, ` +
        `${names}, in the same order is wanted.`,
    );
  });
  if (groups) assertGroups(caller, groups, count);
  return count;
}
