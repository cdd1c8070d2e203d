import { onPixels, textLayer, textOf, told, type Layer } from "../common/channels";
import { csvOf } from "../common/rows";
import { colours } from "../common/theme";
import { captionLine, captionSize, type GridLayout } from "./grid-layout";

/** Whether a model was right about an image; `undefined` where that is not told. */
export type ImageMark = "right" | "wrong" | undefined;

/** What is told when the pointer rests on an image: a title and one value per image for each line. */
export type TooltipColumns = readonly { title: string; values: readonly (string | number)[] }[];

/** What the layers draw, one entry per image. */
export interface GridContent {
  layout: GridLayout;
  uris: readonly string[];
  verdicts: readonly ImageMark[];
  tooltip: TooltipColumns;
  /** Pixels of the chart. */
  imageWidth: number;
  imageHeight: number;
  /** Whether thin grey lines set the images apart from the white around them. Default false. */
  hasEdges?: boolean;
}

type Columns = Record<string, string | number>;

/** Vega's CSV reader takes an empty text for a missing one, which would be drawn as "null". */
const shown = (text: string | number): string => (text === "" ? " " : String(text));

/** The images, their frames, captions and headings as layers on a frame in pixels. */
export function gridLayers({ layout, ...content }: GridContent): Layer[] {
  const { uris, verdicts, tooltip, imageWidth, imageHeight, hasEdges = false } = content;
  const at = onPixels(layout)();
  const lines = tooltip.map(({ title }, line) => told(`told${line}`, title));
  const linesOf = (image: number): Record<string, string> =>
    Object.fromEntries(tooltip.map(({ values }, line) => [`told${line}`, shown(values[image])]));
  const toldColumns = Object.keys(linesOf(0));
  const images = layout.images.map(({ x, y, caption }, image) => ({
    ...linesOf(image),
    x,
    y,
    url: uris[image],
    spoken: caption.replaceAll("\n", " ") || `image ${image + 1}`,
    caption,
    verdict: verdicts[image] ?? "none",
  }));
  const judged = images.filter(({ verdict }) => hasEdges || verdict !== "none");
  const captioned = images.filter(({ caption }) => caption);
  const frameRows = judged.map(({ x, y, verdict }) => ({
    x: x - 1,
    y: y - 1,
    x2: x + imageWidth + 1,
    y2: y + imageHeight + 1,
    verdict,
  }));
  const captionRows = captioned.map((image) => ({
    ...image,
    x: image.x + imageWidth / 2,
    y: image.y + imageHeight + 6,
  }));
  const condition = [
    { test: 'datum.verdict === "right"', value: colours.blue },
    { test: 'datum.verdict === "wrong"', value: colours.vermilion },
  ];
  const pictures: Layer = {
    data: csvOf<Columns>(images, ["x", "y", "url", "spoken", ...toldColumns]),
    mark: {
      type: "image",
      align: "left",
      baseline: "top",
      smooth: false,
      width: imageWidth,
      height: imageHeight,
    },
    encoding: {
      ...at,
      url: { field: "url", type: "nominal" },
      description: { field: "spoken", type: "nominal" },
      tooltip: lines,
    },
  };
  const frames: Layer = {
    data: csvOf(frameRows, ["x", "y", "x2", "y2", "verdict"]),
    mark: { type: "rect", aria: false, fillOpacity: 0, strokeWidth: hasEdges ? 1 : 2, tooltip: null },
    encoding: {
      ...at,
      x2: { field: "x2" },
      y2: { field: "y2" },
      stroke: { condition, value: "#bbbbbb" },
    },
  };
  // Each image is described by its caption already.
  const captionLook = { aria: false, fontSize: captionSize, lineHeight: captionLine };
  const captions: Layer = {
    data: csvOf<Columns>(captionRows, ["x", "y", "caption", "verdict", ...toldColumns]),
    mark: { type: "text", baseline: "top", lineBreak: "\n", ...captionLook },
    encoding: { ...at, text: textOf("caption"), color: { condition, value: "#222222" }, tooltip: lines },
  };
  const headings = layout.headings.map(({ x, y, text }) => ({ x, y: y + middle(text), text }));
  const headingLook = { align: "right", baseline: "middle", lineBreak: "\n", lineHeight: 16 };
  return [
    pictures,
    ...(judged.length ? [frames] : []),
    ...(captioned.length ? [captions] : []),
    ...(headings.length ? [textLayer(headings, headingLook, at)] : []),
  ];
}

/** A text of several lines is placed by its first one: moved up so that its middle is where it belongs. */
const middle = (text: string): number => -8 * (text.split("\n").length - 1);
