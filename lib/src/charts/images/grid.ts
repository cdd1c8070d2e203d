import * as check from "../common/check";
import { ensure } from "../common/check";
import { textWidth, wrapText } from "../common/fonts";
import { onPixels, textLayer, textOf, told, type Layer } from "../common/layers";
import { csvOf } from "../common/rows";
import { colours, maximumWidth } from "../common/theme";
import { pngUri, type Picture } from "./png-uri";

/** Whether a model was right about an image; `undefined` where that is not told. */
export type ImageMark = "right" | "wrong" | undefined;

/** Images that belong together and begin a row of their own, under a heading to their left. */
export interface ImageGroup {
  heading: string;
  /** How many of the images, in their order, belong to it. */
  count: number;
}

/** What charts of images are told besides their pixels. */
export interface ImageOptions {
  /** Pixels of each image from top to bottom. */
  height: number;
  /** Pixels of each image from left to right. */
  width: number;
  /** Images beside each other. Default: as many as fit, in rows of about equal length. */
  columns?: number;
  /** Pixels of the chart for each of an image's. Default: as many as make an image about 56, of weights 112, wide. */
  scale?: number;
  /** What the images show, as a finding. */
  title: string;
  subtitle?: string;
}

/** More would make a notebook long to open and long to scroll. */
export const mostImages = 200;
/** Images cannot use the theme's padding on both sides. */
const room = maximumWidth - 16;
/** Pixels of an image from end to end. */
const side = check.wholeNumber(1, 1024);

/** The checks of `ImageOptions`. */
export const imageChecks = {
  title: check.text,
  height: side,
  width: side,
  columns: check.optional(check.wholeNumber(1, mostImages)),
} satisfies check.Checks<ImageOptions>;

/** An image's size in pixels of the chart: at first about `wished` wide. @throws ChartError if it is wider than a chart */
export function imageSize({ height, width, ...options }: ImageOptions, wished: number) {
  const { scale = Math.max(1, Math.round(wished / width)) } = options;
  ensure(
    scale > 0 && scale * width <= room,
    `scale is ${String(scale)}; a number above 0 and at most ${room / width}, with which one image fills the ` +
      "chart, is wanted.",
  );
  return { imageWidth: Math.round(width * scale), imageHeight: Math.round(height * scale) };
}

/** Characters of all images in one chart: more would make a notebook slow to open. */
const mostCharacters = 500_000;

/** The pictures as URIs. @throws ChartError if they take more room than a notebook should give to a chart */
export function pngUris(pictures: readonly Picture[]): string[] {
  const uris = pictures.map(pngUri);
  const characters = uris.join("").length;
  ensure(
    characters <= mostCharacters,
    `the images take ${Math.ceil(characters / 1000)} kB in the notebook; at most ${mostCharacters / 1000} kB are ` +
      "drawn. Draw fewer of them, or make them smaller before.",
  );
  return uris;
}

/** What is to be placed. Sizes in pixels of the chart. */
export interface GridParts {
  count: number;
  imageWidth: number;
  imageHeight: number;
  /** One text per image, "" for none; line breaks are kept. */
  captions: readonly string[];
  columns?: number | undefined;
  groups?: readonly ImageGroup[] | undefined;
}

const captionSize = 11;
const captionLine = 14;
const headingRoom = 140;
const gap = 8;

const widthOf = (text: string): number => Math.ceil(textWidth(text, { fontSize: captionSize }));
const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(widthOf));

/**
 * Places images in rows, each above its caption, in pixels of the chart. Cells are as wide as the longest caption while it is at most
 * half as wide again as an image; longer captions are broken between words.
 *
 * @throws ChartError if the columns asked for do not fit into the widest chart
 */
export function layoutGrid(parts: GridParts) {
  const { count, imageWidth, imageHeight, captions, groups = [{ heading: "", count }] } = parts;
  const headings = groups.map(({ heading }) => wrapText(heading, headingRoom, { fontSize: 12 }));
  const headingWidths = headings.flat().map((line) => Math.ceil(textWidth(line, { fontSize: 12 })));
  const left = headings.flat().length ? Math.max(...headingWidths) + 12 : 0;
  const { columns, cell } = columnsOf(parts, room - left);

  const lines = captions.map((caption) => linesOf(caption, cell - gap));
  /** Each image's top left corner, and its caption in lines. */
  const images: { x: number; y: number; caption: string }[] = [];
  /** Each group's heading: its right end, the middle of its first row, and its lines. */
  const placed: { x: number; y: number; text: string }[] = [];
  let y = 0;
  let first = 0;
  groups.forEach(({ count: members }, group) => {
    const text = headings[group].join("\n");
    if (text) placed.push({ x: left - 12, y: y + imageHeight / 2, text });
    for (let start = 0; start < members; start += columns) {
      const row = lines.slice(first + start, first + Math.min(start + columns, members));
      row.forEach((caption, column) => {
        const x = left + column * cell + (cell - imageWidth) / 2;
        images.push({ x, y, caption: caption.join("\n") });
      });
      const captionLines = Math.max(0, ...row.map(({ length }) => length));
      y += imageHeight + (captionLines ? captionLines * captionLine + 6 : 0) + gap;
    }
    first += members;
  });
  return { images, headings: placed, width: left + columns * cell, height: y - gap };
}

const linesOf = (caption: string, width: number): string[] =>
  caption.split("\n").flatMap((line) => wrapText(line, width, { fontSize: captionSize }));

/** How many images stand beside each other, and how wide each one's cell is. */
function columnsOf({ count, imageWidth, captions, columns, groups }: GridParts, available: number) {
  const words = widest(captions.flatMap((caption) => caption.split(/\s+/)));
  const wholeLines = widest(captions.flatMap((caption) => caption.split("\n")));
  const least = Math.max(imageWidth, words) + gap;
  const wished = Math.max(least, Math.min(wholeLines, 1.5 * imageWidth) + gap);
  const most = Math.max(...(groups?.map((group) => group.count) ?? [count]));
  if (columns !== undefined) {
    ensure(
      columns * least <= available,
      `${columns} columns of ${Math.ceil(least)} pixels do not fit into ${available}; take at most ` +
        `${Math.floor(available / least)} columns, a smaller scale or shorter captions.`,
    );
    return { columns: Math.min(columns, most), cell: Math.min(wished, Math.floor(available / columns)) };
  }
  const fitting = Math.floor(available / wished);
  ensure(
    fitting >= 1,
    `an image with its caption is ${Math.ceil(wished)} pixels wide and ${available} are left; take a smaller scale or ` +
      "shorter words.",
  );
  // Rows of about equal length: 18 images of which 10 would fit stand in two rows of 9.
  return { columns: Math.ceil(most / Math.ceil(most / fitting)), cell: wished };
}

/** What is told when the pointer rests on an image: a title and one value per image for each line. */
export type TooltipColumns = readonly { title: string; values: readonly (string | number)[] }[];

/** What the layers draw, one entry per image. */
export interface GridContent {
  layout: ReturnType<typeof layoutGrid>;
  uris: readonly string[];
  verdicts: readonly ImageMark[];
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
  const { uris, verdicts, tooltip: lines, imageWidth, imageHeight, hasEdges = false } = content;
  const at = onPixels(layout)();
  const tooltip = lines.map(({ title }, line) => told(`told${line}`, title));
  const toldOf = (image: number): Record<string, string> =>
    Object.fromEntries(lines.map(({ values }, line) => [`told${line}`, shown(values[image])]));
  const images = layout.images.map(({ x, y, caption }, image) => ({
    ...toldOf(image),
    x,
    y,
    url: uris[image],
    spoken: caption.replaceAll("\n", " ") || `image ${image + 1}`,
    caption,
    verdict: verdicts[image] ?? "none",
  }));
  const framed = images
    .filter(({ verdict }) => hasEdges || verdict !== "none")
    .map(({ x, y, verdict }) => ({
      x: x - 1,
      y: y - 1,
      x2: x + imageWidth + 1,
      y2: y + imageHeight + 1,
      verdict,
    }));
  const captioned = images
    .filter(({ caption }) => caption)
    .map((image) => ({ ...image, x: image.x + imageWidth / 2, y: image.y + imageHeight + 6 }));
  const headings = layout.headings.map(({ x, y, text }) => ({ x, y: y + middle(text), text }));
  const headingLook = { align: "right", baseline: "middle", lineBreak: "\n", lineHeight: 16 };
  const condition = [
    { test: 'datum.verdict === "right"', value: colours.blue },
    { test: 'datum.verdict === "wrong"', value: colours.vermilion },
  ];
  const size = { width: imageWidth, height: imageHeight };
  const toldColumns = Object.keys(toldOf(0));
  const columns = (...names: string[]) => [...names, ...toldColumns] as (keyof (typeof images)[0])[];
  const pictures: Layer = {
    data: csvOf(images, columns("x", "y", "url", "spoken")),
    mark: { type: "image", align: "left", baseline: "top", smooth: false, ...size },
    encoding: { ...at, url: textOf("url"), description: textOf("spoken"), tooltip },
  };
  const ends = { x2: { field: "x2" }, y2: { field: "y2" } };
  const frames: Layer = {
    data: csvOf(framed, ["x", "y", "x2", "y2", "verdict"]),
    mark: { type: "rect", aria: false, fillOpacity: 0, strokeWidth: hasEdges ? 1 : 2, tooltip: null },
    encoding: { ...at, ...ends, stroke: { condition, value: "#bbbbbb" } },
  };
  // Each image is described by its caption already.
  const captionLook = { aria: false, fontSize: captionSize, lineHeight: captionLine };
  const captions: Layer = {
    data: csvOf(captioned, columns("x", "y", "caption", "verdict")),
    mark: { type: "text", baseline: "top", lineBreak: "\n", ...captionLook },
    encoding: { ...at, text: textOf("caption"), color: { condition, value: "#222222" }, tooltip },
  };
  return [
    pictures,
    ...(framed.length ? [frames] : []),
    ...(captioned.length ? [captions] : []),
    ...(headings.length ? [textLayer(headings, headingLook, at)] : []),
  ];
}

/** A text of several lines is placed by its first one: moved up so that its middle is where it belongs. */
const middle = (text: string): number => -8 * (text.split("\n").length - 1);
