import type { TopLevelSpec } from "vega-lite";
import { once, plainText, textOf, type Layer } from "../common/channels";
import {
  aText,
  aWholeNumber,
  checkOptions,
  ensure,
  optional,
  someNumbers,
  type Check,
} from "../common/check";
import { divergingColour, type Rgb } from "../common/diverging-colours";
import { textWidth } from "../common/fonts";
import { numberText } from "../common/number-text";
import { extent, orZero } from "../common/numbers";
import { heading, themed } from "../common/theme";
import { gridLayers } from "./grid-layers";
import { aColumnCount, aScale, aSide, layoutGrid, mostImages } from "./grid-layout";
import { assertRoom, pngUri } from "./png-uri";

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
  checkWeights(options, scale);
  const [lowest, highest] = extent(W);
  const greatest = Math.max(-lowest, highest);
  const limit = options.limit ?? (greatest || 1);
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
  const ends = ofClass.map((weights) => extent(weights).map(weightText));
  const tooltip = [
    { title: "class", values: names },
    { title: "smallest weight", values: ends.map(([smallest]) => smallest) },
    { title: "greatest weight", values: ends.map(([, largest]) => largest) },
  ];
  const frame = { ...layout, height: layout.height + keyHeight };
  return themed({
    title: heading({ title, subtitle }),
    description: `${count} images of weights: ${title}`,
    width: frame.width,
    height: frame.height,
    layer: [
      ...gridLayers({ layout: frame, uris, verdicts: [], tooltip, hasEdges: true, ...size }),
      ...keyLayers(layout, palette, { limit, isCut: greatest > limit }),
    ],
  });
}

const clamped = (value: number): number => Math.max(-1, Math.min(1, value));

function weightText(value: number): string {
  const plain = numberText(orZero(value), ".3~r");
  return textWidth(plain, { fontSize: 11 }) > widestNumber ? numberText(value, ".3~g") : plain;
}

/** Room in pixels that the key takes below the images. */
const keyHeight = 52;

/** A strip of all colours with their numbers, centred below the images. @param isCut whether weights lie beyond the limit */
function keyLayers(
  layout: { width: number; height: number },
  palette: readonly Rgb[],
  { limit, isCut }: { limit: number; isCut: boolean },
): Layer[] {
  const length = Math.min(240, layout.width - 60);
  const left = (layout.width - length) / 2;
  const top = layout.height + 18;
  const url = pngUri({ pixels: Uint8Array.from(palette.keys()), height: 1, width: palette.length, palette });
  const [least, most] = isCut ? ["≤ ", "≥ "] : ["", ""];
  const labels = [
    { at: left, label: `${least}${weightText(-limit)}` },
    { at: left + length / 2, label: "0" },
    { at: left + length, label: `${most}${weightText(limit)}` },
  ];
  const place = { x: left, y: top, tooltip: null } as const;
  const strip = { align: "left", baseline: "top", aspect: false, width: length, height: 12 } as const;
  const edge = { fillOpacity: 0, stroke: "#888888", strokeWidth: 1, x2: left + length, y2: top + 12 };
  const x = { expr: "datum.at" };
  return [
    {
      data: { values: [{ url }] },
      mark: { type: "image", ...place, ...strip, description: "key of the colours" },
      encoding: { url: { field: "url", type: "nominal" } },
    },
    { data: once, mark: { type: "rect", ...place, ...edge } },
    {
      data: { values: labels },
      mark: { ...plainText, x, y: top + 18, baseline: "top", fontSize: 11 },
      encoding: { text: textOf("label") },
    },
  ];
}

function checkWeights(options: WeightImagesOptions, scale: number): void {
  const { W, height, width, names } = options;
  checkOptions(caller, options, {
    title: aText,
    height: aSide,
    width: aSide,
    columns: optional(aColumnCount),
    W: someNumbers,
    limit: optional(aLimit),
  });
  aWholeNumber(1, mostImages)(caller, "names.length", names?.length);
  names.forEach((name, place) => aText(caller, `names[${place}]`, name));
  aScale(width)(caller, "scale", scale);
  const wanted = height * width * names.length;
  ensure(
    caller,
    W.length === wanted,
    `W has ${W.length} weights; height · width · names.length = ${wanted} is wanted. Leave the bias out.`,
  );
}

const aLimit: Check<number> = (owner, name, limit) =>
  ensure(
    owner,
    limit > 0 && Number.isFinite(limit),
    `${name} is ${String(limit)}; a finite number above 0 is wanted.`,
  );
