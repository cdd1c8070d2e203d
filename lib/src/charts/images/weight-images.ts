import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import { assertNumbers, assertText, orZero } from "../common/check-input";
import { divergingColour } from "../common/diverging-colours";
import { extent } from "../common/nice-domain";
import { numberText } from "../common/number-text";
import { textWidth } from "../render/fonts";
import { heading, themed } from "../common/theme";
import { assertCount, assertRoom, assertScale, mostImages } from "./check-images";
import { gridLayers } from "./grid-layers";
import { layoutGrid } from "./grid-layout";
import { pngUri } from "./png-uri";
import { keyHeight, weightKey } from "./weight-key";

export interface WeightImagesOptions {
  /** Weights [d, q] row after row: those of the first pixel for each class, then of the second, … */
  W: ArrayLike<number>;
  /** Pixels of an image from top to bottom; height · width is d. */
  height: number;
  /** Pixels of an image from left to right. */
  width: number;
  /** The classes' names, q of them. */
  names: readonly string[];
  /** What the weights show, as a finding. */
  title: string;
  subtitle?: string;
  /** Images beside each other. Default: as many as fit, in rows of about equal length. */
  columns?: number;
  /** Pixels of the chart for each of an image's. Default: so many that an image is about 112 wide. */
  scale?: number;
  /** The weight whose size has the darkest colour, to compare charts. Default: the greatest size in `W`. */
  limit?: number;
}

const caller = "weightImages";
/** Steps of colour on each side of zero: more are not told apart and make the pictures larger. */
const steps = 40;
/** The widest a number in the key may be, in pixels; wider ones are written with a power of ten. */
const widestNumber = 70;

/**
 * The weights of a linear classifier of images as one picture per class: blue where a bright pixel speaks for the
 * class, orange where it speaks against it, white at zero. All pictures share one scale, the same to both sides.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with the key of its colours below
 * @throws ChartError if a weight is not finite, the images take more than 500 kB, `W` has not height · width · names.length weights, names are
 *   missing, or `limit` is not above 0
 */
export function weightImages(options: WeightImagesOptions): TopLevelSpec {
  const { W, height, width, names, columns, title, subtitle } = options;
  const { scale = Math.max(1, Math.round(112 / width)) } = options;
  checkOptions(options, scale);
  const limit = options.limit ?? (Math.max(...extent(W).map(Math.abs)) || 1);
  const count = names.length;
  const size = { imageWidth: Math.round(width * scale), imageHeight: Math.round(height * scale) };
  const layout = layoutGrid(caller, { ...size, count, captions: names, columns });
  const palette = Array.from({ length: 2 * steps + 1 }, (_, place) => divergingColour(place / steps - 1));
  const ofClass = names.map((_, k) => Array.from({ length: height * width }, (_, j) => W[j * count + k]));
  const uris = ofClass.map((weights) => {
    const pixels = Uint8Array.from(weights, (w) => steps + Math.round(steps * clamped(w / limit)));
    return pngUri({ pixels, height, width, palette });
  });
  assertRoom(caller, uris);
  const text = (value: number): string => {
    const plain = numberText(orZero(value), ".3~r");
    return textWidth(plain, { fontSize: 11 }) > widestNumber ? numberText(value, ".3~g") : plain;
  };
  const told = (pick: 0 | 1): string[] => ofClass.map((weights) => text(extent(weights)[pick]));
  const tooltip = [
    { title: "class", values: names },
    { title: "smallest weight", values: told(0) },
    { title: "greatest weight", values: told(1) },
  ];
  return themed({
    title: heading({ title, subtitle }),
    description: `${count} images of weights: ${title}`,
    width: layout.width,
    height: layout.height + keyHeight,
    layer: [
      ...gridLayers({
        layout: { ...layout, height: layout.height + keyHeight },
        ...{ uris, verdicts: [], tooltip, hasEdges: true },
        ...size,
      }),
      ...weightKey({ limit, isCut: extent(W).some((w) => Math.abs(w) > limit), palette, layout, text }),
    ],
  });
}

const clamped = (value: number): number => Math.max(-1, Math.min(1, value));

function checkOptions(options: WeightImagesOptions, scale: number): void {
  const { W, height, width, names, columns, limit, title } = options;
  assertText(caller, "title", title);
  assertCount(caller, "height", height, 1024);
  assertCount(caller, "width", width, 1024);
  assertCount(caller, "names.length", names?.length, mostImages);
  names.forEach((name, place) => assertText(caller, `names[${place}]`, name));
  assertScale(caller, scale, width);
  if (columns !== undefined) assertCount(caller, "columns", columns, mostImages);
  assertNumbers(caller, "W", W);
  const wanted = height * width * names.length;
  if (W.length !== wanted) {
    throw new ChartError(
      `${caller}: W has ${W.length} weights; height · width · names.length = ${wanted} is wanted. Leave the bias out.`,
    );
  }
  if (limit !== undefined && !(limit > 0 && Number.isFinite(limit))) {
    throw new ChartError(`${caller}: limit is ${String(limit)}; a finite number above 0 is wanted.`);
  }
}
