import type { View } from "vega";
import { ChartError } from "../../../lib/src/charts/common/check";
import { hill, type HillOptions } from "../../../lib/src/charts/contour/hill";
import { toPng } from "../../../lib/src/charts/render/render";
import { draw, items, texts } from "../draw";

/** Gradient descent on w² / 2 from −4, in closed form. */
const walk = (learningRate: number, steps = 8) => ({
  ...{ name: "descent", learningRate },
  points: Array.from({ length: steps + 1 }, (_, step) => -4 * (1 - learningRate) ** step),
});
const bowl: HillOptions = {
  f: (w) => w ** 2 / 2,
  xDomain: [-5, 5],
  paths: [0.5, 1, 1.5].map((rate) => walk(rate)),
  controls: { learningRate: 0.5, steps: 2 },
  ...{ title: "Each step goes downhill", xTitle: "w", yTitle: "loss" },
};
const told = (view: View): string[] => texts(view).filter((text) => text.includes("η = "));

describe("hill", () => {
  test("lets the walker stand on the curve, and sliders move it", async () => {
    const view = await draw(hill(bowl));
    const curve = items(view, "line").map(({ x = NaN, y = NaN }) => [x, y]);
    const walker = () =>
      items(view, "symbol")
        .filter(({ datum, y = -1 }) => datum?.["isNow"] && y >= 0)
        .map(({ x = NaN, y = NaN }) => [x, y]);
    const onCurve = ([x, y]: number[]): void => {
      const nearest = curve.reduce((best, each) =>
        Math.abs(each[0] - x) < Math.abs(best[0] - x) ? each : best,
      );
      expect(Math.abs(nearest[1] - y)).toBeLessThan(3);
    };
    // w is −1 after two steps of one half, in a frame of ten: four tenths from the left.
    expect(walker()).toHaveLength(1);
    expect(walker()[0][0] / view.width()).toBeCloseTo(0.4, 6);
    onCurve(walker()[0]);
    expect(told(view)).toEqual(["descent, η = 0.5: after 2 steps loss = 0.5"]);
    await view.signal("learningRate", 1.5).signal("steps", 1).runAsync();
    // One step of one and a half leads from −4 to 2.
    expect(walker()[0][0] / view.width()).toBeCloseTo(0.7, 6);
    onCurve(walker()[0]);
    expect(told(view)).toEqual(["descent, η = 1.5: after 1 step loss = 2"]);
    expect(items(view, "rule")).toHaveLength(1);
    view.finalize();
  });

  test("follows a walk out of the frame and beyond the greatest number", async () => {
    const paths = [walk(3, 2000)];
    const view = await draw(hill({ ...bowl, paths, controls: { steps: 2 } }));
    expect(told(view)).toEqual(["descent, η = 3: after 2 steps loss = 128, outside the frame"]);
    await view.signal("steps", 2000).runAsync();
    expect(told(view)[0]).toMatch(/overflows after 5\d\d steps$/);
    view.finalize();
  });

  test("is 680 pixels wide", async () => {
    expect((await toPng(hill(bowl), { scale: 1 })).width).toBe(680);
  });

  test.each([
    ["no function", { f: 1 as never }, /f is number; a function of x is wanted/],
    ["a function that breaks off", { f: Math.log }, /f\(-5\) must be a finite number .* got NaN/],
    ["a frame beside the curve", { yDomain: [-9, -8] as const }, /yDomain must hold a part of the curve/],
    ["no paths", { paths: [] }, /hill: paths is empty/],
    ["a walk without a start", { paths: [{ ...walk(1), points: [] }] }, /paths\[0\]\.points has 0 points/],
    [
      "a walk from NaN",
      { paths: [{ ...walk(1), points: [NaN] }], controls: {} },
      /points\[0\] is \[NaN, NaN\]/,
    ],
    ["no title", { title: " " }, /title must be a text .* got " "/],
  ] as [string, Partial<HillOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => hill({ ...bowl, ...changes })).toThrow(message);
    expect(() => hill({ ...bowl, ...changes })).toThrow(ChartError);
  });
});
