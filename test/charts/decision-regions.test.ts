import type { View } from "vega";
import { ChartError } from "../../lib/src/charts/common/check";
import { decisionRegions, type DecisionRegionsOptions } from "../../lib/src/charts/decision-regions";
import { toPng } from "../../lib/src/charts/render/render";
import { draw, items, marks, texts } from "./draw";

const options: DecisionRegionsOptions = {
  x: [0, 4, 10, 3],
  y: [10, 4, 0, 8],
  labels: [0, 1, 2, 0],
  classes: ["left", "middle", "right"],
  weights: [
    [-1, 0, 1],
    [0.5, 0, -0.5],
  ],
  bias: [1, 0, -2],
  sample: { x: 4, y: 5, label: 1 },
  title: "Three regions",
  xTitle: "width",
  yTitle: "height",
};

const logitsAt = (x: number, y: number, { weights, bias } = options): number[] =>
  Array.from(bias, (b, j) => weights[0][j] * x + weights[1][j] * y + b);
const softmaxAt = (x: number, y: number): number[] => {
  const powers = logitsAt(x, y).map((o) => Math.E ** o);
  return powers.map((power) => power / powers.reduce((total, each) => total + each));
};

interface Feature {
  properties: { class: string };
  geometry: { coordinates: [number, number][][] };
}
/** The regions' outlines in pixels of a frame of 335 × 330, by class. */
function outlines(changes: Partial<DecisionRegionsOptions> = {}): [string, [number, number][]][] {
  const text = JSON.stringify(decisionRegions({ ...options, ...changes }));
  const found = /"values":"(\{\\"type\\":\\"FeatureCollection.*?\})","format"/.exec(text)?.[1];
  const { features } = JSON.parse(JSON.parse(`"${found}"`) as string) as { features: Feature[] };
  return features.map(({ properties, geometry }) => [properties.class, geometry.coordinates[0]]);
}
/** By counting the edges that a ray to the right crosses. */
const isInside = ([x, y]: [number, number], outline: [number, number][]): boolean =>
  outline.slice(1).filter(([x2, y2], i) => {
    const [x1, y1] = outline[i];
    return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
  }).length %
    2 ===
  1;

describe("decisionRegions", () => {
  test("each point of the plane lies in the region of its largest logit", () => {
    const regions = outlines();
    expect(regions.map(([name]) => name)).toEqual(options.classes);
    for (let x = 0.37; x < 10; x += 0.7) {
      for (let y = 0.41; y < 10; y += 0.7) {
        const o = logitsAt(x, y);
        const inside = regions.filter(([, outline]) => isInside([33.5 * x, 33 * (10 - y)], outline));
        expect(inside.map(([name]) => name)).toEqual([options.classes[o.indexOf(Math.max(...o))]]);
      }
    }
  });

  test("a class that never has the largest logit alone has no region", () => {
    expect(outlines({ bias: [0, -1, 0] }).map(([name]) => name)).toEqual(["left", "right"]);
    expect(outlines({ bias: [0, 0, 0] }).map(([name]) => name)).toEqual(["left", "right"]);
  });

  const bars = (view: View) => items(view, "rect").map(({ width = NaN }) => width / 214);

  test("tells logits, probabilities and loss of the sample, and follows its sliders", async () => {
    const spec = decisionRegions(options);
    expect(spec.params).toMatchObject([
      { name: "sampleX", value: 4, bind: { min: 0, max: 10 } },
      { name: "sampleY", value: 5, bind: { min: 0, max: 10 } },
    ]);
    const view = await draw(spec);
    for (const [x, y] of [
      [4, 5],
      [9, 1],
    ]) {
      await view.signal("sampleX", x).signal("sampleY", y).runAsync();
      const yHat = softmaxAt(x, y);
      bars(view).forEach((share, j) => expect(share).toBeCloseTo(yHat[j], 10));
      const told = logitsAt(x, y).map(
        (o, j) => `o = ${o.toFixed(2).replace("-", "−")}, ŷ = ${yHat[j].toFixed(3)}`,
      );
      const loss = `label middle: −log ŷ = ${(-Math.log(yHat[1])).toFixed(3)}`;
      expect(texts(view)).toEqual(expect.arrayContaining([...told, loss]));
    }
    view.finalize();
  });

  test("arrows lead from each probability to what the label asks for", async () => {
    const view = await draw(decisionRegions(options));
    const yHat = softmaxAt(4, 5);
    const ends = marks(view, "rule").flatMap((scene) => scene.items.map(({ x = NaN, x2 = NaN }) => [x, x2]));
    const shares = ends.map((pair) => pair.map((end) => end / 214).sort((a, b) => a - b));
    yHat.forEach((p, j) => {
      const wanted = j === 1 ? 1 : 0;
      expect(shares[j][0]).toBeCloseTo(Math.min(p, wanted), 10);
      expect(shares[j][1]).toBeCloseTo(Math.max(p, wanted), 10);
    });
    view.finalize();
  });

  test("stays within 680 pixels", async () => {
    const { width } = await toPng(decisionRegions(options), { scale: 1 });
    expect(width).toBeLessThanOrEqual(680);
    expect(width).toBeGreaterThan(600);
  });

  test.each([
    ["a label without a class", { labels: [0, 1, 3, 0] }, /labels\[2\] must be from 0 to 2, got 3/],
    ["a label too few", { labels: [0, 1, 2] }, /labels has 3 entries; one for each of the 4 samples/],
    [
      "a long name",
      { classes: ["left", "middle", "a very long name"] },
      /is 117 pixels wide; at most 92 are wanted/,
    ],
    [
      "a subtitle that is not a text",
      { subtitle: 5 as never },
      /^decisionRegions: subtitle must be a text, got 5/,
    ],
    ["no sample", { sample: undefined }, /^decisionRegions: sample must be \{ x, y, label \}/],
    [
      "a sample of no class",
      { sample: { x: 4, y: 5, label: "length" as never } },
      /sample.label must be from 0 to 2/,
    ],
    ["no weights", { weights: undefined }, /^decisionRegions: weights has 0 entries/],
    ["one class", { classes: ["left"] }, /classes has 1 names; 2 to 7/],
    ["a bias too many", { bias: [1, 2, 3, 4] }, /bias has 4 entries; one for each of the 3 classes/],
    [
      "weights that are NaN",
      {
        weights: [
          [1, NaN, 2],
          [0, 0, 0],
        ],
      },
      /weights\[0\]\[1\] must be a finite number/,
    ],
    [
      "a sample of no class",
      { sample: { x: 1, y: 1, label: 3 } },
      /sample\.label must be from 0 to 2, got 3/,
    ],
    ["a sample outside", { sample: { x: 11, y: 1, label: 1 } }, /sample\.x is 11; 0 to 10 is wanted/],
    ["no title", { title: "" }, /title must be a text .* got ""/],
  ] as [string, Partial<DecisionRegionsOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => decisionRegions({ ...options, ...changes })).toThrow(message);
    expect(() => decisionRegions({ ...options, ...changes })).toThrow(ChartError);
  });
});
