import sharp from "sharp";
import type { View } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { scenesOf, type Scene, type SceneItem } from "../../lib/src/charts/render/vega-engine";
import { compile, openView } from "../../lib/src/charts/render/vega-engine";

/** A chart as Vega draws it, to be looked into. The caller finalizes the view. */
export const draw = (spec: TopLevelSpec): Promise<View> => openView(compile(spec));

/** All scenes of a mark type that data draw, not axes and legends. */
export const marks = (view: View, type: string): Scene[] =>
  [...scenesOf(view)].filter(({ marktype, role }) => marktype === type && role === "mark");

/** All items of a mark type that data draw. */
export const items = (view: View, type: string): SceneItem[] =>
  marks(view, type).flatMap((scene) => scene.items);

/** What the chart says in text marks, titles and labels. */
export const texts = (view: View): string[] =>
  [...scenesOf(view)]
    .filter(({ marktype }) => marktype === "text")
    .flatMap((scene) => scene.items.flatMap(({ text }) => text as string | string[]));

/** Two texts of the data that are drawn over each other, as far as Vega's own measure of them tells; none is wanted. */
export function overlappingTexts(view: View): string[] {
  const boxes = items(view, "text").map((item) => ({
    text: String(item.text),
    ...(item as unknown as { bounds: { x1: number; x2: number; y1: number; y2: number } }).bounds,
  }));
  return boxes.flatMap((a, place) =>
    boxes
      .slice(place + 1)
      .filter((b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2)
      .map((b) => `${a.text} × ${b.text}`),
  );
}

/** A picture's pixels. sharp's declarations speak of a Buffer that this project's @types/node does not have yet. */
export interface Pixels {
  /** Red, green and blue of each pixel, row after row. */
  data: Buffer;
  info: { width: number; height: number };
}

/** Reads a PNG file, or a `data:` URI of one, with another library than it was written with. */
export async function readPixels(png: Uint8Array | string): Promise<Pixels> {
  const bytes = typeof png === "string" ? Buffer.from(png.split(",")[1], "base64") : png;
  const image = sharp(bytes, { failOn: "warning" }).toColourspace("srgb").removeAlpha().raw();
  return await image.toBuffer({ resolveWithObject: true });
}
