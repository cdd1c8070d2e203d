import type { LoggerInterface, View } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { ChartError, ensure } from "../common/check";
import { textWidth, type TextStyle } from "../common/fonts";
import { giveImagesTheirSource } from "./scenes";

type Vega = typeof import("vega");
type VegaLite = typeof import("vega-lite");
type VegaSpec = ReturnType<VegaLite["compile"]>["spec"];

/** What vega exports but its type declarations leave out, and fields of a view that it has no reader for. */
interface Untyped {
  textMetrics: { width: (item: Partial<TextStyle> & { limit?: number }, text: unknown) => number };
  resetSVGDefIds: () => void;
  renderModule: (type: "svg") => { headless: new (loader: unknown) => HeadlessRenderer };
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
  scenegraph(): { root: unknown };
}

let loaded: { vega: Vega & Untyped; vegaLite: VegaLite } | undefined;

/** Vega and Vega-Lite, loaded at first use because that takes about 0.2 s. */
function engine(): { vega: Vega & Untyped; vegaLite: VegaLite } {
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
class ProblemLog implements LoggerInterface {
  private readonly problems: { text: string; isError: boolean }[] = [];

  level(level: number): this;
  level(): number;
  level(level?: number): this | number {
    return level === undefined ? 2 : this;
  }

  // Functions of their own, since Vega calls them as methods of its dataflow, which has another `add`.
  error = (...parts: readonly unknown[]): this => this.add(parts, true);
  warn = (...parts: readonly unknown[]): this => this.add(parts, false);

  info(): this {
    return this;
  }

  debug(): this {
    return this;
  }

  /** @throws ChartError that lists the problems, or only the errors among them, if there are any */
  throwIfAny(caller: string, { onlyErrors = false } = {}): void {
    const some = this.problems.filter(({ isError }) => isError || !onlyErrors);
    const told = [...new Set(some.map(({ text }) => text))].join("; ");
    ensure(
      caller,
      !some.length,
      `Vega finds fault with the chart: ${told}. Check the field names against the data's columns, and the formats of ` +
        "numbers.",
    );
  }

  private add(parts: readonly unknown[], isError: boolean): this {
    const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
    this.problems.push({ text, isError });
    return this;
  }
}

/** Vega-Lite → Vega. @throws ChartError on anything that Vega-Lite warns about */
export function compile(spec: TopLevelSpec, caller: string): VegaSpec {
  const problems = new ProblemLog();
  let compiled: VegaSpec;
  try {
    compiled = engine().vegaLite.compile(spec, { logger: problems }).spec;
  } catch (cause) {
    throw new ChartError(`${caller}: Vega-Lite cannot read the chart: ${(cause as Error).message}`, {
      cause,
    });
  }
  problems.throwIfAny(caller);
  return compiled;
}

/**
 * A view without a screen, run once: marks placed, data loaded, signals ready to be changed. Whoever makes
 * one calls `finalize()` when done.
 *
 * @param check looks at the view before Vega's warnings are thrown, since it says more
 * @throws ChartError on anything that Vega warns about
 */
export async function openView(
  compiled: VegaSpec,
  caller: string,
  check: (view: View) => void = () => {},
): Promise<View> {
  const problems = new ProblemLog();
  const view = newView(compiled, problems, caller);
  try {
    await view.runAsync();
    problems.throwIfAny(caller, { onlyErrors: true });
    check(view);
    problems.throwIfAny(caller);
    return view;
  } catch (cause) {
    view.finalize();
    if (cause instanceof ChartError) throw cause;
    throw new ChartError(`${caller}: Vega cannot draw the chart: ${(cause as Error).message}`, { cause });
  }
}

/**
 * A view without a screen, not run yet: it is given rows with `view.data(name, rows)` and drawn with `run()`,
 * as often as there is news. Warnings are dropped, since the first rows may not fill a frame.
 */
export const openLiveView = (compiled: VegaSpec, caller: string): View =>
  newView(compiled, new ProblemLog(), caller);

function newView(compiled: VegaSpec, logger: ProblemLog, caller: string): View {
  const { vega } = engine();
  try {
    return new vega.View(vega.parse(compiled), { renderer: "none", logger });
  } catch (cause) {
    throw new ChartError(`${caller}: Vega cannot read the chart: ${(cause as Error).message}`, { cause });
  }
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
