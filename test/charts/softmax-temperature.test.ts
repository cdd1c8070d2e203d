import type { View } from "vega";
import { ChartError } from "../../lib/src/charts/common/check";
import { toPng } from "../../lib/src/charts/render/render";
import { softmaxTemperature, type SoftmaxTemperatureOptions } from "../../lib/src/charts/softmax-temperature";
import { draw, items, texts } from "./draw";

const three: SoftmaxTemperatureOptions = {
  classes: ["cat", "dog", "bird"],
  logits: [2, 1, -1],
  title: "The smaller the temperature, the surer the answer",
};

/** Without any care for overflow, so that it differs from the chart's own way. */
const naive = (logits: readonly number[], temperature: number): number[] => {
  const powers = logits.map((o) => Math.E ** (o / temperature));
  return powers.map((power) => power / powers.reduce((sum, each) => sum + each));
};
const filled = (view: View, colour: string) => items(view, "rect").filter(({ fill }) => fill === colour);
const shares = (view: View): number[] =>
  filled(view, "#56B4E9").map(({ width = NaN }) => width / view.width());

describe("softmaxTemperature", () => {
  test.each([0.1, 0.5, 1, 2, 10])("draws and tells softmax(o / T) at T = %d", async (temperature) => {
    const view = await draw(softmaxTemperature({ ...three, temperature }));
    const expected = naive([2, 1, -1], temperature);
    shares(view).forEach((share, place) => expect(share).toBeCloseTo(expected[place], 10));
    expect(shares(view)).toHaveLength(3);
    expect(texts(view)).toContain(`T = ${temperature}`);
    for (const value of expected.filter((each) => each > 0.0005 && each < 0.9995)) {
      expect(texts(view)).toContain(value.toFixed(3));
    }
    view.finalize();
  });

  test("has its slider on the logarithm, and moves the bars alone", async () => {
    const spec = softmaxTemperature(three);
    expect(spec.params).toMatchObject([
      { name: "logTemperature", value: 0, bind: { input: "range", min: -1, max: 1, step: 0.05 } },
      { name: "temperature" },
    ]);
    const view = await draw(spec);
    const marksAtOne = () => filled(view, "#000000").map(({ x }) => x);
    const [before, axis] = [marksAtOne(), texts(view).filter((text) => /^\d\.\d$/.test(text))];
    expect(before).toHaveLength(3);
    await view.signal("logTemperature", Math.log10(5)).runAsync();
    shares(view).forEach((share, place) => expect(share).toBeCloseTo(naive([2, 1, -1], 5)[place], 10));
    expect(texts(view)).toContain("T = 5");
    expect(marksAtOne()).toEqual(before);
    expect(texts(view).filter((text) => /^\d\.\d$/.test(text))).toEqual(axis);
    view.finalize();
  });

  test("neither overflows nor says that a probability is 0 or 1", async () => {
    const view = await draw(softmaxTemperature({ ...three, logits: [5000, 4000, -5000], temperature: 0.1 }));
    expect(shares(view)).toEqual([1, 0, 0]);
    expect(texts(view)).toEqual(expect.arrayContaining(["> 0.999", "< 0.001", "o = 5,000"]));
    view.finalize();
  });

  test("is the same for logits that are all shifted by one number", async () => {
    const [first, second] = [
      [2, 1, -1],
      [102, 101, 99],
    ].map((logits) => draw(softmaxTemperature({ ...three, logits, temperature: 0.7 })));
    expect(shares(await first)).toEqual(shares(await second));
    (await first).finalize();
    (await second).finalize();
  });

  test("stays within 680 pixels and 10 kB", async () => {
    const classes = [
      "t-shirt",
      "trouser",
      "pullover",
      "dress",
      "coat",
      "sandal",
      "shirt",
      "sneaker",
      "bag",
      "boot",
    ];
    const spec = softmaxTemperature({ ...three, classes, logits: classes.map((_, place) => place / 2) });
    const { width } = await toPng(spec, { scale: 1 });
    expect(width).toBeLessThanOrEqual(680);
    expect(width).toBeGreaterThan(600);
    expect(JSON.stringify(spec).length).toBeLessThan(10_000);
  });

  test.each([
    ["a single class", { classes: ["cat"], logits: [1] }, /classes has 1 names; 2 to 20/],
    ["a name twice", { classes: ["cat", "cat", "bird"] }, /two classes are "cat"/],
    ["an empty name", { classes: ["cat", "", "bird"] }, /classes\[1\] must be a text .* got ""/],
    ["a logit too few", { logits: [1, 2] }, /logits has 2 entries; one for each of the 3/],
    ["a logit that is NaN", { logits: [1, NaN, 2] }, /logits\[1\] must be a finite number .* got NaN/],
    ["a temperature of zero", { temperature: 0 }, /temperature is 0; 0\.1 to 10/],
    ["no title", { title: "" }, /title must be a text .* got ""/],
  ] as [string, Partial<SoftmaxTemperatureOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => softmaxTemperature({ ...three, ...changes })).toThrow(message);
    expect(() => softmaxTemperature({ ...three, ...changes })).toThrow(ChartError);
  });
});
