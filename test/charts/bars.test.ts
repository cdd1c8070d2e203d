import { bars, type BarsOptions } from "../../lib/src/charts/bars";
import { ChartError } from "../../lib/src/charts/common/check";
import { textWidth } from "../../lib/src/charts/common/fonts";
import { toPng } from "../../lib/src/charts/render/render";
import { draw, items, marks, texts } from "./draw";

const mixed: BarsOptions = {
  categories: ["bedrooms", "bathrooms", "living area"],
  values: [-50, 25, 100],
  title: "Bedrooms lower the price",
  xTitle: "weight",
  yTitle: "feature",
};
const look = (view: Awaited<ReturnType<typeof draw>>) => marks(view, "rect").flatMap((scene) => scene.items);
const written = (view: Awaited<ReturnType<typeof draw>>) =>
  items(view, "text").filter(({ datum, text }) => text !== datum?.["label"] && text !== datum?.["n"]);

describe("bars", () => {
  test("draws one bar a category from zero to its value, in the order given", async () => {
    const view = await draw(bars({ ...mixed, xDomain: [-100, 100] }));
    const [zero, unit] = [view.width() / 2, view.width() / 200];
    const drawn = look(view);
    expect(drawn.map(({ datum }) => datum?.["label"])).toEqual(mixed.categories);
    drawn.forEach(({ x = NaN, width = NaN }, place) => {
      const value = mixed.values[place];
      expect(width).toBeCloseTo(Math.abs(value) * unit, 6);
      expect(x).toBeCloseTo(zero + Math.min(value, 0) * unit, 6);
    });
    const heights = drawn.map(({ y = NaN }) => y);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    view.finalize();
  });

  test("tells bars below zero by colour and by side, with the value beyond the end", async () => {
    const view = await draw(bars(mixed));
    expect(look(view).map(({ fill }) => fill)).toEqual(["#D55E00", "#0072B2", "#0072B2"]);
    const values = written(view) as (ReturnType<typeof items>[number] & { align: string; dx: number })[];
    expect(values.map(({ text }) => text)).toEqual(["−50", "25", "100"]);
    expect(values.map(({ align, dx }) => [align, dx])).toEqual([
      ["right", -5],
      ["left", 5],
      ["left", 5],
    ]);
    view.finalize();
  });

  test("writes values to the last digit, and counts under the names", async () => {
    const view = await draw(
      bars({ ...mixed, values: [540_088, 1_234_567, 3], xFormat: "$,.0f", counts: [1002, 0, 21_613] }),
    );
    expect(written(view).map(({ text }) => text)).toEqual(["$540,088", "$1,234,567", "$3"]);
    expect(texts(view)).toEqual(
      expect.arrayContaining(["n = 1,002", "n = 0", "n = 21,613", ...mixed.categories]),
    );
    const heightOf = (wanted: string) => {
      const found = items(view, "text").find(({ text }) => text === wanted) as { y: number; dy: number };
      return found.y + found.dy;
    };
    expect(heightOf("n = 1,002")).toBeGreaterThan(heightOf("bedrooms") + 10);
    view.finalize();
  });

  test("lets the highlighted category stand out by weight and by strength", async () => {
    const view = await draw(bars({ ...mixed, highlight: ["bathrooms"] }));
    expect(look(view).map(({ opacity }) => opacity)).toEqual([0.35, 1, 0.35]);
    const bold = items(view, "text").filter(
      (item) => (item as { fontWeight?: string }).fontWeight === "bold",
    );
    expect(bold.map(({ text }) => text).sort()).toEqual(["25", "bathrooms"]);
    view.finalize();
    const plain = await draw(bars(mixed));
    expect(look(plain).map(({ opacity }) => opacity)).toEqual([1, 1, 1]);
    plain.finalize();
  });

  test("draws values that are all zero", async () => {
    const view = await draw(bars({ ...mixed, values: [0, 0, 0] }));
    expect(look(view).map(({ width }) => width)).toEqual([0, 0, 0]);
    view.finalize();
  });

  test.each([
    ["long values on both sides", { values: [-123_456.789, 0.5, 987_654.321], xFormat: "$,.4f" }],
    [
      "long names with counts",
      { categories: ["number of bathrooms", "area of the cellar", "x"], counts: [1, 2, 3] },
    ],
    ["a given frame", { values: [0.95, 1, 0.51], xFormat: ".3%", xDomain: [0, 1] as const }],
    ["values below zero alone", { values: [-5, -1e6, -3], xFormat: ",.4f", highlight: ["bathrooms"] }],
    [
      "ends just inside the frame",
      { values: [-0.99, 0.98, 0.9], xFormat: ",.9f", xDomain: [-1, 1] as const },
    ],
  ] as [string, Partial<BarsOptions>][])(
    "keeps names, bars and values apart and within 680 pixels with %s",
    async (_, changes) => {
      const spec = bars({ ...mixed, ...changes });
      const view = await draw(spec);
      const ends = items(view, "text").map((item) => {
        const { x, dx, align, text, fontSize, fontWeight } = item as unknown as Record<string, number> & {
          align: string;
          text: string;
          fontWeight: string;
        };
        const width = textWidth(text, { fontSize, fontWeight });
        const left = x + (dx ?? 0) - (align === "right" ? width : 0);
        return { isValue: dx !== 0 && dx !== undefined, left, right: left + width };
      });
      const [names, values] = [ends.filter((end) => !end.isValue), ends.filter((end) => end.isValue)];
      expect(values).toHaveLength(3);
      const namesEnd = Math.max(...names.map(({ right }) => right));
      expect(Math.min(0, ...values.map(({ left }) => left))).toBeGreaterThanOrEqual(namesEnd);
      const { width } = await toPng(spec, { scale: 1 });
      expect(width).toBeLessThanOrEqual(680);
      expect(width).toBeGreaterThan(600);
      view.finalize();
    },
  );

  test.each([
    ["no categories", { categories: [], values: [] }, /bars: categories has 0 names; 1 to 40/],
    [
      "41 categories",
      { categories: Array.from({ length: 41 }, (_, i) => `${i}`) },
      /categories has 41 names/,
    ],
    ["two categories of one name", { categories: ["a", "b", "a"] }, /two categories are "a"/],
    ["a nameless category", { categories: ["a", " ", "b"] }, /categories\[1\] must be a text .* got " "/],
    ["a name too long", { categories: ["a", "b", "long ".repeat(20)] }, /at most 240 leave room/],
    ["fewer values than names", { values: [1, 2] }, /values has 2 entries; one for each of the 3 categories/],
    ["NaN", { values: [1, NaN, 2] }, /values\[1\] must be a finite number .* got NaN/],
    ["too many counts", { counts: [1, 2, 3, 4] }, /counts has 4 entries/],
    ["a count below zero", { counts: [1, -2, 3] }, /counts\[1\] is -2; a whole number ≥ 0/],
    ["half a sample", { counts: [1, 2, 0.5] }, /counts\[2\] is 0\.5/],
    ["a highlight that is no category", { highlight: ["garage"] }, /highlight names "garage"/],
    ["a frame without zero", { values: [1, 2, 3], xDomain: [1, 4] as const }, /leaves out 0/],
    ["a frame that cuts a bar", { xDomain: [-60, 90] as const }, /leaves out 100/],
    ["an axis without a title", { yTitle: "" }, /yTitle must be a text .* got ""/],
  ] as [string, Partial<BarsOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => bars({ ...mixed, ...changes })).toThrow(message);
    expect(() => bars({ ...mixed, ...changes })).toThrow(ChartError);
  });
});
