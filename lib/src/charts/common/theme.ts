import type { Config, TopLevelSpec } from "vega-lite";
import type { ChartBody } from "./channels";
import { fontFamily, wrapText } from "./fonts";
import { withSafeTexts } from "./safe-texts";

/** The widest a chart may be, in pixels, so that it fits every notebook viewer without scrolling. */
export const maximumWidth = 680;

/** The MIME type under which JupyterLab and VS Code know a Vega-Lite 5 chart. */
export const vegaLiteMimeType = "application/vnd.vegalite.v5+json";

/** Okabe and Ito's colours, which people with any common colour blindness can tell apart. */
export const colours = {
  blue: "#0072B2",
  vermilion: "#D55E00",
  green: "#009E73",
  purple: "#CC79A7",
  orange: "#E69F00",
  sky: "#56B4E9",
  black: "#000000",
} as const;

/** Series take these in turn. Yellow, the eighth of Okabe and Ito, is too pale for lines on white. */
export const palette: readonly string[] = Object.values(colours);

/** The second cue beside colour for lines, in the order of `palette`: lengths of dash and gap in pixels. */
export const dashes: readonly number[][] = [
  [],
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [5, 2],
  [12, 5],
  [6, 2, 2, 2, 2, 2],
];

/** The second cue beside colour for points, in the order of `palette`. */
export const shapes: readonly string[] = [
  "circle",
  "square",
  "triangle-up",
  "diamond",
  "cross",
  "triangle-down",
  "triangle-right",
];

const ink = "#222222";
export const softInk = "#555555";

/** Looks that all charts share. */
export const themeConfig: Config = {
  font: fontFamily,
  view: { stroke: null },
  padding: 8,
  title: {
    anchor: "start",
    frame: "group",
    fontSize: 15,
    fontWeight: "bold",
    lineHeight: 20,
    color: ink,
    subtitleFontSize: 12,
    subtitleColor: softInk,
    subtitleLineHeight: 16,
    subtitlePadding: 4,
    offset: 12,
  },
  axis: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: "normal",
    labelColor: softInk,
    titleColor: ink,
    gridColor: "#E6E6E6",
    domainColor: "#888888",
    tickColor: "#888888",
    titlePadding: 8,
  },
  legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", symbolStrokeWidth: 2 },
  text: { fontSize: 12, color: ink },
  mark: { color: colours.blue },
  line: { strokeWidth: 2, strokeJoin: "round" },
  point: { filled: true, size: 40 },
  range: { category: [...palette], symbol: [...shapes] },
};

/** A legend of lines that differ in colour and dash, above the frame. */
export const strokeLegend = { title: null, orient: "top", symbolType: "stroke", symbolSize: 400 } as const;

/** What the title of a chart says: its finding; and in smaller type what else the reader must know. */
export interface Heading {
  title: string;
  subtitle?: string | undefined;
}

/** Title and subtitle, broken into lines that stay within the widest chart. */
export function heading({ title, subtitle }: Heading): { text: string[]; subtitle?: string[] } {
  const room = maximumWidth - 80;
  const text = wrapText(title, room, { fontSize: 15, fontWeight: "bold" });
  return subtitle ? { text, subtitle: wrapText(subtitle, room, { fontSize: 12 }) } : { text };
}

/** Gives a chart the common looks: schema, an opaque white background (for dark themes), fonts and colours. */
export function themed(body: ChartBody): TopLevelSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    background: "white",
    ...withSafeTexts(body),
    config: themeConfig,
  };
}
