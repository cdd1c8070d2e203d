import type { View } from "vega";
import { ChartError } from "../../lib/src/charts/common/check";
import { errorBars, type ErrorBarsOptions } from "../../lib/src/charts/error-bars";
import { toPng } from "../../lib/src/charts/render/render";
import { draw, items, marks, texts } from "./draw";

const samples = {
  name: "samples",
  x: [1, 10, 100],
  mean: [8, 0.8, 0.08],
  low: [4, 0.4, 0.04],
  high: [16, 1.6, 0.16],
};
const variance: ErrorBarsOptions = {
  series: [samples],
  barsShow: "mean, least and greatest of ten seeds",
  title: "Variance falls as 1 / B",
  xTitle: "batch size B",
  yTitle: "variance",
};
const both = { ...variance, logX: true, logY: true };
const exact = { name: "exact", x: [1, 10, 100], y: [8, 0.8, 0.08] };
const inFrame = <Item extends { y?: number }>(all: Item[]): Item[] => all.filter(({ y = -1 }) => y >= 0);
const bars = (view: View) => inFrame(items(view, "rule"));
const dots = (view: View) =>
  inFrame(items(view, "symbol")).filter((item) => (item as { shape?: string }).shape !== "stroke");

describe("errorBars", () => {
  test("draws a bar with two caps and a point for each x, at equal distances on logarithmic axes", async () => {
    const view = await draw(errorBars(both));
    expect(dots(view)).toHaveLength(3);
    expect(inFrame(items(view, "symbol"))).toHaveLength(9);
    expect(bars(view)).toHaveLength(3);
    const lengths = bars(view).map(({ y = NaN, y2 = NaN }) => Math.abs(y2 - y));
    // From half of the middle to twice of it: equally long, with the point halfway.
    expect(lengths[1]).toBeCloseTo(lengths[0], 1);
    expect(lengths[2]).toBeCloseTo(lengths[0], 1);
    bars(view).forEach(({ y = NaN, y2 = NaN, x }, row) => {
      expect((y + y2) / 2).toBeCloseTo(dots(view)[row].y ?? NaN, 6);
      expect(x).toBeCloseTo(dots(view)[row].x ?? NaN, 6);
    });
    const [first, second, third] = dots(view).map(({ x = NaN }) => x);
    expect(third - second).toBeCloseTo(second - first, 6);
    expect(texts(view)).toEqual(expect.arrayContaining([variance.barsShow, "batch size B", "variance"]));
    view.finalize();
  });

  test("puts an exact curve through points that lie on it", async () => {
    const view = await draw(errorBars({ ...both, curves: [exact] }));
    const curve = items(view, "line").map(({ x, y }) => [x, y]);
    expect(curve).toHaveLength(3);
    dots(view).forEach(({ x, y }, row) => expect(curve[row]).toEqual([x, y]));
    expect(texts(view)).toEqual(expect.arrayContaining(["samples", "exact"]));
    view.finalize();
  });

  test("joins points where there is no curve, or where it is told to", async () => {
    const lines = async (options: ErrorBarsOptions): Promise<number> => {
      const view = await draw(errorBars(options));
      const { length } = marks(view, "line");
      view.finalize();
      return length;
    };
    expect(await lines(both)).toBe(1);
    expect(await lines({ ...both, joined: false })).toBe(0);
    expect(await lines({ ...both, curves: [exact] })).toBe(1);
    expect(await lines({ ...both, curves: [exact], joined: true })).toBe(2);
  });

  test("tells series apart by colour and shape, and sets their bars side by side", async () => {
    const series = [samples, { ...samples, name: "others" }];
    const view = await draw(errorBars({ ...both, series, joined: false }));
    expect(dots(view)).toHaveLength(6);
    const [left, right] = [dots(view)[0], dots(view)[3]];
    expect((right.x ?? NaN) - (left.x ?? NaN)).toBeCloseTo(7, 6);
    expect(left.fill).not.toEqual(right.fill);
    expect((left as { shape?: string }).shape).not.toBe((right as { shape?: string }).shape);
    view.finalize();
  });

  test("draws bands at their true x instead of bars", async () => {
    const series = [samples, { ...samples, name: "others" }];
    const view = await draw(errorBars({ ...both, series, bands: true }));
    const bands = marks(view, "area").map((band) => band.items.map(({ y = NaN }) => Math.round(y)));
    expect(bands).toHaveLength(2);
    expect(bands[1]).toEqual(bands[0]);
    expect(bars(view)).toHaveLength(0);
    expect(dots(view)[0].x).toBeCloseTo(dots(view)[3].x ?? NaN, 6);
    view.finalize();
  });

  test("says how many ranges the frame cuts", async () => {
    const view = await draw(errorBars({ ...both, yDomain: [0.1, 10] }));
    expect(texts(view)).toContain(`${variance.barsShow}; 2 ranges reach out of the frame`);
    view.finalize();
  });

  test("shows a constant, and a single point, on either kind of axes", async () => {
    const flat = { ...samples, mean: [540_088, 540_088, 540_088], low: [540_088, 540_088, 540_088] };
    for (const log of [true, false]) {
      for (const series of [
        { ...flat, high: flat.low },
        { name: "one", x: [10], mean: [5], low: [5], high: [5] },
      ]) {
        const view = await draw(errorBars({ ...variance, series: [series], logX: log, logY: log }));
        expect(dots(view)).toHaveLength(series.x.length);
        for (const { x = NaN, y = NaN } of dots(view)) {
          expect(y > 20 && y < 320).toBe(true);
          expect(x > 0 && x < view.width()).toBe(true);
        }
        view.finalize();
      }
    }
  });

  test("is 680 pixels wide, also with a key of several rows", async () => {
    const curves = Array.from("abcdef", (letter) => ({ ...exact, name: letter.repeat(40) }));
    const spec = errorBars({ ...both, curves });
    expect((await toPng(spec, { scale: 1 })).width).toBe(680);
    const view = await draw(spec);
    const key = items(view, "text").filter(({ text }) => /^(samples|[a-f]{40})$/.test(String(text)));
    expect(new Set(key.map(({ y }) => y)).size).toBeGreaterThan(2);
    expect(key).toHaveLength(7);
    // A line of a key is as long as its symbol's room.
    const lines = items(view, "rule").filter(({ y = 0 }) => y < 0);
    expect(lines.map(({ x = NaN, x2 = NaN }) => x2 - x)).toEqual(curves.map(() => 28));
    view.finalize();
  });

  test.each([
    ["no series", { series: [] }, /there are 0 series/],
    [
      "more than seven",
      { curves: Array.from("abcdefg", (name) => ({ ...exact, name })) },
      /1 series and 7 curves; .* at most 7 together/,
    ],
    ["a name twice", { curves: [{ ...exact, name: "samples" }] }, /two series or curves are named "samples"/],
    ["a name that is too long", { curves: [{ ...exact, name: "exact ".repeat(30) }] }, /Shorten it/],
    ["no word on the bars", { barsShow: "" }, /barsShow must be a text .* got ""/],
    [
      "different lengths",
      { series: [{ ...samples, low: [1] }] },
      /series "samples": low has 1 values and x has 3/,
    ],
    ["NaN", { series: [{ ...samples, high: [16, NaN, 1] }] }, /high\[1\] must be a finite number .* got NaN/],
    [
      "lengths instead of ends",
      { series: [{ ...samples, low: [1, 1, 1] }] },
      /mean\[1\] is 0\.8, outside 1 … 1\.6; low and high are the bar's ends/,
    ],
    [
      "zero on a logarithmic axis",
      { logY: true, series: [{ ...samples, low: [0, 0, 0] }] },
      /low\[0\] must be above 0 on a logarithmic axis, got 0/,
    ],
    [
      "a curve at zero",
      { logX: true, curves: [{ ...exact, x: [0, 1, 2] }] },
      /curve "exact": x\[0\] must be above 0 on a logarithmic axis, got 0/,
    ],
    [
      "a frame through zero",
      { logY: true, yDomain: [0, 1] as const },
      /yDomain\[0\] must be above 0 on a logarithmic axis, got 0/,
    ],
    [
      "a frame the wrong way round",
      { xDomain: [1, 0] as const },
      /xDomain must be two finite numbers, the smaller first, got \[1, 0\]/,
    ],
  ] as [string, Partial<ErrorBarsOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => errorBars({ ...variance, ...changes })).toThrow(message);
    expect(() => errorBars({ ...variance, ...changes })).toThrow(ChartError);
  });
});
