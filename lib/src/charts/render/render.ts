import type { TopLevelSpec } from "vega-lite";
import { ensure } from "../common/check";
import { drawing } from "../../platform";
import { fontFiles } from "../common/fonts";
import { checkPicture } from "./picture-check";
import { compile, openView, svgOf } from "./vega-engine";

/** A still picture of a chart. `width` and `height` are those at which it is meant to be seen, in pixels. */
export interface StillPicture {
  /** A PNG with a palette of at most 256 colours and `scale` times as many pixels each way. */
  png: Uint8Array;
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
  return drawing.svgToPng(await toSvg(spec), { scale, fontFiles: fontFiles(), fontFamily: "DejaVu Sans" });
}
