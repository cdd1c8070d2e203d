import type { TopLevelSpec } from "vega-lite";
import { along, plainText, textOf, told, type Channels, type FixedAxis, type Layer } from "./common/channels";
import {
  aDomain,
  assertCount,
  assertRoomForFrame,
  aText,
  checkOptions,
  differentTexts,
  ensure,
  optional,
  someCounts,
  someNumbers,
} from "./common/check";
import { textWidth } from "./common/fonts";
import { countText, numberText } from "./common/number-text";
import { extent, niceDomain, orZero, within, type Domain } from "./common/numbers";
import { colours, heading, maximumWidth, softInk, themed } from "./common/theme";

export interface BarsOptions {
  /** The categories' names, from top to bottom, each different. At most 40. */
  labels: readonly string[];
  /** One finite number per category. Bars of negative values go to the left of zero. */
  values: ArrayLike<number>;
  /** What the chart shows, as a finding. */
  title: string;
  /** What the values are, with their unit. */
  xTitle: string;
  /** What the categories are. */
  yTitle: string;
  /** d3 number format of the values. Default ",.4~r". */
  format?: string;
  /** How many samples stand behind each value, written under the category's name as in "n = 1,002". */
  counts?: ArrayLike<number>;
  /** Categories in full colour and bold, the others pale. Default: all in full colour, none bold. */
  highlight?: readonly string[];
  /** First and last value of the frame, with zero and all values in it. Default: round numbers around them. */
  xDomain?: readonly [number, number];
}

const caller = "bars";

/**
 * One horizontal bar per category from zero to its value, which is written at its end. Horizontal, so that names
 * of any length stand beside their bars without being turned. Bars below zero are vermilion, the others blue.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide and as high as the categories need, with a fixed axis
 * @throws ChartError if there are no categories or more than 40, lengths do not agree, names are equal, empty or
 *   too long, a value is not finite, a count is not a whole number ≥ 0, or the domain leaves out zero or a value
 */
export function bars(options: BarsOptions): TopLevelSpec {
  checkBars(options);
  const { labels, values, counts, highlight, format = ",.4~r", yTitle } = options;
  const rows = labels.map((label, place) => ({
    label,
    value: orZero(Number(values[place].toPrecision(12))),
    ...(counts && { n: `n = ${countText(counts[place])}` }),
    isHighlighted: highlight?.includes(label) ?? false,
  }));
  const below = rows.flatMap(({ n }) => n ?? []);
  const room = roomForNames(caller, labels, below);
  const domain = options.xDomain ?? domainWithZero(values);
  // As wide as in bold, which a highlighted value is written in.
  const style = { fontSize: 12, fontWeight: "bold" };
  const ends = rows.map(({ value }) => ({ value, textWidth: textWidth(numberText(value, format), style) }));
  const { width, leftOfFrame } = layoutBars(ends, { room, domain });
  assertRoomForFrame(caller, width);
  const axis: FixedAxis = { title: options.xTitle, format, ticks: 6, domain };
  const hasCounts = counts !== undefined;
  return themed({
    title: heading({ title: options.title }),
    width,
    height: labels.length * (hasCounts ? 38 : 28),
    data: { values: rows },
    encoding: { y: categoryAxis(labels, yTitle, room + leftOfFrame) },
    layer: [
      {
        mark: { type: "bar", opacity: 1 },
        encoding: {
          x: along("value", axis),
          color: { condition: { test: isNegative, value: colours.vermilion }, value: colours.blue },
          ...(highlight && {
            opacity: { condition: { test: "datum.isHighlighted", value: 1 }, value: 0.35 },
          }),
          tooltip: [
            told("label", yTitle),
            told("value", axis.title, format),
            ...(hasCounts ? [told("n", "samples")] : []),
          ],
        },
      },
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: "rule", stroke: colours.black, tooltip: null },
        encoding: { x: along("zero", axis), y: { value: 0 }, y2: { value: "height" } },
      },
      valueLayer(axis),
      ...nameLayers({ hasCounts, leftOfFrame }),
    ],
  });
}

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
  const [leftOfFrame, rightOfFrame] = [true, false].map((isLeft) =>
    Math.max(
      0,
      ...ends
        .filter(({ value }) => value < 0 === isLeft)
        .map((end) => {
          const inside = ((isLeft ? end.value - low : high - end.value) / (high - low)) * narrowest;
          return Math.ceil(end.textWidth + valueGap - inside);
        }),
    ),
  );
  return { width: maximumWidth - margins - room - leftOfFrame - rightOfFrame, leftOfFrame };
}

/**
 * Room in pixels that the names to the left of the bars take, and what is written below them.
 *
 * @throws ChartError if a name is too wide
 */
export function roomForNames(owner: string, names: readonly string[], below: readonly string[]): number {
  const widths = names.map((name) => textWidth(name, { fontSize: nameSize, fontWeight: "bold" }));
  names.forEach((name, place) =>
    ensure(
      owner,
      widths[place] <= widest,
      `the label "${name}" is ${Math.round(widths[place])} pixels wide; at most ${widest} leave room for the bars. ` +
        "Shorten it.",
    ),
  );
  const widthsBelow = below.map((text) => textWidth(text, { fontSize: countSize }));
  return Math.ceil(Math.max(...widths, ...widthsBelow)) + gap;
}

/** An axis of categories whose names are marks: see `nameLayers`. @param room pixels that the names take */
export const categoryAxis = (labels: readonly string[], title: string, room: number) =>
  ({
    field: "label",
    type: "nominal",
    scale: { domain: [...labels], paddingInner: 0.3, paddingOuter: 0.15 },
    axis: { title, labels: false, ticks: false, titlePadding: room + 8 },
  }) satisfies Channels["y"];

/**
 * Names from the rows' column `label`, in bold where `isHighlighted`; below them, if wanted, the column `n`.
 *
 * @param leftOfFrame pixels between names and frame that the values of bars take
 */
export function nameLayers({ hasCounts, leftOfFrame }: { hasCounts: boolean; leftOfFrame: number }): Layer[] {
  const common = { ...plainText, x: -gap - leftOfFrame, align: "right", baseline: "middle" } as const;
  const name: Layer = {
    mark: { ...common, fontSize: nameSize, fontWeight: boldWhereHighlighted, dy: hasCounts ? -7 : 0 },
    encoding: { text: textOf("label") },
  };
  const count: Layer = {
    mark: { ...common, fontSize: countSize, dy: 8, color: softInk },
    encoding: { text: textOf("n") },
  };
  return hasCounts ? [name, count] : [name];
}

/** The values beyond the ends of their bars: right of them, and left of them below zero. */
const valueLayer = (axis: FixedAxis): Layer => ({
  mark: {
    ...plainText,
    baseline: "middle",
    fontWeight: boldWhereHighlighted,
    align: { expr: `${isNegative} ? "right" : "left"` },
    dx: { expr: `${isNegative} ? ${-valueGap} : ${valueGap}` },
  },
  encoding: {
    x: along("value", axis),
    text: { field: "value", type: "quantitative", format: axis.format },
  },
});

function domainWithZero(values: ArrayLike<number>): [number, number] {
  const [low, high] = extent([0, ...extent(values)]);
  return low === high ? [0, 1] : niceDomain([low, high]);
}

function checkBars(options: BarsOptions): void {
  checkOptions(caller, options, {
    title: aText,
    xTitle: aText,
    yTitle: aText,
    labels: differentTexts(1, 40),
    values: someNumbers,
    counts: optional(someCounts),
    xDomain: optional(aDomain),
  });
  const { labels, values, counts, highlight = [], xDomain } = options;
  for (const [name, list] of Object.entries({ values, ...(counts && { counts }) })) {
    assertCount(caller, name, list, labels.length, `one for each of the ${labels.length} labels`);
  }
  const stranger = highlight.find((name) => !labels.includes(name));
  ensure(caller, stranger === undefined, `highlight names "${stranger}", which is none of the labels.`);
  const outside = [0, ...extent(values)].find((value) => xDomain && !within(value, xDomain));
  ensure(
    caller,
    outside === undefined,
    `xDomain ${JSON.stringify(xDomain)} leaves out ${outside}; a bar is true to its value only if zero and its end ` +
      "are in the frame.",
  );
}
