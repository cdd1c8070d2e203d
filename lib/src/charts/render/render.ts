import type { Spec, View } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { drawing } from "../../platform";
import { ensure, placing } from "../common/check";
import { fontFiles } from "../common/fonts";
import { missing } from "../common/rows";
import { compile, openView, scenesOf, svgOf, type SceneItem } from "./vega-engine";

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
export const toSvg = (spec: TopLevelSpec): Promise<string> => placing("toSvg", () => drawn(spec));

async function drawn(spec: TopLevelSpec): Promise<string> {
  const compiled = compile(spec);
  const view = await openView(compiled, (opened) => checkPicture(opened, compiled));
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
export const toPng = (
  spec: TopLevelSpec,
  { scale = 2 }: { scale?: number | undefined } = {},
): Promise<StillPicture> =>
  placing("toPng", async () => {
    ensure(scale > 0 && scale <= 8, `scale is ${scale}; a number above 0 and at most 8 is wanted.`);
    const svg = await drawn(spec);
    return drawing.svgToPng(svg, { scale, fontFiles: fontFiles(), fontFamily: "DejaVu Sans" });
  });

/**
 * Looks for what Vega draws without a warning although it misleads: data of which nothing is drawn because
 * the named column holds no numbers, logarithmic axes through zero, marks without a place, and labels that
 * read "undefined" or "NaN".
 *
 * @throws ChartError if there is any such thing
 */
function checkPicture(view: View, compiled: Spec): void {
  checkColumns(view, compiled);
  checkLogarithms(view, compiled);
  for (const { marktype, role, items } of scenesOf(view)) {
    if (role === "mark" && marktype !== "group") checkPlaces(items, marktype);
    if (marktype === "text" && role !== "title-text") checkLabels(items, role);
  }
}

function checkColumns(view: View, compiled: Spec): void {
  for (const { name, transform = [] } of compiled.data ?? []) {
    const tests = transform.flatMap((step) => (step.type === "filter" ? [String(step.expr)] : []));
    const columns = tests.flatMap((test) => [...test.matchAll(/isValid\(datum\["(.*?)"\]\)/g)]);
    // A filter of the chart's own may leave out all rows for now, as the one for a step of length 0 does.
    const isVegas = tests.every((test) => test.includes("isValid(datum["));
    const isEmptied = columns.length && isVegas && hasRows(view, compiled, name) && !view.data(name).length;
    const names = [...new Set(columns.map((match) => `"${match[1]}"`))].join(" or ");
    ensure(
      !isEmptied,
      `no row has numbers in its column ${names}, so nothing would be drawn. Check the field names.`,
    );
  }
}

function checkLogarithms(view: View, compiled: Spec): void {
  for (const { name, type } of compiled.scales ?? []) {
    if (type !== "log") continue;
    const domain = (view.scale(name) as { domain(): number[] }).domain();
    ensure(
      domain.every((end) => end > 0) || domain.every((end) => end < 0),
      `the logarithmic scale ${name} reaches from ${domain.join(" to ")}; zero has no logarithm. Leave such values ` +
        "out, or use a linear scale.",
    );
  }
}

function checkPlaces(items: readonly SceneItem[], marktype: string): void {
  const places = ["x", "y", "x2", "y2", "width", "height"] as const;
  for (const item of items) {
    const wrong = places.find((place) => item[place] !== undefined && !Number.isFinite(item[place]));
    ensure(
      wrong === undefined,
      `a ${marktype} has ${wrong} = ${wrong && item[wrong]}, so it would not be seen where it belongs. Check that no ` +
        "value is missing and that logarithmic scales get numbers above 0.",
    );
  }
}

function checkLabels(items: readonly SceneItem[], role: string | undefined): void {
  const wrong = items.find(({ text }) => missing.test(String(text)));
  ensure(
    !wrong,
    `a ${role ?? "mark"} reads "${String(wrong?.text)}". Check the field names and that no value is missing.`,
  );
}

/** Whether the data that a data set is made from has rows. */
function hasRows(view: View, compiled: Spec, name: string): boolean {
  const data = compiled.data?.find((entry) => entry.name === name);
  if (!data) return false;
  if ("source" in data && typeof data.source === "string") return view.data(data.source).length > 0;
  if (!("values" in data)) return false;
  const values: unknown = data.values;
  if (typeof values === "string") return values.trim().includes("\n");
  return Array.isArray(values) && values.length > 0;
}
