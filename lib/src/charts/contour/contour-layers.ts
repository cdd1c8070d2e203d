import type { Layer } from "../common/chart-types";
import type { ContourBand } from "./contour-bands";
import { textWidth } from "../render/fonts";
import { numberText } from "../common/number-text";
import { onPlane, type PlaneAxes } from "./plane-frame";
import { csvRows } from "../common/rows";
import { colours } from "../common/theme";

const lowest = [251, 252, 253];
const highest = [164, 182, 196];

/** Bands as the chart's data: one GeoJSON text, because nbformat writes each number of an array on a line. */
export function bandData(bands: readonly ContourBand[]) {
  const features = bands.map((band) => ({
    type: "Feature",
    properties: { band: bandName(band) },
    geometry: { type: "MultiPolygon", coordinates: band.coordinates },
  }));
  const values = JSON.stringify({ type: "FeatureCollection", features });
  return { values, format: { type: "json" as const, property: "features" } };
}

/**
 * The bands, the darker the higher.
 *
 * @param title what the function's values are; left out, there is no legend
 */
export function bandLayer(bands: readonly ContourBand[], title?: string): Layer {
  const names = bands.map(bandName);
  const shade = (band: number): string => {
    const share = band / Math.max(1, bands.length - 1);
    return `rgb(${lowest.map((low, part) => Math.round(low + share * (highest[part] - low))).join(",")})`;
  };
  return {
    // Already in pixels.
    projection: { type: "identity", scale: 1, translate: [0, 0] },
    mark: { type: "geoshape", stroke: "white", strokeWidth: 0.75, tooltip: null },
    encoding: {
      fill: {
        field: "properties.band",
        type: "nominal",
        scale: { domain: [...names].reverse(), range: names.map((_, band) => shade(band)).reverse() },
        legend: title
          ? { title, orient: "right", symbolType: "square", symbolSize: 180, symbolStrokeColor: "#888888" }
          : null,
      },
    },
  };
}

/** Pixels that the legend takes at the right. */
export function bandLegendWidth(bands: readonly ContourBand[], title: string): number {
  const widest = Math.max(...bands.map((band) => textWidth(bandName(band), { fontSize: 12 })));
  return Math.ceil(18 + Math.max(24 + widest, textWidth(title, { fontSize: 12 })));
}

/** Where the minimum is. */
export function minimumLayers([x, y]: readonly [number, number], axes: PlaneAxes): Layer[] {
  const data = csvRows({ x: [x], y: [y] }, { x: axes.x.domain, y: axes.y.domain });
  const look = { type: "point", shape: "cross", angle: 45, opacity: 1, fill: colours.black } as const;
  return [{ data, mark: { ...look, size: 90, stroke: "white", tooltip: null }, encoding: onPlane(axes) }];
}

function bandName({ from, to }: ContourBand): string {
  const text = (value: number): string => numberText(value, ".4~g");
  if (from === -Infinity) return to === Infinity ? "all" : `below ${text(to)}`;
  return to === Infinity ? `from ${text(from)}` : `${text(from)} – ${text(to)}`;
}
