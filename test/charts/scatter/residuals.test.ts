import { ChartError } from "../../../lib/src/charts/common/check";
import { toPng } from "../../../lib/src/charts/render/render";
import { residuals, type ResidualsOptions } from "../../../lib/src/charts/scatter/residuals";
import { houses } from "../../../lib/src/data/houses";
import { fitLeastSquares } from "../../../lib/src/models/linear-regression/least-squares";
import { draw, items, marks, texts } from "../draw";

const words = { title: "Errors grow with the prediction", xTitle: "prediction", yTitle: "residual" };
const few: ResidualsOptions = { ...words, predictions: [1, 2, 3, 4], residuals: [0.5, -1, 1, -0.5] };

/** 400 points whose residuals are −x … x, evenly: they fan out. */
const fan = (): { predictions: number[]; residuals: number[] } => {
  const rows = Array.from({ length: 400 }, (_, row) => ({
    x: 1 + Math.floor(row / 40),
    share: (row % 40) / 39,
  }));
  return { predictions: rows.map(({ x }) => x), residuals: rows.map(({ x, share }) => (2 * share - 1) * x) };
};

async function housePrices(): Promise<{ predictions: number[]; residuals: number[] }> {
  const sales = await houses();
  const X = sales.map((sale) => [sale.bedrooms, sale.bathrooms, sale.livingArea]);
  const y = sales.map((sale) => sale.price);
  const { w, b } = fitLeastSquares(X, y);
  const predictions = X.map((x) => x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b);
  return { predictions, residuals: y.map((price, row) => price - predictions[row]) };
}

describe("residuals", () => {
  test("draws each point where its prediction and residual say, and a line at zero", async () => {
    const view = await draw(residuals({ ...few, xDomain: [0, 5], yDomain: [-2, 2] }));
    const dots = items(view, "symbol").filter(({ datum }) => datum?.["y"] !== undefined);
    const [width, height] = [view.width(), view.height()];
    dots.forEach(({ x, y }, row) => {
      expect(x).toBeCloseTo((width * few.predictions[row]) / 5, 6);
      expect(y).toBeCloseTo(height * (0.5 - few.residuals[row] / 4), 6);
    });
    expect(dots).toHaveLength(4);
    const [zero] = items(view, "rule").filter(({ datum }) => datum?.["zero"] === 0);
    expect(zero.y).toBeCloseTo(height / 2, 6);
    expect(texts(view)).toEqual(expect.arrayContaining([words.title, "prediction", "residual"]));
    view.finalize();
  });

  test("joins the quantiles of ten groups to a band that widens where residuals fan out", async () => {
    const view = await draw(residuals({ ...words, ...fan(), yDomain: [-10, 10] }));
    const [band] = marks(view, "area");
    const unit = view.height() / 20;
    expect(band.items).toHaveLength(10);
    band.items.forEach((corner, group) => {
      const [one, other] = [corner.y ?? NaN, corner.y2 ?? NaN];
      // Evenly from −x to x, the 10 % and 90 % quantiles are ∓0.8 x.
      expect(Math.abs(one - other) / unit).toBeCloseTo(1.6 * (group + 1), 2);
    });
    const lines = marks(view, "line");
    expect(lines.map((line) => line.items.length)).toEqual([10, 10, 10]);
    lines[2].items.forEach(({ y }) => expect(y).toBeCloseTo(view.height() / 2, 6));
    expect(texts(view)).toContain("10 % quantile, median and 90 % quantile in 10 groups of 40 points");
    view.finalize();
  });

  test("takes all points together where they are few", async () => {
    const view = await draw(residuals(few));
    expect(marks(view, "area")[0].items.map(({ datum }) => datum?.["x"])).toEqual([1, 4]);
    expect(texts(view)).toContain("10 % quantile, median and 90 % quantile of all 4 points");
    view.finalize();
  });

  test("shows a model that always predicts the same", async () => {
    const view = await draw(residuals({ ...few, predictions: new Array<number>(4).fill(540_088) }));
    const places = items(view, "symbol").map(({ x }) => x ?? NaN);
    expect(places.every((x) => x > 0 && x < view.width())).toBe(true);
    const band = marks(view, "area")[0].items.map(({ x }) => x ?? NaN);
    expect(band[1] - band[0]).toBeCloseTo(view.width(), 6);
    view.finalize();
  });

  test("draws 1,500 of 21,613 house sales, and says what it leaves out", async () => {
    const spec = residuals({
      ...{ ...words, ...(await housePrices()), noun: "sales", xFormat: "$.3~s", yFormat: "$.3~s" },
      ...{ xDomain: [0, 1.5e6], yDomain: [-1e6, 1.5e6] },
    });
    expect(JSON.stringify(spec).length).toBeLessThan(40_000);
    const view = await draw(spec);
    expect(items(view, "symbol").filter(({ datum }) => datum?.["y"] !== undefined)).toHaveLength(1500);
    const outside =
      /^1,500 of 21,613 sales are drawn; \d+ lie outside the frame; the band counts all 21,613$/;
    expect(texts(view)).toContainEqual(expect.stringMatching(outside));
    expect(texts(view)).toContain(
      "10 % quantile, median and 90 % quantile in 10 groups of about 2,161 sales",
    );
    view.finalize();
    const { width, png } = await toPng(spec);
    expect(width).toBeLessThanOrEqual(680);
    expect(png.length).toBeLessThan(90_000);
  });

  test("counts all points for the band, whatever the frame", async () => {
    const band = async (changes: Partial<ResidualsOptions>) => {
      const view = await draw(residuals({ ...words, ...fan(), ...changes }));
      const corners = marks(view, "area")[0].items.map(({ datum }) => [datum?.["low"], datum?.["high"]]);
      view.finalize();
      return corners;
    };
    expect(await band({ xDomain: [3, 5], maxPoints: 10 })).toEqual(await band({}));
  });

  test.each([
    [
      "no points",
      { predictions: [], residuals: [] },
      /residuals: predictions must hold at least one number, got none/,
    ],
    ["different lengths", { residuals: [1] }, /predictions has 4 values and residuals has 1/],
    ["NaN", { residuals: [0, NaN, 1, 2] }, /residuals\[1\] must be a finite number .* got NaN/],
    [
      "an infinite prediction",
      { predictions: [0, 1, Infinity, 2] },
      /predictions\[2\] must be a finite number .* got Infinity/,
    ],
    ["an empty title", { title: "" }, /title must be a text .* got ""/],
    [
      "a frame the wrong way round",
      { yDomain: [1, -1] as const },
      /yDomain must be two finite numbers, the smaller first, got \[1, -1\]/,
    ],
    [
      "a frame without points",
      { xDomain: [10, 20] as const },
      /at least one of the 4 points must lie in the frame/,
    ],
    ["half a point", { maxPoints: 0.5 }, /maxPoints is 0\.5/],
  ] as [string, Partial<ResidualsOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => residuals({ ...few, ...changes })).toThrow(message);
    expect(() => residuals({ ...few, ...changes })).toThrow(ChartError);
  });
});
