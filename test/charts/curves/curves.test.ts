import { ChartError } from "../../../lib/src/charts/common/check";
import { curves, type CurvesOptions } from "../../../lib/src/charts/curves/curves";
import { toPng } from "../../../lib/src/charts/render/render";
import { scenesOf } from "../../../lib/src/charts/render/vega-engine";
import { draw, items, marks, texts } from "../draw";

const losses: CurvesOptions = {
  series: [
    { name: "training", x: [1, 2, 3], y: [1, 0.1, 0.01] },
    { name: "validation", x: [1, 2, 3], y: [2, 0.2, 0.05] },
  ],
  title: "Both losses fall",
  xTitle: "epoch",
  yTitle: "mean squared error",
};
const one = (y: number[], name = "loss") => ({ ...losses, series: [{ name, x: y.map((_, row) => row), y }] });

describe("curves", () => {
  test("draws one line a series, each with a colour and a dash of its own", async () => {
    const view = await draw(curves(losses));
    const looks = items(view, "line").map(({ stroke }) => stroke);
    expect(marks(view, "line").map((scene) => scene.items.length)).toEqual([3, 3]);
    expect(new Set(looks)).toEqual(new Set(["#0072B2", "#D55E00"]));
    const dashes = items(view, "line").map((item) =>
      JSON.stringify((item as { strokeDash?: number[] }).strokeDash),
    );
    expect(new Set(dashes)).toEqual(new Set(["[]", "[8,4]"]));
    expect(texts(view)).toEqual(
      expect.arrayContaining(["training", "validation", "epoch", "mean squared error"]),
    );
    view.finalize();
  });

  test("keeps to the frame asked for", async () => {
    const view = await draw(curves({ ...losses, xDomain: [1, 10], yDomain: [0, 4] }));
    const scale = (name: string) => (view.scale(name) as { domain(): number[] }).domain();
    expect(scale("y")).toEqual([0, 4]);
    // Four pixels more on each side, so that dots at the ends are whole.
    const more = (9 / (view.width() - 8)) * 4;
    expect(scale("x")[0]).toBeCloseTo(1 - more, 6);
    expect(scale("x")[1]).toBeCloseTo(10 + more, 6);
    expect(items(view, "line").map(({ y = NaN }) => Math.round(10 * y) / 10)).toEqual([
      240, 312, 319.2, 160, 304, 316,
    ]);
    view.finalize();
  });

  test("leaves the legend out for a single curve", async () => {
    const view = await draw(curves(one([3, 2, 1])));
    expect(texts(view)).not.toContain("loss");
    view.finalize();
  });

  test("places equal ratios at equal distances on a logarithmic axis", async () => {
    const view = await draw(curves({ ...one([1, 0.1, 0.01]), logY: true }));
    const [first, second, third] = items(view, "line").map(({ y }) => y ?? NaN);
    expect(second - first).toBeCloseTo(third - second, 6);
    expect(second - first).toBeGreaterThan(50);
    view.finalize();
  });

  test("places equal ratios of x at equal distances too", async () => {
    const series = [{ name: "a", x: [1, 10, 100, 1000], y: [4, 3, 2, 1] }];
    const view = await draw(curves({ ...losses, series, logX: true }));
    const [first, second, third, fourth] = items(view, "line").map(({ x }) => x ?? NaN);
    expect(second - first).toBeCloseTo(third - second, 6);
    expect(fourth - third).toBeCloseTo(third - second, 6);
    expect(second - first).toBeGreaterThan(100);
    view.finalize();
  });

  test("shows a single point, and curves that do not move", async () => {
    const point = await draw(curves({ ...one([5]), logY: true }));
    expect(items(point, "symbol")).toHaveLength(1);
    expect(items(point, "symbol")[0].opacity).toBe(1);
    point.finalize();
    const flat = await draw(curves(one([5, 5])));
    expect(items(flat, "line").map(({ y }) => y)).toEqual([160, 160]);
    flat.finalize();
  });

  test("keeps curves of a constant height in the frame, with labels that differ", async () => {
    for (const yDomain of [undefined, [540_087, 540_089] as const]) {
      const view = await draw(curves({ ...one([540_088, 540_088]), ...(yDomain && { yDomain }) }));
      const [low, high] = yDomain ?? [200_000, 900_000];
      for (const { y } of items(view, "line")) {
        expect(y).toBeCloseTo((320 * (high - 540_088)) / (high - low), 6);
      }
      const labels = texts(view).filter((text) => /^[\d,.]+$/.test(text) && text.length > 3);
      expect(labels.length).toBeGreaterThan(3);
      expect(new Set(labels).size).toBe(labels.length);
      view.finalize();
    }
  });

  test.each([1e-100, 1e-25, 1e-9, 1, 1e9, 1e25])(
    "labels both axes with the numbers they stand for, of the size %p",
    async (size) => {
      const numbers = [0, 1, 2, 3].map((step) => step * size);
      const series = [{ name: "a", x: numbers, y: numbers }];
      const view = await draw(curves({ ...losses, series }));
      const labels = [...scenesOf(view)].filter(({ role }) => role === "axis-label");
      expect(labels).toHaveLength(2);
      for (const { items: written } of labels) {
        expect(written.length).toBeGreaterThan(3);
        for (const { text, datum } of written) {
          const value = datum?.["value"] as number;
          expect(Number(String(text).replaceAll(",", "").replace("−", "-")) / size).toBeCloseTo(
            value / size,
            3,
          );
          expect(String(text).length).toBeLessThan(15);
        }
      }
      view.finalize();
    },
  );

  test("colours by all names, also where a curve is missing", async () => {
    const [, validation] = losses.series;
    const view = await draw(curves({ ...losses, series: [validation], names: ["training", "validation"] }));
    expect(new Set(items(view, "line").map(({ stroke }) => stroke))).toEqual(new Set(["#D55E00"]));
    expect(texts(view)).toEqual(expect.arrayContaining(["training", "validation"]));
    view.finalize();
  });

  test("draws at most maxPoints of a long curve, its peak among them, and says so", async () => {
    const long = Array.from({ length: 5000 }, (_, row) => (row === 1234 ? 50 : 1 / (row + 1)));
    const view = await draw(curves({ ...one(long), maxPoints: 300 }));
    expect(items(view, "line")).toHaveLength(300);
    expect(texts(view)).toContain("300 of 5,000 points are drawn");
    expect(items(view, "line").map(({ datum }) => datum?.["y"])).toContain(50);
    view.finalize();
  });

  test("is 680 pixels wide", async () => {
    expect((await toPng(curves(losses), { scale: 1 })).width).toBe(680);
  });

  test.each([
    ["no curves", { series: [] }, /series has 0 curves/],
    [
      "eight curves",
      { series: Array.from("abcdefgh", (name) => ({ name, x: [1], y: [1] })) },
      /series has 8 curves/,
    ],
    [
      "two curves of one name",
      { series: [...losses.series, losses.series[0]] },
      /two curves are named "training"/,
    ],
    ["a curve that names leave out", { names: ["training"] }, /names does not hold the curve "validation"/],
    ["names that are equal", { names: ["training", "validation", "training"] }, /names is \["training",/],
    ["an empty name", { names: ["training", "validation", ""] }, /names\[2\] must be a text .* got ""/],
    [
      "an empty curve",
      { series: [{ name: "a", x: [], y: [] }] },
      /curve "a": x must hold at least one number, got none/,
    ],
    ["NaN", one([1, NaN]), /curve "loss": y\[1\] must be a finite number .* got NaN/],
    [
      "different lengths",
      { series: [{ name: "a", x: [1, 2], y: [1] }] },
      /y must have one value for each of the 2 of x, got 1/,
    ],
    [
      "zero on a logarithmic axis",
      { ...one([1, 0]), logY: true },
      /y\[1\] must be above 0 on a logarithmic axis, got 0/,
    ],
    [
      "a batch of zero on a logarithmic axis",
      { ...one([1, 1]), logX: true },
      /x\[0\] must be above 0 on a logarithmic axis, got 0/,
    ],
    [
      "a frame through zero on a logarithmic axis",
      { logY: true, yDomain: [0, 1] as const },
      /yDomain\[0\] must be above 0 on a logarithmic axis, got 0/,
    ],
    [
      "a frame of x that is a point",
      { xDomain: [1, 1] as const },
      /xDomain must be two finite numbers, the smaller first, got \[1, 1\]/,
    ],
    [
      "a frame of x through zero",
      { logX: true, xDomain: [-1, 3] as const },
      /xDomain\[0\] must be above 0 on a logarithmic axis, got -1/,
    ],
    [
      "a frame the wrong way round",
      { yDomain: [1, 0] as const },
      /yDomain must be two finite numbers, the smaller first, got \[1, 0\]/,
    ],
    ["an axis without a title", { yTitle: "" }, /yTitle must be a text .* got ""/],
    ["no points", { maxPoints: 0 }, /maxPoints is 0/],
  ] as [string, Partial<CurvesOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => curves({ ...losses, ...changes })).toThrow(message);
    expect(() => curves({ ...losses, ...changes })).toThrow(ChartError);
  });
});
