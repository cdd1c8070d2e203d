import type { TopLevelSpec } from "vega-lite";
import { base64 } from "../platform";
import { display, type DisplayMessage, type DisplayTarget } from "../base/display";
import { ChartError } from "../charts/common/check";
import { vegaLiteMimeType } from "../charts/common/theme";
import { toPng } from "../charts/render/render";

/** What `show` needs beside the chart. */
export interface ShowOptions extends DisplayTarget {
  /** What the picture tells, in words, for readers who cannot see it and for terminals. */
  alt: string;
  /** Pixels of the still picture for each pixel of the chart; less than 2 where a notebook has many. Default: 2. */
  scale?: number;
}

/**
 * Shows a chart in the notebook: interactive where the viewer can (JupyterLab, VS Code), else as a still
 * picture (GitHub, nbviewer), with `alt` as its description. Outside a kernel prints `alt`.
 *
 * @param spec a Vega-Lite 5 chart, at most 680 pixels wide
 * @throws ChartError if `alt` is empty, if Vega warns about the chart, or if its picture would be empty or mislead
 */
export async function show(spec: TopLevelSpec, options: ShowOptions): Promise<void> {
  const alt = options?.alt;
  if (typeof alt !== "string" || !alt.trim()) {
    throw new ChartError(
      `show: alt must be a sentence that says what the chart shows, got ${JSON.stringify(alt) ?? "none"}.`,
    );
  }
  display(await chartMessage(spec, alt, options.scale), options);
}

/** A chart with its picture and description, ready for `display`. @throws ChartError if it cannot be drawn */
async function chartMessage(spec: TopLevelSpec, alt: string, scale?: number): Promise<DisplayMessage> {
  const { png, width, height } = await toPng(spec, { scale });
  return {
    data: {
      [vegaLiteMimeType]: spec,
      "image/png": base64(png),
      "text/plain": alt,
    },
    metadata: {
      [vegaLiteMimeType]: { embed_options: { actions: false, renderer: "svg" } },
      "image/png": { width, height },
    },
  };
}
