import { aWholeNumber, ensure, type Check } from "../common/check";
import { textWidth, wrapText } from "../common/fonts";
import { maximumWidth } from "../common/theme";

/** Images that belong together and begin a row of their own, under a heading to their left. */
export interface ImageGroup {
  heading: string;
  /** How many of the images, in their order, belong to it. */
  count: number;
}

/** What is to be placed. Sizes in pixels of the chart. */
export interface GridParts {
  count: number;
  imageWidth: number;
  imageHeight: number;
  /** One text an image, "" for none; line breaks are kept. */
  captions: readonly string[];
  columns?: number | undefined;
  groups?: readonly ImageGroup[] | undefined;
}

/** Where everything stands, in pixels of the chart. */
export interface GridLayout {
  /** Each image's top left corner, and its caption in lines. */
  images: { x: number; y: number; caption: string }[];
  /** Each group's heading: its right end, the middle of its first row, and its lines. */
  headings: { x: number; y: number; text: string }[];
  width: number;
  height: number;
}

/** More would make a notebook long to open and long to scroll. */
export const mostImages = 200;

/** How many images stand beside each other. */
export const aColumnCount = aWholeNumber(1, mostImages);
/** Pixels of an image from end to end. */
export const aSide = aWholeNumber(1, 1024);

/** Pixels of the chart for each of an image's, so that an image of that width is not wider than a chart. */
export const aScale =
  (width: number): Check<number> =>
  (caller, name, scale) =>
    ensure(
      caller,
      scale > 0 && scale * width <= room,
      `${name} is ${String(scale)}; a number above 0 and at most ${room / width}, with which one image fills the ` +
        "chart, is wanted.",
    );

export const captionSize = 11;
export const captionLine = 14;
const headingRoom = 140;
const gap = 8;
/** The theme's padding on both sides is no room for images. */
const room = maximumWidth - 16;

const widthOf = (text: string): number => Math.ceil(textWidth(text, { fontSize: captionSize }));
const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(widthOf));

/**
 * Places images in rows, each above its caption. Cells are as wide as the longest caption while it is at most
 * half as wide again as an image; longer captions are broken between words.
 *
 * @param caller the public function's name, for errors
 * @throws ChartError if the columns asked for do not fit into the widest chart
 */
export function layoutGrid(caller: string, parts: GridParts): GridLayout {
  const { count, imageWidth, imageHeight, captions, groups = [{ heading: "", count }] } = parts;
  const headings = groups.map(({ heading }) => wrapText(heading, headingRoom, { fontSize: 12 }));
  const headingWidths = headings.flat().map((line) => Math.ceil(textWidth(line, { fontSize: 12 })));
  const left = headings.flat().length ? Math.max(...headingWidths) + 12 : 0;
  const { columns, cell } = columnsOf(caller, parts, room - left);

  const lines = captions.map((caption) => linesOf(caption, cell - gap));
  const images: GridLayout["images"] = [];
  const placed: GridLayout["headings"] = [];
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
function columnsOf(
  caller: string,
  { count, imageWidth, captions, columns, groups }: GridParts,
  available: number,
): { columns: number; cell: number } {
  const words = widest(captions.flatMap((caption) => caption.split(/\s+/)));
  const wholeLines = widest(captions.flatMap((caption) => caption.split("\n")));
  const least = Math.max(imageWidth, words) + gap;
  const wished = Math.max(least, Math.min(wholeLines, 1.5 * imageWidth) + gap);
  const most = Math.max(...(groups?.map((group) => group.count) ?? [count]));
  if (columns !== undefined) {
    ensure(
      caller,
      columns * least <= available,
      `${columns} columns of ${Math.ceil(least)} pixels do not fit into ${available}; take at most ` +
        `${Math.floor(available / least)} columns, a smaller scale or shorter captions.`,
    );
    return { columns: Math.min(columns, most), cell: Math.min(wished, Math.floor(available / columns)) };
  }
  const fitting = Math.floor(available / wished);
  ensure(
    caller,
    fitting >= 1,
    `an image with its caption is ${Math.ceil(wished)} pixels wide and ${available} are left; take a smaller scale or ` +
      "shorter words.",
  );
  // Rows of about equal length: 18 images of which 10 would fit stand in two rows of 9.
  return { columns: Math.ceil(most / Math.ceil(most / fitting)), cell: wished };
}
