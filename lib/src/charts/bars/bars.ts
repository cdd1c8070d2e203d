import type { TopLevelSpec } from "vega-lite";
import { layoutBars } from "./bar-layout";
import { barLayer, valueLayer } from "./bar-marks";
import { nameLayers, roomForNames } from "./bar-names";
import { ChartError } from "../common/chart-error";
import { assertDomain, assertNumbers, assertRoomForFrame, assertText, orZero } from "../common/check-input";
import { textWidth } from "../render/fonts";
import { extent, niceDomain } from "../common/nice-domain";
import { numberText } from "../common/number-text";
import { along, countText, within } from "../common/plot-frame";
import { colours, heading, themed } from "../common/theme";

export interface BarsOptions {
  /** The categories' names, from top to bottom, each different. At most 40. */
  labels: readonly string[];
  /** One finite number a category. Bars of negative values go to the left of zero. */
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
const mostBars = 40;

/**
 * One horizontal bar a category from zero to its value, which is written at its end. Horizontal, so that names
 * of any length stand beside their bars without being turned. Bars below zero are vermilion, the others blue.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide and as high as the categories need, with a fixed axis
 * @throws ChartError if there are no categories or more than 40, lengths do not agree, names are equal, empty or
 *   too long, a value is not finite, a count is not a whole number ≥ 0, or the domain leaves out zero or a value
 */
export function bars(options: BarsOptions): TopLevelSpec {
  checkOptions(options);
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
  const ends = rows.map(({ value }) => ({ value, textWidth: valueWidth(value, format) }));
  const { width, leftOfFrame } = layoutBars(ends, { room, domain });
  assertRoomForFrame(caller, width);
  const axis = { title: options.xTitle, format, ticks: 6, domain };
  const hasCounts = counts !== undefined;
  return themed({
    title: heading({ title: options.title }),
    width,
    height: labels.length * (hasCounts ? 38 : 28),
    data: { values: rows },
    encoding: {
      y: {
        field: "label",
        type: "nominal",
        scale: { domain: [...labels], paddingInner: 0.3, paddingOuter: 0.15 },
        axis: { title: yTitle, labels: false, ticks: false, titlePadding: room + leftOfFrame + 8 },
      },
    },
    layer: [
      barLayer({ axis, yTitle, hasCounts, somePale: highlight !== undefined }),
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

function domainWithZero(values: ArrayLike<number>): [number, number] {
  const [low, high] = extent([0, ...extent(values)]);
  return low === high ? [0, 1] : niceDomain([low, high]);
}

/** As wide as in bold, which a highlighted value is written in. */
const valueWidth = (value: number, format: string): number =>
  textWidth(numberText(value, format), { fontSize: 12, fontWeight: "bold" });

function checkOptions({ labels, values, title, xTitle, yTitle, counts, ...rest }: BarsOptions): void {
  for (const [name, text] of Object.entries({ title, xTitle, yTitle })) assertText(caller, name, text);
  if (!labels?.length || labels.length > mostBars) {
    throw new ChartError(
      `${caller}: labels has ${labels?.length ?? "no"} names; 1 to ${mostBars} are wanted.`,
    );
  }
  labels.forEach((label, place) => {
    assertText(caller, `labels[${place}]`, label);
    if (labels.indexOf(label) < place) {
      throw new ChartError(`${caller}: two labels are "${label}"; give each category its own name.`);
    }
  });
  for (const [name, given] of Object.entries({ values, ...(counts && { counts }) })) {
    assertNumbers(caller, name, given);
    if (given.length === labels.length) continue;
    throw new ChartError(
      `${caller}: ${name} has ${given.length} entries; one for each of the ${labels.length} labels is wanted.`,
    );
  }
  const wrong = Array.from(counts ?? []).findIndex((count) => !(Number.isInteger(count) && count >= 0));
  if (counts && wrong >= 0) {
    throw new ChartError(`${caller}: counts[${wrong}] is ${counts[wrong]}; a whole number ≥ 0 is wanted.`);
  }
  const stranger = rest.highlight?.find((name) => !labels.includes(name));
  if (stranger !== undefined) {
    throw new ChartError(`${caller}: highlight names "${stranger}", which is none of the labels.`);
  }
  checkDomain(rest.xDomain, values);
}

function checkDomain(domain: readonly [number, number] | undefined, values: ArrayLike<number>): void {
  if (!domain) return;
  assertDomain(caller, "xDomain", domain);
  const outside = [0, ...extent(values)].find((value) => !within(value, domain));
  if (outside === undefined) return;
  throw new ChartError(
    `${caller}: xDomain ${JSON.stringify(domain)} leaves out ${outside}; a bar is true to its value only if zero ` +
      "and its end are in the frame.",
  );
}
