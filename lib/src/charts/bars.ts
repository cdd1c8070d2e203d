import * as check from "./common/check";
import { ensure, within, type AxisOptions, type Domain, type Titles } from "./common/check";
import { assertFits, textWidth } from "./common/fonts";
import { along, either, mark, silent, textMark, textOf, told } from "./common/layers";
import type { Channels, FixedAxis, Layer } from "./common/layers";
import { countText, extent, niceDomain, numberText, orZero } from "./common/numbers";
import { chart, colours, maximumWidth, softInk } from "./common/theme";

export interface BarsOptions extends Titles, Pick<AxisOptions, "xFormat" | "xDomain"> {
  /** The categories' names, from top to bottom, each different. At most 40. */
  categories: readonly string[];
  /** One finite number per category. Bars of negative values go to the left of zero. */
  values: ArrayLike<number>;
  /** How many samples stand behind each value, written under the category's name as in "n = 1,002". */
  counts?: ArrayLike<number>;
  /** Categories in full colour and bold, the others pale. Default: all in full colour, none bold. */
  highlight?: readonly string[];
}

/**
 * One horizontal bar per category from zero to its value, which is written at its end. Horizontal, so that names
 * of any length stand beside their bars without being turned. Bars below zero are vermilion, the others blue.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide and as high as the categories need, with a fixed axis
 * @throws ChartError if there are no categories or more than 40, lengths do not agree, names are equal, empty or
 *   too long, a value is not finite, a count is not a whole number ≥ 0, or the domain leaves out zero or a value
 * @function
 */
export const bars = chart<BarsOptions>(
  "bars",
  {
    ...check.titles,
    categories: check.names(1, 40),
    values: check.numbers,
    counts: check.optional(check.counts),
    xDomain: check.axes.xDomain,
  },
  (options) => {
    assertAgreement(options);
    const { categories, values, counts, highlight, xTitle, yTitle, xFormat: format = ",.4~r" } = options;
    const rows = categories.map((label, place) => ({
      label,
      value: orZero(Number(values[place].toPrecision(12))),
      ...(counts && { n: `n = ${countText(counts[place])}` }),
      isHighlighted: highlight?.includes(label) ?? false,
    }));
    const below = rows.flatMap(({ n }) => n ?? []);
    const room = roomForNames(categories, below);
    const domain = options.xDomain ?? domainWithZero(values);
    // As wide as in bold, which a highlighted value is written in.
    const style = { fontSize: 12, fontWeight: "bold" };
    const ends = rows.map(({ value }) => ({ value, textWidth: textWidth(numberText(value, format), style) }));
    const { width, leftOfFrame } = layoutBars(ends, { room, domain });
    check.assertRoomForFrame(width);
    const axis: FixedAxis = { title: xTitle, format, ticks: 6, domain };
    const hasCounts = counts !== undefined;
    return {
      width,
      height: categories.length * (hasCounts ? 38 : 28),
      data: { values: rows },
      encoding: { y: categoryAxis(categories, yTitle, room + leftOfFrame) },
      layer: [
        {
          mark: { type: "bar", opacity: 1 },
          encoding: {
            x: along("value", axis),
            color: either(isNegative, colours.vermilion, colours.blue),
            ...(highlight && { opacity: either("datum.isHighlighted", 1, 0.35) }),
            tooltip: [
              told("label", yTitle),
              told("value", xTitle, format),
              ...(hasCounts ? [told("n", "samples")] : []),
            ],
          },
        },
        mark(
          "rule",
          { stroke: colours.black, ...silent },
          { x: along("zero", axis), y: { value: 0 }, y2: { value: "height" } },
          { values: [{ zero: 0 }] },
        ),
        valueLayer(axis),
        ...nameLayers({ hasCounts, leftOfFrame }),
      ],
    };
  },
);

/** Pixels for the chart's padding on both sides and for the title of the vertical axis. */
export const margins = 16 + 28;
/** Between the end of a bar and its value, in pixels. */
export const valueGap = 5;
/** The widest a category's name may be, in pixels, so that most of the chart is left to the bars. */
const widest = 240;
/** Between names and bars, in pixels. */
const gap = 8;
const nameSize = 12;
const countSize = 10.5;

const isNegative = "datum.value < 0";
/** For text marks whose rows say whether they are highlighted. */
const boldWhereHighlighted = { expr: 'datum.isHighlighted ? "bold" : "normal"' };

/**
 * How wide the bars' frame may be so that names, bars and values stay within the widest chart, and by how much
 * the values of bars below zero reach out of the frame to the left, where the names must make room. In pixels.
 *
 * @param ends each bar's end, and how wide the value is that is written beyond it
 * @param room what the names take
 */
function layoutBars(
  ends: readonly { value: number; textWidth: number }[],
  { room, domain: [low, high] }: { room: number; domain: Domain },
): { width: number; leftOfFrame: number } {
  const widestValue = Math.max(...ends.map((end) => end.textWidth)) + valueGap;
  // The frame is at least this wide; a wider one leaves still more room between a bar's end and its own.
  const narrowest = maximumWidth - margins - room - 2 * widestValue;
  const beyond = (isLeft: boolean): number => {
    const ofSide = ends.filter(({ value }) => value < 0 === isLeft);
    const outside = ofSide.map((end) => {
      const inside = ((isLeft ? end.value - low : high - end.value) / (high - low)) * narrowest;
      return Math.ceil(end.textWidth + valueGap - inside);
    });
    return Math.max(0, ...outside);
  };
  const leftOfFrame = beyond(true);
  return { width: maximumWidth - margins - room - leftOfFrame - beyond(false), leftOfFrame };
}

/**
 * Room in pixels that the names to the left of the bars take, and what is written below them.
 *
 * @throws ChartError if a name is too wide
 */
export function roomForNames(names: readonly string[], below: readonly string[]): number {
  const widths = names.map((name) => textWidth(name, { fontSize: nameSize, fontWeight: "bold" }));
  const rest = "leave room for the bars. Shorten it.";
  names.forEach((name, place) => assertFits(`the label "${name}" is`, widths[place], widest, rest));
  const widthsBelow = below.map((text) => textWidth(text, { fontSize: countSize }));
  return Math.ceil(Math.max(...widths, ...widthsBelow)) + gap;
}

/** An axis of categories whose names are marks: see `nameLayers`. @param room pixels that the names take */
export const categoryAxis = (names: readonly string[], title: string, room: number) =>
  ({
    field: "label",
    type: "nominal",
    scale: { domain: [...names], paddingInner: 0.3, paddingOuter: 0.15 },
    axis: { title, labels: false, ticks: false, titlePadding: room + 8 },
  }) satisfies Channels["y"];

/**
 * Names from the rows' column `label`, in bold where `isHighlighted`; below them, if wanted, the column `n`.
 *
 * @param leftOfFrame pixels between names and frame that the values of bars take
 */
export function nameLayers({ hasCounts, leftOfFrame }: { hasCounts: boolean; leftOfFrame: number }): Layer[] {
  const place = { x: -gap - leftOfFrame, align: "right", baseline: "middle" };
  const ofName = { fontSize: nameSize, fontWeight: boldWhereHighlighted, dy: hasCounts ? -7 : 0 };
  const ofCount = { fontSize: countSize, dy: 8, color: softInk };
  const name = textMark({ ...place, ...ofName }, { text: textOf("label") });
  return hasCounts ? [name, textMark({ ...place, ...ofCount }, { text: textOf("n") })] : [name];
}

/** The values beyond the ends of their bars: right of them, and left of them below zero. */
const valueLayer = (axis: FixedAxis): Layer =>
  textMark(
    {
      baseline: "middle",
      fontWeight: boldWhereHighlighted,
      align: { expr: `${isNegative} ? "right" : "left"` },
      dx: { expr: `${isNegative} ? ${-valueGap} : ${valueGap}` },
    },
    { x: along("value", axis), text: { field: "value", type: "quantitative", format: axis.format } },
  );

function domainWithZero(values: ArrayLike<number>): Domain {
  const [low, high] = extent([0, ...extent(values)]);
  return low === high ? [0, 1] : niceDomain([low, high]);
}

function assertAgreement({ categories, values, counts, highlight = [], xDomain }: BarsOptions): void {
  const each = `one for each of the ${categories.length} categories`;
  check.assertCount("values", values, categories.length, each);
  if (counts) check.assertCount("counts", counts, categories.length, each);
  const stranger = highlight.find((name) => !categories.includes(name));
  ensure(stranger === undefined, `highlight names "${stranger}", which is none of the categories.`);
  const outside = [0, ...extent(values)].find((value) => xDomain && !within(value, xDomain));
  ensure(
    outside === undefined,
    `xDomain ${JSON.stringify(xDomain)} leaves out ${outside}; a bar is true to its value only if zero and its end ` +
      "are in the frame.",
  );
}
