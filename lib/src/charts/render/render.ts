import type { TopLevelSpec } from "vega-lite";
import { ensure } from "../common/check";
import { fontFiles } from "../common/fonts";
import { checkPicture } from "./picture-check";
import { compile, openView, svgOf } from "./vega-engine";

/** A still picture of a chart. `width` and `height` are those at which it is meant to be seen, in pixels. */
export interface StillPicture {
  /** A PNG with a palette of at most 256 colours and `scale` times as many pixels each way. */
  png: Buffer;
  width: number;
  height: number;
}

/**
 * Draws a Vega-Lite chart as SVG, without a browser, for a file or a web page. Its text is in DejaVu Sans where the
 * viewer has that font. Equal specs give equal text.
 *
 * @example await writeFile("prices.svg", await charts.toSvg(spec));
 * @throws ChartError on anything that Vega warns about, and on pictures that would be empty or mislead
 */
export async function toSvg(spec: TopLevelSpec): Promise<string> {
  const compiled = compile(spec, "toSvg");
  const view = await openView(compiled, "toSvg", (opened) => checkPicture(opened, compiled, "toSvg"));
  try {
    return svgOf(view);
  } finally {
    view.finalize();
  }
}

/**
 * Draws a Vega-Lite chart as PNG, without a browser and with no font but the charts' own. Equal specs give
 * equal bytes.
 *
 * @example await writeFile("prices.png", (await charts.toPng(spec)).png);
 * @param options.scale pixels of the picture for each pixel of the chart, above 0; default 2, for sharp text
 * @throws ChartError as `toSvg` does, and if `scale` is not above 0
 */
export async function toPng(
  spec: TopLevelSpec,
  { scale = 2 }: { scale?: number | undefined } = {},
): Promise<StillPicture> {
  ensure("toPng", scale > 0 && scale <= 8, `scale is ${scale}; a number above 0 and at most 8 is wanted.`);
  return svgToPng(await toSvg(spec), scale);
}

async function svgToPng(svg: string, scale: number): Promise<StillPicture> {
  // Both are native modules and take about 0.1 s: loaded when a picture is wanted, not when the library is.
  const [{ Resvg }, { default: sharp }] = await Promise.all([import("@resvg/resvg-js"), import("sharp")]);
  // Of two values of one property browsers take the last that they know, resvg the last and blurs the pixels.
  const drawing = new Resvg(svg.replaceAll("image-rendering: pixelated;", ""), {
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: "DejaVu Sans" },
    fitTo: { mode: "zoom", value: scale },
    background: "white",
  });
  const { width, height } = drawing;
  const picture = drawing.render();
  // Quality 80 lets the quantizer leave out shades nobody can see: a fifth smaller than 256 of them.
  const encoded = sharp(picture.pixels, {
    raw: { width: picture.width, height: picture.height, channels: 4 },
  })
    .removeAlpha()
    .png({ palette: true, quality: 80, compressionLevel: 9, effort: 10, dither: 0 });
  // sharp's declarations speak of a generic Buffer, which this project's @types/node does not have yet.
  const png = (await encoded.toBuffer()) as Buffer;
  return { png, width: Math.round(width), height: Math.round(height) };
}
