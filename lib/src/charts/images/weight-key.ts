import type { Layer } from "../common/chart-types";
import type { Rgb } from "../common/diverging-colours";
import { pngUri } from "./png-uri";

/** What the key needs: its colours from the smallest to the greatest number, and the frame it stands in. */
export interface WeightKey {
  limit: number;
  /** Whether there are numbers beyond the limit, drawn in the colour of the end. */
  isCut: boolean;
  palette: readonly Rgb[];
  layout: { width: number; height: number };
  /** How a number is written. */
  text: (value: number) => string;
}

/** Room in pixels that the key takes below the images. */
export const keyHeight = 52;

/** A strip of all colours with their numbers, centred below the images. */
export function weightKey({ limit, isCut, palette, layout, text }: WeightKey): Layer[] {
  const length = Math.min(240, layout.width - 60);
  const left = (layout.width - length) / 2;
  const top = layout.height + 18;
  const url = pngUri({ pixels: Uint8Array.from(palette.keys()), height: 1, width: palette.length, palette });
  const [least, most] = isCut ? ["≤ ", "≥ "] : ["", ""];
  const labels = [
    { at: left, label: `${least}${text(-limit)}` },
    { at: left + length / 2, label: "0" },
    { at: left + length, label: `${most}${text(limit)}` },
  ];
  return [
    {
      data: { values: [{ url }] },
      mark: {
        ...{ type: "image", align: "left", baseline: "top", aspect: false, tooltip: null },
        ...{ x: left, y: top, width: length, height: 12, description: "key of the colours" },
      },
      encoding: { url: { field: "url", type: "nominal" } },
    },
    {
      data: { values: [{}] },
      mark: {
        ...{ type: "rect", fillOpacity: 0, stroke: "#888888", strokeWidth: 1, tooltip: null },
        ...{ x: left, y: top, x2: left + length, y2: top + 12 },
      },
    },
    {
      data: { values: labels },
      mark: {
        type: "text",
        x: { expr: "datum.at" },
        y: top + 18,
        baseline: "top",
        fontSize: 11,
        tooltip: null,
      },
      encoding: { text: { field: "label", type: "nominal" } },
    },
  ];
}
