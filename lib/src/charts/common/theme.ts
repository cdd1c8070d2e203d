import type { Config, TopLevelSpec } from "vega-lite";
import { checkOptions, placing, type Checks } from "./check";
import { fontFamily, wrapText } from "./fonts";
import type { ChartBody } from "./layers";
import { withSafeTexts } from "./rows";

/** The widest a chart may be, in pixels, so that it fits every notebook viewer without scrolling. */
export const maximumWidth = 680;

/** A frame of that height, as wide as charts may be with the labels and titles beside it. */
export const fullWidth = (height: number) =>
  ({ width: maximumWidth, height, autosize: { type: "fit-x", contains: "padding" } }) as const;

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

/** Red, green and blue, each 0…255. */
export type Rgb = readonly [number, number, number];

const white: Rgb = [255, 255, 255];
/** From zero outwards: Okabe and Ito's colour at 0.6 of the way, then darker, so that lightness keeps falling. */
const blues: readonly Rgb[] = [white, [0, 114, 178], [0, 48, 84]];
const oranges: readonly Rgb[] = [white, [213, 94, 0], [105, 38, 0]];
const turn = 0.6;

/**
 * The colour of a number from −1 to 1: white at zero, darker blue the further above it, darker orange the
 * further below. People with any common colour blindness can tell the two sides apart.
 */
export function divergingColour(value: number): Rgb {
  const [near, middle, far] = value < 0 ? oranges : blues;
  const size = Math.min(1, Math.abs(value));
  return size <= turn ? mixed(near, middle, size / turn) : mixed(middle, far, (size - turn) / (1 - turn));
}

const mixed = (from: Rgb, to: Rgb, part: number): Rgb =>
  [0, 1, 2].map((channel) =>
    Math.round(from[channel] + part * (to[channel] - from[channel])),
  ) as unknown as Rgb;

/** A colour as in "#0072b2". */
export const hexOf = (colour: Rgb): string =>
  `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;

/** Whether white text is easier to read on the colour than black: its relative luminance (WCAG) is below 0.18. */
export function isDark(colour: Rgb): boolean {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18;
}

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
  /** How the title differs from the theme's. */
  titleLook?: object;
}

/** Title and subtitle, broken into lines that stay within the widest chart. */
function heading({ title, subtitle, titleLook }: Heading) {
  const room = maximumWidth - 80;
  const text = wrapText(title, room, { fontSize: 15, fontWeight: "bold" });
  const lines = subtitle ? { subtitle: wrapText(subtitle, room, { fontSize: 12 }) } : {};
  return { text, ...lines, ...titleLook };
}

/** Gives a chart the common looks: schema, an opaque white background (for dark themes), title, fonts and colours. */
export function themed({ title, subtitle, titleLook, ...body }: ChartBody & Partial<Heading>): TopLevelSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    background: "white",
    ...withSafeTexts({ ...(title && { title: heading({ title, subtitle, titleLook }) }), ...body }),
    config: themeConfig,
  };
}

/** Joins the parts of a subtitle with semicolons and leaves out the missing ones. */
export const joined = (...parts: (string | false | 0 | undefined)[]): string =>
  parts.filter(Boolean).join("; ");

/**
 * A public function that draws a chart: it checks its options one by one, gives the chart its title and the common looks,
 * and says its name in errors.
 */
export const chart =
  <Options extends Heading>(
    caller: string,
    checks: Checks<Options>,
    draw: (options: Options) => ChartBody & Partial<Heading>,
  ) =>
  (options: Options): TopLevelSpec =>
    placing(caller, () => {
      checkOptions(options, checks);
      const { title, subtitle } = options;
      return themed({ title, subtitle, ...draw(options) });
    });
