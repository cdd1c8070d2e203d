import { categoryAxis, margins, nameLayers, roomForNames, valueGap } from "./bars";
import * as check from "./common/check";
import { textWidth } from "./common/fonts";
import { along, mark, once, silent, sliderParameter, textMark, textOf, told } from "./common/layers";
import type { FixedAxis, Layer } from "./common/layers";
import { extent, numberText, orZero } from "./common/numbers";
import { chart, colours, maximumWidth } from "./common/theme";

export interface SoftmaxTemperatureOptions {
  /** The classes' names, from top to bottom, each different. 2 to 20. */
  classes: readonly string[];
  /** o, one finite number per class. */
  logits: ArrayLike<number>;
  /** T at first, 0.1 to 10. Default 1. */
  temperature?: number;
  /** What the chart shows, as a finding. */
  title: string;
  /** What the classes are. Default "class". */
  yTitle?: string;
}

/** The range of temperatures. */
const [coldest, hottest] = [0.1, 10];
const axis: FixedAxis = { title: "probability, softmax(o / T)", format: ".1f", ticks: 6, domain: [0, 1] };

/** Three decimals; what they cannot tell from 0 or 1 is told as beyond them, since softmax is neither. */
const probabilityText =
  'datum.probability < 0.0005 ? "< 0.001" : datum.probability > 0.9995 ? "> 0.999" : format(datum.probability, ".3f")';

/**
 * The probabilities softmax(o / T) of given logits o, one bar per class with its number at the end, and a slider for
 * the temperature T from 0.1 to 10, on a logarithmic scale (Vega parameters `logTemperature` and `temperature`). A
 * short dark line in each row marks the probability at T = 1. Computed in the chart itself, with the largest logit
 * subtracted first, so that no exponential overflows.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with a fixed axis
 * @throws ChartError unless there are 2 to 20 different names, one finite logit each, T is in its range, and no text
 *   is empty
 * @function
 */
export const softmaxTemperature = chart<SoftmaxTemperatureOptions>(
  "softmaxTemperature",
  {
    title: check.text,
    yTitle: check.optional(check.text),
    classes: check.names(2, 20),
    logits: check.numbers,
    temperature: check.optional(check.numberWithin([coldest, hottest])),
  },
  ({ classes, logits, temperature = 1, yTitle = "class" }) => {
    check.assertCount("logits", logits, classes.length, `one for each of the ${classes.length} classes`);
    const largest = extent(logits)[1];
    const rows = classes.map((label, place) => ({
      label,
      n: `o = ${numberText(orZero(logits[place]), ",.4~r")}`,
      belowLargest: orZero(Number((logits[place] - largest).toPrecision(12))),
      isHighlighted: false,
    }));
    const numbers = rows.map(({ n }) => n);
    const room = roomForNames(classes, numbers);
    const widestValue = Math.ceil(textWidth("> 0.999", { fontSize: 12 }));
    const width = maximumWidth - margins - room - widestValue - valueGap;
    check.assertRoomForFrame(width);
    const slider = sliderParameter("logTemperature", {
      min: Math.log10(coldest),
      max: Math.log10(hottest),
      step: 0.05,
      value: Math.log10(temperature),
      label: "temperature T (logarithmic: −1 is 0.1, 0 is 1, 1 is 10)",
    });
    return {
      subtitle: "the dark line in each row marks T = 1",
      width,
      height: classes.length * 38,
      data: { values: rows },
      params: [slider, { name: "temperature", expr: "pow(10, logTemperature)" }],
      transform: [
        ...softmax("temperature", "probability"),
        ...softmax("1", "atOne"),
        { calculate: probabilityText, as: "told" },
      ],
      encoding: { y: categoryAxis(classes, yTitle, room) },
      layer: [...barLayers(yTitle), ...nameLayers({ hasCounts: true, leftOfFrame: 0 }), temperatureLayer],
    };
  },
);

/** exp(o/T − max(o)/T), divided by its sum over the classes, as the column `name`. */
function softmax(temperature: string, name: string) {
  const [exponential, sum] = [`${name}Exponential`, `${name}Sum`];
  return [
    { calculate: `exp(datum.belowLargest / ${temperature})`, as: exponential },
    { joinaggregate: [{ op: "sum" as const, field: exponential, as: sum }] },
    { calculate: `datum.${exponential} / datum.${sum}`, as: name },
  ];
}

/** Beyond the line that marks T = 1 where that is the farther one, or the two would cover each other. */
const placeOfText =
  "datum.atOne > datum.probability && datum.atOne < datum.probability + 0.12 ? datum.atOne : datum.probability";

const barLayers = (yTitle: string): Layer[] => [
  {
    mark: { type: "bar", opacity: 1, color: colours.sky },
    encoding: {
      x: along("probability", axis),
      tooltip: [told("label", yTitle), told("n", "logit"), told("told", "probability")],
    },
  },
  mark("tick", { thickness: 2, color: colours.black, opacity: 1, ...silent }, { x: along("atOne", axis) }),
  {
    ...textMark(
      { align: "left", baseline: "middle", dx: valueGap },
      { x: along("place", axis), text: textOf("told") },
    ),
    transform: [{ calculate: placeOfText, as: "place" }],
  },
];

const temperatureText = { expr: '"T = " + format(temperature, ".3~r")' };
const temperatureLayer = textMark(
  { x: 0, y: -10, align: "left", fontWeight: "bold", text: temperatureText },
  { y: { value: -10 } },
  once,
);
