import * as check from "./common/check";
import type { Domain } from "./common/check";
import { byName, mark, once, onAxes, silent, sliderParameter, textMark, told } from "./common/layers";
import type { Layer } from "./common/layers";
import { arrangePanels, panelGrid } from "./common/panels";
import { chart, colours, dashes, strokeLegend } from "./common/theme";

export interface LossPanelsOptions {
  /** Where the prediction ŷ stands at first, −3 to 3; the label is 0. Default 2.5. */
  point?: number;
  /** Huber's δ at first, 0.1 to 3. Default 1. */
  delta?: number;
  /** η of the step that is drawn, above 0 and at most 2. Default 0.3. */
  learningRate?: number;
  /** What the chart shows, as a finding. */
  title: string;
}

/** A loss and its derivative as Vega expressions of the error ŷ − y, itself an expression. */
interface LossInWords {
  title: string;
  loss: (error: string) => string;
  gradient: (error: string) => string;
  hasDelta?: boolean;
}

const rate = check.numberThat((rate) => rate > 0 && rate <= 2, "above 0 and at most 2");
const [leastDelta, greatestDelta] = [0.1, 3];
/** Of the frame and of the slider. */
const farthest = 3;
const frame = { x: [-farthest, farthest], y: [-3, 4.5] } satisfies Record<string, Domain>;

const losses: readonly LossInWords[] = [
  { title: "L2", loss: (e) => `0.5 * ${e} * ${e}`, gradient: (e) => e },
  { title: "L1", loss: (e) => `abs(${e})`, gradient: (e) => `(${e} > 0 ? 1 : ${e} < 0 ? -1 : 0)` },
  {
    title: "Huber",
    loss: (e) => `(abs(${e}) <= delta ? 0.5 * ${e} * ${e} : delta * (abs(${e}) - 0.5 * delta))`,
    gradient: (e) => `clamp(${e}, -delta, delta)`,
    hasDelta: true,
  },
];

/**
 * Squared, absolute and Huber's loss of one prediction ŷ whose label y is 0, in a panel each: the loss, the likelihood
 * exp(−loss) (not normalised) and the gradient over ŷ. A slider moves ŷ, for which the three values are told and one
 * step of gradient descent is drawn, an arrow of length η · |gradient|, to where it ends on the loss's curve; another
 * slider sets Huber's δ. Computed in the chart itself (Vega parameters `point` and `delta`).
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with fixed axes
 * @throws ChartError if a number is outside its range or the title is empty
 * @function
 */
export const lossPanels = chart<LossPanelsOptions>(
  "lossPanels",
  { title: check.text, learningRate: check.optional(rate) },
  ({ point = 2.5, delta = 1, learningRate = 0.3 }) => {
    const grid = panelGrid(losses.length, { columns: losses.length, height: 260 }, 44);
    const ofPoint = { min: -farthest, max: farthest, step: 0.05, label: "prediction ŷ (the label y is 0)" };
    const ofDelta = { min: leastDelta, max: greatestDelta, step: 0.1, label: "Huber's δ" };
    const panels = losses.map((each, place) => {
      const panel = { width: grid.width, isBare: !grid.isFirst(place), learningRate };
      const layer = [curveLayer(each, panel), stepLayer(each, panel), captionLayer(each, learningRate)];
      return { title: each.title, layer: [{ layer }] };
    });
    return arrangePanels(grid, panels, {
      subtitle: `likelihood: exp(−loss); arrow: a step of gradient descent, ${learningRate} (= η) times the gradient long`,
      caption: captionLines * lineHeight,
      params: [
        sliderParameter("point", { ...ofPoint, value: point }),
        sliderParameter("delta", { ...ofDelta, value: delta }),
      ],
      resolve: { scale: { color: "shared", strokeDash: "shared" } },
    });
  },
);

interface Panel {
  /** In pixels. */
  width: number;
  /** Whether it has grid lines alone along y. */
  isBare: boolean;
  learningRate: number;
}

const names = ["loss", "likelihood", "gradient"];
const inColours = [colours.blue, colours.green, colours.vermilion];
const color = { ...byName("curve", names, inColours), legend: strokeLegend };
const strokeDash = { ...byName("curve", names, dashes), legend: strokeLegend };
/** Of each unit along x. */
const pointsPerUnit = 40;

const onFrame = ({ isBare }: Panel, x = "x", y = "y") =>
  onAxes(
    {
      x: { title: "ŷ", format: ".3~g", domain: frame.x, ticks: 6 },
      y: { title: "value", format: ".3~g", domain: frame.y, ticks: 7, isBare },
    },
    x,
    y,
  );

/** The columns of `names`, of an error in the column `x`. */
const valuesAt = ({ loss, gradient }: LossInWords) => [
  { calculate: loss("datum.x"), as: names[0] },
  { calculate: `exp(-(${loss("datum.x")}))`, as: names[1] },
  { calculate: gradient("datum.x"), as: names[2] },
];
const inRows = { fold: names, as: ["curve", "y"] as [string, string] };

/** Loss, likelihood and gradient over ŷ. */
const curveLayer = (each: LossInWords, panel: Panel): Layer => ({
  data: { sequence: { start: -farthest * pointsPerUnit, stop: farthest * pointsPerUnit + 1, as: "at" } },
  transform: [
    { calculate: `datum.at / ${pointsPerUnit}`, as: "x" },
    ...valuesAt(each),
    inRows,
    // A curve that jumps is drawn in two parts, not with a line that climbs.
    { calculate: `datum.curve === "gradient" && datum.x > 0`, as: "isSecondPart" },
    { filter: `!(datum.curve === "gradient" && datum.x === 0)` },
  ],
  mark: { type: "line", clip: true, tooltip: null },
  encoding: { ...onFrame(panel), color, strokeDash, detail: { field: "isSecondPart", type: "nominal" } },
});

/** ŷ on the three curves, and the step from the loss's to where it ends. */
function stepLayer(each: LossInWords, panel: Panel): Layer {
  const pixels = panel.width / (2 * farthest);
  const ink = { stroke: colours.black, ...silent, clip: true };
  const point = { opacity: 1, ...silent };
  const head = {
    ...point,
    shape: "triangle",
    fill: colours.black,
    stroke: null,
    angle: { expr: "datum.step > 0 ? 90 : -90" },
    // No longer than the arrow itself.
    size: { expr: `min(60, pow(datum.step * ${pixels}, 2))` },
  };
  const dotted = { strokeWidth: 1, strokeDash: [2, 2], ...ink };
  const ring = { ...point, filled: false, fill: "white", stroke: colours.blue, size: 40 };
  const start = onFrame(panel, "x", "loss");
  const landing = onFrame(panel, "landing", "loss");
  const dots: Layer = {
    transform: [inRows],
    mark: { type: "point", size: 55, opacity: 1, stroke: "white", strokeWidth: 0.75 },
    encoding: {
      ...onFrame(panel),
      color,
      tooltip: [told("curve", "curve"), told("x", "ŷ", ".3~f"), told("y", "value", ".3~f")],
    },
  };
  return {
    data: once,
    transform: [
      { calculate: "point", as: "x" },
      ...valuesAt(each),
      { calculate: `-${panel.learningRate} * datum.gradient`, as: "step" },
      { calculate: "datum.x + datum.step", as: "landing" },
      { calculate: each.loss("datum.landing"), as: "landingLoss" },
    ],
    layer: [
      mark("rule", { strokeWidth: 2, ...ink }, { ...start, x2: { field: "landing" } }),
      mark("rule", dotted, { ...landing, y2: { field: "landingLoss" } }),
      { ...mark("point", head, landing), transform: [{ filter: "datum.step !== 0" }] },
      mark("point", ring, onFrame(panel, "landing", "landingLoss")),
      dots,
    ],
  };
}

/** Of the caption above a panel: pixels, and how many. */
const lineHeight = 16;
const captionLines = 4;

/** The three values and the step at ŷ, above the panel. */
function captionLayer({ loss, gradient, hasDelta }: LossInWords, learningRate: number): Layer {
  const number = (value: string): string => `format(${value}, ".3~f")`;
  const slope = gradient("point");
  const lines = [
    `"at ŷ = " + ${number("point")}${hasDelta ? ` + ", δ = " + ${number("delta")}` : ""}`,
    `"loss " + ${number(loss("point"))}`,
    `"likelihood " + ${number(`exp(-(${loss("point")}))`)}`,
    `"gradient " + ${number(slope)} + ", step " + ${number(`-${learningRate} * (${slope})`)}`,
  ];
  const text = { expr: `[${lines.join(", ")}]` };
  const place = { x: 0, y: -8 - lineHeight * (captionLines - 1), align: "left" };
  return textMark({ text, lineHeight, fontSize: 11.5, ...place }, undefined, once);
}
