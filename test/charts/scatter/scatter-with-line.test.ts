import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ChartError } from "../../../lib/src/charts/common/check";
import { toPng, toSvg } from "../../../lib/src/charts/render/render";
import {
  scatterWithLine,
  type ScatterWithLineOptions,
} from "../../../lib/src/charts/scatter/scatter-with-line";
import { draw, items, marks, texts } from "../draw";

const few: ScatterWithLineOptions = {
  x: [0, 1, 2, 3],
  y: [1.1, 2.9, 5.1, 6.9],
  title: "y grows by two for each x",
  xTitle: "x",
  yTitle: "y",
};
const sliders = {
  slope: { min: -4, max: 4, step: 0.1, value: 1, label: "slope (y for each x)" },
  intercept: { min: -5, max: 5, step: 0.1, value: 0 },
};
const houses = (): { x: number[]; y: number[] } => {
  const file = join(__dirname, "../../../data/houses/king-county-sales.csv");
  const rows = readFileSync(file, "utf8").trim().split("\n").slice(1);
  const columns = rows.map((row) => row.split(","));
  return { x: columns.map((row) => Number(row[4])), y: columns.map((row) => Number(row[1])) };
};
const direct = (x: number[], y: number[], slope: number, intercept: number): number =>
  x.reduce((sum, value, row) => sum + (y[row] - slope * value - intercept) ** 2, 0) / x.length;

describe("scatterWithLine", () => {
  test("draws each point, and the least-squares line with its error", async () => {
    const view = await draw(scatterWithLine(few));
    expect(items(view, "symbol")).toHaveLength(4);
    expect(marks(view, "line")).toHaveLength(1);
    // By hand: means 1.5 and 4, slope 9.8 / 5, errors 0.04, −0.12, 0.12, −0.04.
    const told = texts(view).filter((text) => text.startsWith("least squares"));
    expect(told).toEqual(["least squares: y = 1.96 x + 1.06; mean squared error 0.008 ≈ (0.08944)²"]);
    expect(texts(view)).toEqual(expect.arrayContaining(["y grows by two for each x", "x", "y"]));
    view.finalize();
  });

  test("puts points of a constant height on their line, whatever the frame", async () => {
    for (const yDomain of [undefined, [540_087, 540_089] as const]) {
      const y = [540_088, 540_088, 540_088, 540_088];
      const view = await draw(scatterWithLine({ ...few, y, ...(yDomain && { yDomain }) }));
      const line = items(view, "line").map((end) => end.y ?? NaN);
      const points = items(view, "symbol").map((point) => point.y ?? NaN);
      expect(points).toHaveLength(4);
      for (const height of points) expect(height).toBeCloseTo(line[0], 6);
      expect(line[0]).toBeGreaterThan(0);
      expect(line[0]).toBeLessThan(view.height());
      view.finalize();
    }
  });

  test("puts the line where its equation says", async () => {
    const view = await draw(scatterWithLine({ ...few, line: { slope: 2, intercept: 1 }, yDomain: [0, 10] }));
    const given = marks(view, "line").find(({ items: [item] }) => item.stroke === "#D55E00");
    const [start, end] = (given?.items ?? []).map(({ y }) => y ?? NaN);
    const height = view.height();
    expect(start).toBeCloseTo(height * (1 - 1 / 10), 6);
    expect(end).toBeCloseTo(height * (1 - 7 / 10), 6);
    expect(texts(view)).toContain("line: y = 2 x + 1; mean squared error 0.01 ≈ (0.1)²");
    view.finalize();
  });

  test("lets sliders move the line and its error, and nothing else", async () => {
    const view = await draw(scatterWithLine({ ...few, sliders, lineName: "mine" }));
    const lineEnds = () => marks(view, "line").map((scene) => scene.items.map(({ y }) => y));
    const dots = () => items(view, "symbol").map(({ x, y }) => [x, y]);
    const axes = () => texts(view).filter((text) => /^[−\d.]+$/.test(text));
    const [linesBefore, dotsBefore, axesBefore] = [lineEnds(), dots(), axes()];
    const error = (): number => view.signal("meanSquaredError") as number;
    expect(error()).toBeCloseTo(direct([0, 1, 2, 3], [1.1, 2.9, 5.1, 6.9], 1, 0), 10);

    await view.signal("slope", -2.5).signal("intercept", 3.3).runAsync();
    expect(error()).toBeCloseTo(direct([0, 1, 2, 3], [1.1, 2.9, 5.1, 6.9], -2.5, 3.3), 10);
    // By hand: errors −2.2, 2.1, 6.8 and 11.1, their squares 178.7 together.
    expect(texts(view).filter((text) => text.startsWith("mine"))).toEqual([
      expect.stringMatching(/^mine: y = −2\.5 x \+ 3\.3; mean squared error 44\.67 /),
    ]);
    const [least, mine] = lineEnds();
    expect(least).toEqual(linesBefore[0]);
    expect(mine).not.toEqual(linesBefore[1]);
    expect(dots()).toEqual(dotsBefore);
    expect(axes()).toEqual(axesBefore);
    view.finalize();
  });

  test("labels the sliders in words", () => {
    const { params } = scatterWithLine({ ...few, sliders });
    expect(params).toMatchObject([
      { name: "slope", value: 1, bind: { input: "range", min: -4, max: 4, step: 0.1 } },
      { name: "intercept", bind: { name: "intercept " } },
      { name: "meanSquaredError" },
    ]);
    expect(params?.[0]).toHaveProperty("bind.name", "slope (y for each x) ");
  });

  test("tells dashed from solid as well as one colour from another", async () => {
    const view = await draw(scatterWithLine({ ...few, sliders }));
    const looks = marks(view, "line").map(({ items: [item] }) => item as { strokeDash?: number[] });
    expect(looks.map(({ strokeDash }) => strokeDash?.length ?? 0)).toEqual([2, 0]);
    view.finalize();
  });

  test("says how many points it leaves out, and of which frame", async () => {
    const x = Array.from({ length: 3000 }, (_, row) => row);
    const view = await draw(
      scatterWithLine({ ...few, x, y: x, maxPoints: 100, noun: "sales", yDomain: [0, 1999] }),
    );
    expect(items(view, "symbol")).toHaveLength(100);
    expect(texts(view)).toContain(
      "100 of 3,000 sales are drawn; 1,000 lie outside the frame; lines and errors count all 3,000",
    );
    view.finalize();
  });

  test("fits one line through all 21,613 house sales while it draws 1,500", async () => {
    const { x, y } = houses();
    const spec = scatterWithLine({
      ...{ x, y, title: "Price grows with living area", xTitle: "living area (sq ft)", yTitle: "price ($)" },
      ...{ yFormat: "$.3~s", noun: "sales" },
      sliders: {
        slope: { min: 0, max: 600, step: 1, value: 200 },
        intercept: { min: -500_000, max: 500_000, value: 0 },
      },
    });
    expect(JSON.stringify(spec).length).toBeLessThan(40_000);
    const view = await draw(spec);
    expect(items(view, "symbol")).toHaveLength(1500);
    await view.signal("slope", 281).signal("intercept", -44_000).runAsync();
    const expected = direct(x, y, 281, -44_000);
    expect(Math.abs((view.signal("meanSquaredError") as number) / expected - 1)).toBeLessThan(1e-12);
    expect(texts(view)).toEqual(expect.arrayContaining(["$1M", "2,000"]));
    view.finalize();
    const { width, png } = await toPng(spec);
    expect(width).toBeLessThanOrEqual(680);
    expect(png.length).toBeLessThan(80_000);
  });

  test("stays 680 pixels wide with long labels and titles", async () => {
    const long = { title: "long ".repeat(60), yTitle: "y", yFormat: ",.8f" };
    const { width } = await toPng(scatterWithLine({ ...few, ...long }), { scale: 1 });
    expect(width).toBeLessThanOrEqual(680);
    expect(await toSvg(scatterWithLine({ ...few, ...long }))).toMatch(/<svg [^>]*width="6(80|[0-7]\d)/);
  });

  test.each([
    ["no points", { x: [], y: [] }, /scatterWithLine: x must hold at least one number, got none/],
    ["different lengths", { y: [1, 2] }, /y must have one value for each of the 4 of x, got 2/],
    ["NaN", { y: [1, NaN, 2, 3] }, /y\[1\] must be a finite number .* got NaN/],
    ["a single x", { x: [1, 1, 1, 1] }, /x must hold numbers that differ .* got 4 from 1 to 1/],
    ["an empty title", { title: " " }, /title must be a text .* got " "/],
    ["line and sliders at once", { line: { slope: 1, intercept: 0 }, sliders }, /choose one/],
    [
      "a line without a slope",
      { line: { slope: NaN, intercept: 0 } },
      /line\.slope must be a finite number .* got NaN/,
    ],
    [
      "a line whose error overflows",
      { line: { slope: 1e200, intercept: 0 } },
      /line must have a mean squared error that does not overflow, got slope 1e\+200/,
    ],
    [
      "a frame the wrong way round",
      { xDomain: [3, 0] as const },
      /xDomain must be two finite numbers, the smaller first, got \[3, 0\]/,
    ],
    [
      "a frame without points",
      { xDomain: [10, 20] as const },
      /at least one of the 4 points must lie in the frame/,
    ],
    ["half a point", { maxPoints: 0.5 }, /maxPoints is 0\.5/],
    [
      "a slider the wrong way round",
      { sliders: { ...sliders, slope: { min: 1, max: 0, value: 0 } } },
      /slider for slope has min 1 and max 0/,
    ],
    [
      "a slider that stands outside its range",
      { sliders: { ...sliders, intercept: { min: 0, max: 1, value: 2 } } },
      /slider for intercept has value 2 outside 0 … 1/,
    ],
    [
      "a slider with a step of zero",
      { sliders: { ...sliders, slope: { min: 0, max: 1, value: 0, step: 0 } } },
      /step 0/,
    ],
  ] as [string, Partial<ScatterWithLineOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => scatterWithLine({ ...few, ...changes })).toThrow(message);
    expect(() => scatterWithLine({ ...few, ...changes })).toThrow(ChartError);
  });
});
