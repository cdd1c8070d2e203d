import type { View } from "vega";
import { ChartError } from "../../lib/src/charts/common/check";
import { lossPanels, type LossPanelsOptions } from "../../lib/src/charts/loss-panels";
import { toPng } from "../../lib/src/charts/render/render";
import { draw, items, marks, texts } from "./draw";

const some: LossPanelsOptions = { title: "L1 pulls with full strength also near the label" };

/** Each loss by its other definition: Huber's is the integral of its clamped gradient. */
const lossesOf = (e: number, delta: number): number[] => {
  const size = Math.abs(e);
  const within = Math.min(size, delta);
  return [e ** 2 / 2, size, within ** 2 / 2 + (size - within) * delta];
};
const gradientsOf = (e: number, delta: number): number[] => [
  e,
  Math.sign(e),
  Math.max(-delta, Math.min(delta, e)),
];
const captions = (view: View): string[] =>
  texts(view).filter((text) => /^(at|loss|likelihood|gradient) .*\d/.test(text));
const told = (value: number): string => String(Number(value.toFixed(3))).replace("-", "−");

/** The height in the frame → the value drawn there. */
const valueAt = (y = NaN): number => 4.5 - (y / 260) * 7.5;
const curvesOf = (view: View) =>
  marks(view, "line").map(({ items: points }) =>
    points.map(({ datum, y }) => ({ x: datum?.["x"] as number, curve: datum?.["curve"], y: valueAt(y) })),
  );

describe("lossPanels", () => {
  test.each([
    { point: 2.5, delta: 1 },
    { point: -0.2, delta: 0.5 },
    { point: 0, delta: 3 },
  ])("tells losses, likelihoods, gradients and steps at ŷ = $point, δ = $delta", async ({ point, delta }) => {
    const view = await draw(lossPanels({ ...some, point, delta, learningRate: 0.4 }));
    const gradients = gradientsOf(point, delta);
    const expected = lossesOf(point, delta).flatMap((loss, panel) => [
      `at ŷ = ${told(point)}${panel === 2 ? `, δ = ${told(delta)}` : ""}`,
      `loss ${told(loss)}`,
      `likelihood ${told(Math.exp(-loss))}`,
      `gradient ${told(gradients[panel])}, step ${told(-0.4 * gradients[panel])}`,
    ]);
    expect(captions(view)).toEqual(expected);
    view.finalize();
  });

  test("draws the three curves of the three losses where their formulas say", async () => {
    const delta = 0.7;
    const view = await draw(lossPanels({ ...some, delta }));
    const seen = new Map<string, number>();
    const points = curvesOf(view).flat();
    const perPanel = points.length / 3;
    points.forEach(({ x, curve, y }, place) => {
      const panel = Math.floor(place / perPanel);
      const loss = lossesOf(x, delta)[panel];
      const expected = { loss, likelihood: Math.exp(-loss), gradient: gradientsOf(x, delta)[panel] };
      expect(y).toBeCloseTo(expected[curve as keyof typeof expected], 8);
      seen.set(String(curve), (seen.get(String(curve)) ?? 0) + 1);
    });
    expect([...seen]).toEqual([
      ["loss", 3 * 241],
      ["likelihood", 3 * 241],
      ["gradient", 3 * 240],
    ]);
    view.finalize();
  });

  test("draws the step's arrow to where gradient descent goes, and none at the minimum", async () => {
    const view = await draw(lossPanels({ ...some, point: 2, learningRate: 0.5 }));
    const arrows = () =>
      items(view, "rule")
        .filter(({ y, y2 }) => y2 === undefined || y === y2)
        .map(({ datum }) => [datum?.["x"], datum?.["landing"]]);
    expect(arrows()).toEqual([
      [2, 1],
      [2, 1.5],
      [2, 1.5],
    ]);
    const heads = () => items(view, "symbol").filter(({ fill }) => fill === "#000000");
    expect(heads()).toHaveLength(3);
    await view.signal("point", -0.1).runAsync();
    expect(arrows().map(([, end]) => Number(Number(end).toFixed(6)))).toEqual([-0.05, 0.4, -0.05]);
    await view.signal("point", 0).runAsync();
    expect(heads()).toHaveLength(0);
    view.finalize();
  });

  test("lets δ change Huber's panel alone, and keeps the axes", async () => {
    const view = await draw(lossPanels(some));
    const axes = () => texts(view).filter((text) => /^[−\d.]+$/.test(text));
    const picture = () => curvesOf(view).map((points) => JSON.stringify(points));
    const [before, axesBefore] = [picture(), axes()];
    await view.signal("delta", 2).runAsync();
    const after = picture();
    const changed = after.map((points, line) => points !== before[line]);
    const inPanel = changed.length / 3;
    expect(changed.slice(0, 2 * inPanel)).not.toContain(true);
    expect(changed.slice(2 * inPanel)).toContain(true);
    expect(axes()).toEqual(axesBefore);
    view.finalize();
  });

  test("breaks L1's gradient at the label instead of drawing a climb", async () => {
    const view = await draw(lossPanels(some));
    const gradients = curvesOf(view).filter(([{ curve }]) => curve === "gradient");
    expect(gradients).toHaveLength(6);
    for (const points of gradients) {
      expect(new Set(points.map(({ x }) => Math.sign(x))).size).toBe(1);
    }
    view.finalize();
  });

  test("has a slider for the point and one for δ, tells curves apart by dashes, and is small", async () => {
    const spec = lossPanels({ ...some, point: 1, delta: 2 });
    expect(spec.params).toMatchObject([
      { name: "point", value: 1, bind: { input: "range", min: -3, max: 3 } },
      { name: "delta", value: 2, bind: { input: "range", min: 0.1, max: 3 } },
    ]);
    const { width } = await toPng(spec, { scale: 1 });
    expect(width).toBeLessThanOrEqual(680);
    expect(width).toBeGreaterThan(600);
    expect(JSON.stringify(spec).length).toBeLessThan(20_000);
    const view = await draw(spec);
    const dashes = marks(view, "line").map(({ items: [item] }) => String(item["strokeDash" as "fill"]));
    expect(new Set(dashes).size).toBe(3);
    view.finalize();
  });

  test.each([
    ["a point outside the frame", { point: 4 }, /slider for point has value 4 outside -3 … 3/],
    ["δ = 0", { delta: 0 }, /slider for delta has value 0 outside 0\.1 … 3/],
    ["a learning rate of zero", { learningRate: 0 }, /learningRate is 0; above 0/],
    ["a learning rate that is NaN", { learningRate: NaN }, /learningRate must be a finite number .* got NaN/],
    ["no title", { title: " " }, /title must be a text .* got " "/],
  ] as [string, Partial<LossPanelsOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => lossPanels({ ...some, ...changes })).toThrow(message);
    expect(() => lossPanels({ ...some, ...changes })).toThrow(ChartError);
  });
});
