import type { LoggerInterface, View } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { ChartError, ensure } from "../common/check";
import { textWidth, type TextStyle } from "../common/fonts";

type Vega = typeof import("vega");
type VegaLite = typeof import("vega-lite");
type VegaSpec = ReturnType<VegaLite["compile"]>["spec"];

/** What vega exports but its type declarations leave out, and fields of a view that it has no reader for. */
interface Untyped {
  textMetrics: { width: (item: Partial<TextStyle> & { limit?: number }, text: unknown) => number };
  resetSVGDefIds: () => void;
  renderModule: (type: "svg") => { headless: new (loader: unknown) => HeadlessRenderer };
  logger: (
    level: number,
    method: undefined,
    handler: (method: "error" | "warn", level: string, parts: ArrayLike<unknown>) => void,
  ) => LoggerInterface;
}
interface HeadlessRenderer {
  initialize(element: null, width: number, height: number, origin: [number, number]): this;
  background(color: unknown): this;
  render(root: unknown): this;
  svg(): string;
}
interface ViewInside {
  _viewWidth: number;
  _viewHeight: number;
  scenegraph(): { root: Scene };
}

let loaded: { vega: Omit<Vega, "logger"> & Untyped; vegaLite: VegaLite } | undefined;

/** Vega and Vega-Lite, loaded at first use because that takes about 0.2 s. */
function engine(): NonNullable<typeof loaded> {
  if (loaded) return loaded;
  /* oxlint-disable typescript/no-require-imports -- loaded late, and without an `await` */
  const vega = require("vega") as Vega & Untyped;
  const vegaLite = require("vega-lite") as VegaLite;
  /* oxlint-enable typescript/no-require-imports */
  // The one process-wide change: without a canvas vega guesses 0.8 em a character.
  vega.textMetrics.width = (item, text) => {
    const width = textWidth(plain(text), { ...item, fontSize: item.fontSize ?? 11 });
    return item.limit && item.limit > 0 ? Math.min(width, item.limit) : width;
  };
  return (loaded = { vega, vegaLite });
}

const plain = (text: unknown): string =>
  (typeof text === "string" ? text : typeof text === "number" ? String(text) : "").trim();

/** Collects what Vega would only write to the console: each warning means a picture that misleads. */
function problemLog() {
  const { vega } = engine();
  const problems: { text: string; isError: boolean }[] = [];
  const logger = vega.logger(vega.Warn, undefined, (method, _, parts) => {
    const texts = Array.from(parts, (part) => (part instanceof Error ? part.message : String(part)));
    problems.push({ text: texts.join(" "), isError: method === "error" });
  });
  /** @throws ChartError that lists the problems, or only the errors among them, if there are any */
  const throwIfAny = ({ onlyErrors = false } = {}): void => {
    const some = problems.filter(({ isError }) => isError || !onlyErrors);
    const told = [...new Set(some.map(({ text }) => text))].join("; ");
    ensure(
      !some.length,
      `Vega finds fault with the chart: ${told}. Check the field names against the data's columns, and the formats of ` +
        "numbers.",
    );
  };
  return { logger, throwIfAny };
}

/** Does the work. @throws ChartError in place of an error of Vega; its message begins with `failure` */
function translating<Result>(failure: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ChartError) throw cause;
    throw new ChartError(`${failure}: ${(cause as Error).message}`, { cause });
  }
}

/** Vega-Lite → Vega. @throws ChartError on anything that Vega-Lite warns about */
export function compile(spec: TopLevelSpec): VegaSpec {
  const { logger, throwIfAny } = problemLog();
  const work = () => engine().vegaLite.compile(spec, { logger }).spec;
  const compiled = translating("Vega-Lite cannot read the chart", work);
  throwIfAny();
  return compiled;
}

/**
 * A view without a screen, run once: marks placed, data loaded, signals ready to be changed. Whoever makes
 * one calls `finalize()` when done.
 *
 * @param check looks at the view before Vega's warnings are thrown, since it says more
 * @throws ChartError on anything that Vega warns about
 */
export async function openView(compiled: VegaSpec, check: (view: View) => void = () => {}): Promise<View> {
  const { logger, throwIfAny } = problemLog();
  const view = newView(compiled, logger);
  try {
    await view.runAsync();
    throwIfAny({ onlyErrors: true });
    check(view);
    throwIfAny();
    return view;
  } catch (cause) {
    view.finalize();
    return translating("Vega cannot draw the chart", () => {
      throw cause;
    });
  }
}

/**
 * A view without a screen, not run yet: it is given rows with `view.data(name, rows)` and drawn with `run()`,
 * as often as there is news. Warnings are dropped, since the first rows may not fill a frame.
 */
export const openLiveView = (compiled: VegaSpec): View => newView(compiled, problemLog().logger);

function newView(compiled: VegaSpec, logger: LoggerInterface): View {
  const { vega } = engine();
  const options = { renderer: "none", logger } as const;
  return translating("Vega cannot read the chart", () => new vega.View(vega.parse(compiled), options));
}

/** The view's present picture as SVG text, made without waiting, so that a busy loop can show it as well. */
export function svgOf(view: View): string {
  const { vega } = engine();
  const inside = view as unknown as ViewInside;
  const padding = view.padding() as { left: number; right: number; top: number; bottom: number };
  const [left, top] = view.origin();
  giveImagesTheirSource(view);
  const { headless } = vega.renderModule("svg");
  // Clip paths are numbered through the life of the process: start again, or equal charts differ.
  vega.resetSVGDefIds();
  return new headless(view.loader())
    .initialize(
      null,
      Math.max(0, inside._viewWidth + padding.left + padding.right),
      Math.max(0, inside._viewHeight + padding.top + padding.bottom),
      [padding.left + left, padding.top + top],
    )
    .background(view.background())
    .render(inside.scenegraph().root)
    .svg();
}

/** Where an item is and how large, in pixels. */
type Place = "x" | "y" | "x2" | "y2" | "width" | "height";

/** A mark in a picture as far as the charts look at it: where it is, what it says, what it was made from. */
export interface SceneItem extends Partial<Record<Place, number>> {
  text?: unknown;
  url?: string;
  image?: { src: string; url: string; width: number; height: number; complete: boolean };
  stroke?: string;
  fill?: string;
  opacity?: number;
  datum?: Record<string, unknown>;
}

/** Items that belong together: all points of a layer, all labels of an axis, … */
export interface Scene {
  marktype: string;
  role?: string;
  name?: string;
  items: (SceneItem & { items?: Scene[] })[];
}

/** All the view's scenes, outermost first. */
export function* scenesOf(view: View): Generator<Scene> {
  const waiting = [(view as unknown as ViewInside).scenegraph().root];
  for (let scene = waiting.shift(); scene; scene = waiting.shift()) {
    yield scene;
    for (const item of scene.items) if (item.items) waiting.push(...item.items);
  }
}

/**
 * Without a browser Vega has nothing to load pictures with and writes image marks with an empty source. A
 * data URI needs no loading: it is handed to the mark as if it had been loaded.
 *
 * @throws ChartError if an image mark has no data URI, or no width and height of its own
 */
function giveImagesTheirSource(view: View): void {
  const images = [...scenesOf(view)].filter(({ marktype }) => marktype === "image");
  for (const item of images.flatMap(({ items }) => items)) {
    const { url, width, height } = item;
    ensure(
      url !== undefined && url.startsWith("data:image/"),
      `the source of an image mark is "${String(url).slice(0, 60)}", a "data:image/png;base64,…" URI is wanted, because ` +
        "a chart must not depend on a file or a server.",
    );
    const isSized = width !== undefined && height !== undefined;
    ensure(isSized, "width and height of an image mark are missing; state both in pixels.");
    item.image = { src: url, url, width, height, complete: true };
  }
}
