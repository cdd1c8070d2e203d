import { createRequire } from "node:module";
import type { MimeBundle } from "../notebooks/notebook-file.ts";
import { Failure } from "../setup/shared/failure.mjs";
import { inRoot } from "../setup/shared/paths.mjs";
import { escapeHtml, scriptJson } from "./html.ts";

const requireFromLibrary = createRequire(inRoot("lib", "package.json"));
/** The charts are compiled by what the library itself draws them with. */
const vegaLiteCompiler = requireFromLibrary("vega-lite") as {
  compile(spec: unknown, options: { logger: object }): { spec: VegaSpec };
};
const sharp = requireFromLibrary("sharp") as typeof import("sharp").default;

/** What is read of a chart as Vega draws it. */
interface VegaSpec {
  $schema?: string;
  signals?: { name: string; value: number; bind?: Binding }[];
}

/** The input that sets a signal. */
type Binding = { input: string; name: string; min: number; max: number; step: number };

interface Slider extends Omit<Binding, "input" | "name"> {
  /** the name of what it sets in the chart */
  signal: string;
  label: string;
  value: number;
}

export const vegaLite = "application/vnd.vegalite.v5+json";

/**
 * A chart as Vega draws it, its sliders taken out: the page has its own.
 *
 * @throws Failure where Vega-Lite warns, or where the chart has an input that is not a slider
 */
export function compiledChart(vegaLiteSpec: unknown): { spec: object; sliders: Slider[] } {
  const warnings: string[] = [];
  const note = (...words: unknown[]) => void warnings.push(words.join(" "));
  const quiet = () => undefined;
  const logger = { level: () => 2, error: note, warn: note, info: quiet, debug: quiet };
  const { spec } = vegaLiteCompiler.compile(vegaLiteSpec, { logger });
  delete spec.$schema;
  if (warnings.length > 0) throw new Failure(`Vega-Lite finds fault with a chart: ${warnings.join("; ")}`);
  const sliders: Slider[] = [];
  for (const signal of spec.signals ?? []) {
    if (signal.bind === undefined) continue;
    const { input, name, ...range } = signal.bind;
    if (input !== "range") {
      throw new Failure(`the chart's ${signal.name} is set by an input of type ${input}`, {
        cure: "give it a slider (range), or teach tools/site/chart.ts this type",
      });
    }
    sliders.push({ signal: signal.name, label: name.trim(), ...range, value: signal.value });
    delete signal.bind;
  }
  return { spec, sliders };
}

/**
 * A notebook's picture as it is seen before the chart is drawn, on paper, and where no script runs: the same
 * pixels, in a format that takes three quarters of the room. (With fewer pixels it would take more, because
 * their mixture has more colours.)
 *
 * @param png in base 64
 * @returns an address that holds the picture itself
 */
async function stillPicture(png: string): Promise<string> {
  const webp = await sharp(Buffer.from(png, "base64")).webp({ lossless: true, effort: 4 }).toBuffer();
  return `data:image/webp;base64,${webp.toString("base64")}`;
}

/** How many digits behind the point a slider's values have. */
const decimalsOf = (step: number) => String(step).split(".")[1]?.length ?? 0;

/**
 * A chart of a notebook as HTML: its still picture, its sliders, and what Vega needs to draw it.
 *
 * @param data an output's
 * @param size at which the picture is meant to be seen, in pixels
 * @param id for the page's own use
 */
export async function chartHtml(data: MimeBundle, size: { width: number; height: number }, id: string) {
  const { spec, sliders } = compiledChart(data[vegaLite]);
  const description = escapeHtml(String(data["text/plain"]));
  const picture = await stillPicture(String(data["image/png"]));
  return `<figure class="chart" id="${id}" style="--width: ${size.width}px">
<div class="sideways"><div class="picture" role="img" aria-label="${description}">\
<img src="${picture}" width="${size.width}" height="${size.height}" alt="" decoding="async"></div></div>
${sliders.length > 0 ? `<div class="sliders" hidden>\n${sliders.map((slider, i) => sliderHtml(slider, `${id}-slider-${i + 1}`)).join("\n")}\n</div>\n` : ""}\
<script type="application/json">${scriptJson(spec)}</script>
</figure>\n`;
}

function sliderHtml({ signal, label, min, max, step, value }: Slider, id: string) {
  const shown = value.toFixed(decimalsOf(step)).replace("-", "−");
  return `<div class="slider"><label for="${id}">${escapeHtml(label)}</label>\
<input type="range" id="${id}" data-signal="${escapeHtml(signal)}" min="${min}" max="${max}" step="${step}" value="${value}" \
aria-valuetext="${shown}"><output for="${id}">${shown}</output></div>`;
}
