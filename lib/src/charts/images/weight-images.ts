import * as check from "../common/check";
import { ensure } from "../common/check";
import { textWidth } from "../common/fonts";
import { mark, once, silent, textMark, textOf, type Layer } from "../common/layers";
import { extent, numberText, orZero } from "../common/numbers";
import { chart, divergingColour } from "../common/theme";
import { gridLayers, imageChecks, imageSize, layoutGrid, mostImages, pngUris } from "./grid";
import type { ImageOptions } from "./grid";
import { pngUri } from "./png-uri";

export interface WeightImagesOptions extends ImageOptions {
  /** Weights [d, q] row after row: those of the first pixel for each class, then of the second, … d is height · width. */
  W: ArrayLike<number>;
  /** The classes' names, q of them. */
  classes: readonly string[];
  /** The weight whose size has the darkest colour, to compare charts. Default: the greatest size in `W`. */
  limit?: number;
}

const isLimit = (limit: number): boolean => limit > 0 && Number.isFinite(limit);
const limitCheck = check.suchThat(isLimit, "a finite number above 0");
/** Steps of colour on each side of zero: more are not told apart and make the pictures larger. */
const steps = 40;
/** The widest a number in the key may be, in pixels; wider ones are written with a power of ten. */
const widestNumber = 70;
/** From −1 to 1. */
const palette = Array.from({ length: 2 * steps + 1 }, (_, place) => divergingColour(place / steps - 1));

/**
 * The weights of a linear classifier of images as one picture per class: blue where a bright pixel speaks for the
 * class, orange where it speaks against it, white at zero. All pictures share one scale, the same to both sides.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with the key of its colours below
 * @throws ChartError if a weight is not finite, the images take more than 500 kB, `W` has not height · width ·
 *   classes.length weights, names are missing, or `limit` is not above 0
 * @function
 */
export const weightImages = chart<WeightImagesOptions>(
  "weightImages",
  { ...imageChecks, W: check.numbers, limit: check.optional(limitCheck) },
  (options) => {
    const { W, height, width, classes, columns, title } = options;
    assertWeights(options);
    const [lowest, highest] = extent(W);
    const greatest = Math.max(-lowest, highest);
    const limit = options.limit ?? (greatest || 1);
    const count = classes.length;
    const size = imageSize(options, 112);
    const layout = layoutGrid({ ...size, count, captions: classes, columns });
    const ofClass = classes.map((_, k) => Array.from({ length: height * width }, (_, j) => W[j * count + k]));
    const pictures = ofClass.map((weights) => {
      const pixels = Uint8Array.from(weights, (w) => steps + Math.round(steps * clamped(w / limit)));
      return { pixels, height, width, palette };
    });
    const ends = ofClass.map((weights) => extent(weights).map(weightText));
    const tooltip = [
      { title: "class", values: classes },
      { title: "smallest weight", values: ends.map(([smallest]) => smallest) },
      { title: "greatest weight", values: ends.map(([, largest]) => largest) },
    ];
    const frame = { ...layout, height: layout.height + keyHeight };
    const content = { uris: pngUris(pictures), verdicts: [], tooltip, hasEdges: true };
    return {
      description: `${count} images of weights: ${title}`,
      width: frame.width,
      height: frame.height,
      layer: [
        ...gridLayers({ layout: frame, ...content, ...size }),
        ...keyLayers(layout, limit, greatest > limit),
      ],
    };
  },
);

const clamped = (value: number): number => Math.max(-1, Math.min(1, value));

function weightText(value: number): string {
  const plain = numberText(orZero(value), ".3~r");
  return textWidth(plain, { fontSize: 11 }) > widestNumber ? numberText(value, ".3~g") : plain;
}

/** Room in pixels that the key takes below the images. */
const keyHeight = 52;

/** A strip of all colours with their numbers, centred below the images. @param isCut whether weights lie beyond the limit */
function keyLayers(layout: { width: number; height: number }, limit: number, isCut: boolean): Layer[] {
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
  const place = { x: left, y: top, ...silent };
  const strip = { align: "left", baseline: "top", aspect: false, width: length, height: 12 };
  const edge = { fillOpacity: 0, stroke: "#888888", strokeWidth: 1, x2: left + length, y2: top + 12 };
  const look = { x: { expr: "datum.at" }, y: top + 18, baseline: "top", fontSize: 11 };
  return [
    mark(
      "image",
      { ...place, ...strip, description: "key of the colours" },
      { url: textOf("url") },
      { values: [{ url }] },
    ),
    mark("rect", { ...place, ...edge }, undefined, once),
    textMark(look, { text: textOf("label") }, { values: labels }),
  ];
}

function assertWeights({ W, height, width, classes }: WeightImagesOptions): void {
  check.wholeNumber(1, mostImages)("classes.length", classes?.length);
  check.texts("classes", classes);
  const wanted = height * width * classes.length;
  ensure(
    W.length === wanted,
    `W has ${W.length} weights; height · width · classes.length = ${wanted} is wanted. Leave the bias out.`,
  );
}
