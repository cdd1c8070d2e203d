import type { Channels, Layer, Position } from "../common/chart-types";
import { csvRows, type Columns } from "../common/rows";
import { colours } from "../common/theme";
import { captionLine, captionSize, type GridLayout } from "./grid-layout";

/** Whether a model was right about an image; `undefined` where that is not told. */
export type Verdict = "right" | "wrong" | undefined;

/** What is told when the pointer rests on an image: a title and one value per image for each line. */
export type TooltipColumns = readonly { title: string; values: readonly (string | number)[] }[];

/** What the layers draw, one entry per image. */
export interface GridContent {
  layout: GridLayout;
  uris: readonly string[];
  verdicts: readonly Verdict[];
  tooltip: TooltipColumns;
  /** Pixels of the chart. */
  imageWidth: number;
  imageHeight: number;
  /** Whether thin grey lines set the images apart from the white around them. Default false. */
  hasEdges?: boolean;
}

/** Vega's CSV reader takes an empty text for a missing one, which would be drawn as "null". */
const shown = (text: string | number): string => (text === "" ? " " : String(text));

/** The images, their frames, captions and headings as layers on a frame in pixels. */
export function gridLayers({ layout, ...content }: GridContent): Layer[] {
  const { uris, verdicts, tooltip, imageWidth, imageHeight, hasEdges = false } = content;
  const { images, headings, width, height } = layout;
  const at = (): Position => ({
    x: { field: "x", type: "quantitative", scale: { domain: [0, width], nice: false }, axis: null },
    y: { field: "y", type: "quantitative", scale: { domain: [height, 0], nice: false }, axis: null },
  });
  const told = (kept: readonly number[]): Columns =>
    Object.fromEntries(
      tooltip.map(({ values }, place) => [`told${place}`, kept.map((image) => shown(values[image]))]),
    );
  const tooltips: Channels["tooltip"] = tooltip.map(({ title }, place) => ({
    ...{ field: `told${place}`, type: "nominal", title },
  }));
  const all = images.map((_, image) => image);
  const pictures: Layer = {
    data: csvRows({
      x: images.map(({ x }) => x),
      y: images.map(({ y }) => y),
      url: uris,
      spoken: images.map(({ caption }, image) => caption.replaceAll("\n", " ") || `image ${image + 1}`),
      ...told(all),
    }),
    mark: {
      ...{ type: "image", align: "left", baseline: "top", smooth: false },
      ...{ width: imageWidth, height: imageHeight },
    },
    encoding: {
      ...at(),
      url: { field: "url", type: "nominal" },
      description: { field: "spoken", type: "nominal" },
      tooltip: tooltips,
    },
  };
  const isWrong = { test: 'datum.verdict === "wrong"', value: colours.vermilion };
  const isRight = { test: 'datum.verdict === "right"', value: colours.blue };
  const judged = all.filter((image) => hasEdges || verdicts[image] !== undefined);
  const frames: Layer = {
    data: csvRows({
      x: judged.map((image) => images[image].x - 1),
      y: judged.map((image) => images[image].y - 1),
      x2: judged.map((image) => images[image].x + imageWidth + 1),
      y2: judged.map((image) => images[image].y + imageHeight + 1),
      verdict: judged.map((image) => verdicts[image] ?? "none"),
    }),
    mark: { type: "rect", aria: false, fillOpacity: 0, strokeWidth: hasEdges ? 1 : 2, tooltip: null },
    encoding: {
      ...at(),
      ...{ x2: { field: "x2" }, y2: { field: "y2" } },
      stroke: { condition: [isRight, isWrong], value: "#bbbbbb" },
    },
  };
  const captioned = all.filter((image) => images[image].caption);
  const captions: Layer = {
    data: csvRows({
      x: captioned.map((image) => images[image].x + imageWidth / 2),
      y: captioned.map((image) => images[image].y + imageHeight + 6),
      caption: captioned.map((image) => images[image].caption),
      verdict: captioned.map((image) => verdicts[image] ?? "none"),
      ...told(captioned),
    }),
    mark: {
      // Each image is described by its caption already.
      ...{ type: "text", aria: false, baseline: "top", lineBreak: "\n" },
      ...{ fontSize: captionSize, lineHeight: captionLine },
    },
    encoding: {
      ...at(),
      text: { field: "caption", type: "nominal" },
      color: { condition: [isRight, isWrong], value: "#222222" },
      tooltip: tooltips,
    },
  };
  const names: Layer = {
    data: { values: headings.map(({ y, ...heading }) => ({ ...heading, y: y + middle(heading.text) })) },
    mark: {
      type: "text",
      align: "right",
      baseline: "middle",
      lineBreak: "\n",
      lineHeight: 16,
      tooltip: null,
    },
    encoding: { ...at(), text: { field: "text", type: "nominal" } },
  };
  return [
    pictures,
    ...(judged.length ? [frames] : []),
    ...(captioned.length ? [captions] : []),
    ...(headings.length ? [names] : []),
  ];
}

/** A text of several lines is placed by its first one: moved up so that its middle is where it belongs. */
const middle = (text: string): number => -8 * (text.split("\n").length - 1);
