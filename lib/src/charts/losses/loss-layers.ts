import type { Channels, Layer } from "../common/chart-types";
import { along } from "../common/plot-frame";
import { colours } from "../common/theme";
import type { LossInWords } from "./loss-panels";

/** The part of the plane that a panel shows, and its width in pixels. */
interface PanelFrame {
  x: readonly [number, number];
  y: readonly [number, number];
  width: number;
}
interface PanelPlace {
  frame: PanelFrame;
  /** Whether it has grid lines alone along y. */
  isBare: boolean;
}

const names = ["loss", "likelihood", "gradient"];
const ofCurve = { field: "curve", type: "nominal" } as const;
const range = [colours.blue, colours.green, colours.vermilion];
const color = {
  ...ofCurve,
  scale: { domain: names, range },
  legend: { title: null, orient: "top", symbolType: "stroke", symbolSize: 400 },
} as const;
/** Of each unit along x. */
const pointsPerUnit = 40;

const onFrame = ({ frame, isBare }: PanelPlace, x = "x", y = "y") => ({
  x: along(x, { title: "ŷ", format: ".3~g", domain: frame.x, ticks: 6 }),
  y: along(y, { title: "value", format: ".3~g", domain: frame.y, ticks: 7, isBare }),
});

/** The columns of `names`, of an error in the column `x`. */
const valuesAt = ({ loss, gradient }: LossInWords) => [
  { calculate: loss("datum.x"), as: names[0] },
  { calculate: `exp(-(${loss("datum.x")}))`, as: names[1] },
  { calculate: gradient("datum.x"), as: names[2] },
];
const inRows = { fold: names, as: ["curve", "y"] as [string, string] };

/** Loss, likelihood and gradient over ŷ. */
export function curveLayer(each: LossInWords, place: PanelPlace): Layer {
  const { x } = place.frame;
  return {
    data: { sequence: { start: x[0] * pointsPerUnit, stop: x[1] * pointsPerUnit + 1, as: "at" } },
    transform: [
      { calculate: `datum.at / ${pointsPerUnit}`, as: "x" },
      ...valuesAt(each),
      inRows,
      // A curve that jumps is drawn in two parts, not with a line that climbs.
      { calculate: `datum.curve === "gradient" && datum.x > 0`, as: "isSecondPart" },
      { filter: `!(datum.curve === "gradient" && datum.x === 0)` },
    ],
    mark: { type: "line", clip: true, tooltip: null },
    encoding: {
      ...onFrame(place),
      color,
      strokeDash: { ...ofCurve, scale: { domain: names, range: [[], [8, 4], [2, 3]] }, legend: color.legend },
      detail: { field: "isSecondPart", type: "nominal" },
    },
  };
}

/** ŷ on the three curves, and the step from the loss's to where it ends. */
export function stepLayer(each: LossInWords, place: PanelPlace & { learningRate: number }): Layer {
  const pixels = place.frame.width / (place.frame.x[1] - place.frame.x[0]);
  const ink = { stroke: colours.black, tooltip: null } as const;
  const start: Channels = onFrame(place, "x", "loss");
  const landing = onFrame(place, "landing", "loss");
  const arrow: Layer[] = [
    {
      mark: { type: "rule", strokeWidth: 2, clip: true, ...ink },
      encoding: { ...start, x2: { field: "landing" } },
    },
    {
      mark: { type: "rule", strokeWidth: 1, strokeDash: [2, 2], clip: true, ...ink },
      encoding: { ...landing, y2: { field: "landingLoss" } },
    },
    {
      transform: [{ filter: "datum.step !== 0" }],
      mark: {
        ...{ type: "point", shape: "triangle", fill: colours.black, stroke: null, opacity: 1, tooltip: null },
        angle: { expr: "datum.step > 0 ? 90 : -90" },
        // No longer than the arrow itself.
        size: { expr: `min(60, pow(datum.step * ${pixels}, 2))` },
      },
      encoding: landing,
    },
    {
      mark: {
        ...{ type: "point", filled: false, fill: "white", stroke: colours.blue, size: 40, opacity: 1 },
        tooltip: null,
      },
      encoding: onFrame(place, "landing", "landingLoss"),
    },
  ];
  const dots: Layer = {
    transform: [inRows],
    mark: { type: "point", size: 55, opacity: 1, stroke: "white", strokeWidth: 0.75 },
    encoding: {
      ...onFrame(place),
      color,
      tooltip: [
        { ...ofCurve, title: "curve" },
        { field: "x", type: "quantitative", title: "ŷ", format: ".3~f" },
        { field: "y", type: "quantitative", title: "value", format: ".3~f" },
      ],
    },
  };
  return {
    data: { values: [{}] },
    transform: [
      { calculate: "point", as: "x" },
      ...valuesAt(each),
      { calculate: `-${place.learningRate} * datum.gradient`, as: "step" },
      { calculate: "datum.x + datum.step", as: "landing" },
      { calculate: each.loss("datum.landing"), as: "landingLoss" },
    ],
    layer: [...arrow, dots],
  };
}

const lineHeight = 16;
const lineCount = 4;
/** Room in pixels that `captionLayer` takes above a panel. */
export const captionRoom = lineCount * lineHeight;

/** The three values and the step at ŷ, above the panel. */
export function captionLayer({ loss, gradient, hasDelta }: LossInWords, learningRate: number): Layer {
  const told = (value: string): string => `format(${value}, ".3~f")`;
  const slope = gradient("point");
  const lines = [
    `"at ŷ = " + ${told("point")}${hasDelta ? ` + ", δ = " + ${told("delta")}` : ""}`,
    `"loss " + ${told(loss("point"))}`,
    `"likelihood " + ${told(`exp(-(${loss("point")}))`)}`,
    `"gradient " + ${told(slope)} + ", step " + ${told(`-${learningRate} * (${slope})`)}`,
  ];
  return {
    data: { values: [{}] },
    mark: {
      ...{ type: "text", text: { expr: `[${lines.join(", ")}]` }, lineHeight, fontSize: 11.5, tooltip: null },
      ...{ x: 0, y: -8 - lineHeight * (lineCount - 1), align: "left" },
    },
  };
}
