import { sum } from "d3-array";
import type { View } from "vega";
import * as check from "../charts/common/check";
import {
  ChartError,
  ensure,
  isDrawable,
  least,
  placing,
  within,
  type Domain,
  type Titles,
} from "../charts/common/check";
import { orZero } from "../charts/common/numbers";
import { safeText } from "../charts/common/rows";
import { joined, palette } from "../charts/common/theme";
import { curves, thinnedCurve } from "../charts/curves/curves";
import { growingCurves } from "../charts/curves/curves-frame";
import { compile, openLiveView, svgOf } from "../charts/render/vega-engine";
import { display, insideKernel } from "../base/display";
import { show } from "./show";

export interface LiveCurvesOptions extends Titles {
  /** What the curves are called, one to seven different names. */
  names: readonly string[];
  /** Whether y is on a logarithmic axis. Default false. */
  logY?: boolean;
  /**
   * First and last x of the frame, as `[1, 10]` for ten epochs, so that the axis stands still while the curves
   * grow into it. Default: the frame follows the points.
   */
  xDomain?: Domain;
  /**
   * First and last y of the frame, as `[0, 1]` for loss and accuracies in one chart. Points outside are clipped and
   * counted under the title. Default: the frame follows the points.
   */
  yDomain?: Domain;
  /** What the finished chart tells, in words. */
  alt: string;
  /** Milliseconds between two pictures at least. Default 100. */
  interval?: number;
  /** The clock in milliseconds. Default `performance.now`. */
  now?: () => number;
}

/** Takes a new point of the curve of that name, and redraws when it is time. */
export type AddPoint = (name: string, x: number, y: number) => void;

const caller = "liveCurves";
const pointsPerFrame = 200;

/**
 * Curves that grow while work goes on, also while it never pauses: a still picture that is redrawn in place,
 * and at the end, also after an error or an interrupt, the interactive chart in its stead. Points that cannot
 * be drawn (not finite, 10³⁰⁰ or more in size, or not above 0 with `logY`, as when training diverges) are left out and
 * counted under the title. Outside a kernel only `alt` is printed, at the end.
 *
 * @param work does the work and calls `add(name, x, y)` as it goes; its result is passed on
 * @throws ChartError if names or texts are missing, or a point is for a curve that was not named
 */
export async function liveCurves<Result>(
  options: LiveCurvesOptions,
  work: (add: AddPoint) => Result | Promise<Result>,
): Promise<Result> {
  const { alt, interval = 100, now = () => performance.now(), logY = false } = options;
  placing(caller, () => checkLiveCurves(options));
  const series = new Map(options.names.map((name) => [name, { name, x: [] as number[], y: [] as number[] }]));
  let leftOut = 0;
  let drawn = -Infinity;
  let view: View | undefined;
  const displayId = crypto.randomUUID();

  const drawFrame = (): void => {
    const update = view !== undefined;
    view ??= placing(caller, () => openLiveView(compile(growingCurves(options))));
    view.data("rows", rowsOf([...series.values()]));
    // Labels that grow longer need more room at the side, which only a resize makes.
    view.resize().run();
    display({ data: { "image/svg+xml": svgOf(view), "text/plain": alt } }, { displayId, update });
  };
  const add: AddPoint = (name, x, y) => {
    const curve = series.get(name);
    if (!curve) {
      throw new ChartError(
        `${caller}: add got a point of "${name}"; one of ${options.names.join(", ")} is wanted.`,
      );
    }
    if (!isDrawable(x) || !isDrawable(y) || (logY && y < least)) {
      leftOut++;
      return;
    }
    curve.x.push(orZero(x));
    curve.y.push(orZero(y));
    if (insideKernel() && now() - drawn >= interval) {
      drawFrame();
      drawn = now();
    }
  };

  try {
    return await work(add);
  } finally {
    view?.finalize();
    const missing = [...series.values()]
      .filter(({ x }) => !x.length)
      .map(({ name }) => `no point of ${name}`);
    const outside = sum(series.values(), (curve) => pointsOutside(curve, options));
    const told = [...series.values()].filter(({ x }) => x.length);
    const all = sum(told, ({ x }) => x.length);
    const { names, title, xTitle, yTitle } = options;
    // After a training that went astray the frame may hold no point; then the picture shows the points there were.
    const isEmpty = all > 0 && outside === all;
    const subtitle = joined(
      leftOut && `${leftOut} points that have no place on the axes are left out`,
      isEmpty && "no point lies in the frame that was asked for, so this one follows the points",
      outside > 0 &&
        !isEmpty &&
        `${outside} ${outside === 1 ? "point lies" : "points lie"} outside the frame`,
      ...missing,
      options.subtitle,
    );
    const frameless = { names, title, xTitle, yTitle, logY };
    const chart = { ...(isEmpty ? frameless : options), series: told, subtitle };
    if (told.length) await show(curves(chart), { alt, displayId, update: view !== undefined });
  }
}

/** How many points of a curve lie outside the frame, where one is given. */
function pointsOutside(
  { x, y }: { x: number[]; y: number[] },
  { xDomain, yDomain }: Pick<LiveCurvesOptions, "xDomain" | "yDomain">,
): number {
  const isInside = (row: number): boolean =>
    (!xDomain || within(x[row], xDomain)) && (!yDomain || within(y[row], yDomain));
  return x.filter((_, row) => !isInside(row)).length;
}

/** One object a point, as Vega takes them, at most `pointsPerFrame` a curve. */
const rowsOf = (series: { name: string; x: number[]; y: number[] }[]) =>
  series
    .map((curve) => thinnedCurve(curve, pointsPerFrame))
    .flatMap(({ name, x, y }) => x.map((value, row) => ({ series: safeText(name), x: value, y: y[row] })));

function checkLiveCurves(options: LiveCurvesOptions): void {
  check.checkOptions(options, { ...check.axes, alt: check.text });
  const { names } = options;
  ensure(
    names?.length > 0 && names.length <= palette.length && new Set(names).size === names.length,
    `names is ${JSON.stringify(names)}; 1 to ${palette.length} different names are wanted.`,
  );
  check.texts("names", names);
}
