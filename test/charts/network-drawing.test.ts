import { ChartError } from "../../lib/src/charts/common/check";
import { networkDrawing, type NetworkDrawingOptions } from "../../lib/src/charts/network-drawing";
import { radius } from "../../lib/src/charts/network-drawing";
import { toPng } from "../../lib/src/charts/render/render";
import { draw, items, texts } from "./draw";

const small: NetworkDrawingOptions = {
  inputs: ["x₁", "living area"],
  outputs: ["price"],
  weights: [[2], [-3.4]],
  bias: [4.2],
  title: "Linear regression is a network of a single layer",
};

describe("networkDrawing", () => {
  test("draws a circle a neuron, an arrow a weight, and tells names and numbers", async () => {
    const view = await draw(networkDrawing(small));
    const circles = items(view, "symbol").filter(({ datum }) => datum?.["kind"]);
    expect(circles.map(({ datum }) => datum?.["kind"])).toEqual(["input", "input", "bias", "output"]);
    expect(items(view, "rule")).toHaveLength(3);
    expect(texts(view)).toEqual(
      expect.arrayContaining(["x₁", "living area", "1", "price", "2", "−3.4", "4.2", small.title]),
    );
    view.finalize();
  });

  test("dashes the arrows of negative weights, in another colour", async () => {
    const view = await draw(networkDrawing(small));
    const looks = items(view, "rule").map((item) => [
      item.stroke,
      ((item as { strokeDash?: number[] }).strokeDash ?? [])[0],
    ]);
    expect(looks).toEqual([
      ["#0072B2", 1],
      ["#D55E00", 5],
      ["#0072B2", 1],
    ]);
    view.finalize();
  });

  test("lets arrows begin at the one circle and end just before the other", async () => {
    const view = await draw(networkDrawing(small));
    const circles = items(view, "symbol").filter(({ datum }) => datum?.["kind"]);
    const output = circles[3];
    const distance = (x: number, y: number, to: { x?: number; y?: number }): number =>
      Math.hypot(x - (to.x ?? NaN), y - (to.y ?? NaN));
    items(view, "rule").forEach((arrow, place) => {
      expect(distance(arrow.x ?? NaN, arrow.y ?? NaN, circles[place])).toBeCloseTo(radius, 0);
      expect(distance(arrow.x2 ?? NaN, arrow.y2 ?? NaN, output)).toBeCloseTo(radius + 6, 0);
    });
    view.finalize();
  });

  test("connects every input with every output", async () => {
    const view = await draw(
      networkDrawing({ inputs: ["a", "b", "c", "d"], outputs: ["o", "p", "q"], title: "Twelve weights" }),
    );
    expect(items(view, "rule")).toHaveLength(12);
    expect(
      new Set(items(view, "rule").map(({ datum }) => `${String(datum?.["from"])}${String(datum?.["to"])}`))
        .size,
    ).toBe(12);
    view.finalize();
  });

  test("stays within 680 pixels with long names beside the circles", async () => {
    const spec = networkDrawing({
      ...small,
      inputs: ["number of bathrooms", "living area"],
      outputs: ["price in dollars"],
    });
    const { width } = await toPng(spec, { scale: 1 });
    expect(width).toBeGreaterThan(400);
    expect(width).toBeLessThanOrEqual(680);
  });

  test.each([
    ["no inputs", { inputs: [] }, /inputs is empty/],
    ["a nameless output", { outputs: [""] }, /outputs\[0\] must be a text .* got ""/],
    ["too few rows of weights", { weights: [[1]] }, /weights has 1 entries; one row per input, so 2/],
    ["too many weights in a row", { weights: [[1], [2, 3]] }, /weights\[1\] has 2 entries/],
    [
      "a weight that is NaN",
      { weights: [[1], [NaN]] },
      /weights\[1\]\[0\] must be a finite number .* got NaN/,
    ],
    ["two biases for one output", { bias: [1, 2] }, /bias has 2 entries/],
    ["names too long for any arrow", { outputs: ["price ".repeat(20)] }, /shorten them/],
    ["no title", { title: "" }, /title must be a text .* got ""/],
  ] as [string, Partial<NetworkDrawingOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => networkDrawing({ ...small, ...changes })).toThrow(message);
    expect(() => networkDrawing({ ...small, ...changes })).toThrow(ChartError);
  });
});
