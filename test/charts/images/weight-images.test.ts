import { ChartError } from "../../../lib/src/charts/common/check";
import { weightImages, type WeightImagesOptions } from "../../../lib/src/charts/images/weight-images";
import { toPng } from "../../../lib/src/charts/render/render";
import { draw, items, overlappingTexts, readPixels, texts } from "../draw";

/** Two classes and four pixels: the weights of a pixel stand side by side. */
const small: WeightImagesOptions = {
  W: [0, 0.5, 0.25, -0.5, -0.25, 0, 0.1, -0.1],
  height: 2,
  width: 2,
  classes: ["bag", "ankle boot"],
  title: "Each class looks for other pixels",
};

/** Red, green and blue of the pixels of a chart's images, the key's strip last. */
async function colours(options: WeightImagesOptions): Promise<number[][][]> {
  const view = await draw(weightImages(options));
  const urls = items(view, "image").map(({ url }) => String(url));
  view.finalize();
  return await Promise.all(
    urls.map(async (url) => {
      const data = [...(await readPixels(url)).data];
      return Array.from({ length: data.length / 3 }, (_, at) => data.slice(3 * at, 3 * at + 3));
    }),
  );
}

describe("weightImages", () => {
  test("picks each class's column, white at zero, blue above and orange below", async () => {
    const [bag, boot] = await colours(small);
    const kind = ([red, , blue]: number[]) => (red === blue ? "white" : blue > red ? "blue" : "orange");
    expect(bag.map(kind)).toEqual(["white", "blue", "orange", "blue"]);
    expect(boot.map(kind)).toEqual(["blue", "orange", "white", "orange"]);
    expect(bag[0]).toEqual([255, 255, 255]);
  });

  test("has one scale for all classes, the same on both sides", async () => {
    const [bag, boot, key] = await colours(small);
    expect(boot[0]).toEqual(key[key.length - 1]);
    expect(boot[1]).toEqual(key[0]);
    expect(key[(key.length - 1) / 2]).toEqual([255, 255, 255]);
    // Half of the greatest size is half way from the key's middle to its end, in each image.
    expect(bag[1]).toEqual(key[60]);
    expect(bag[2]).toEqual(key[20]);
    const view = await draw(weightImages(small));
    expect(texts(view)).toEqual(expect.arrayContaining(["bag", "ankle boot", "−0.5", "0", "0.5"]));
    view.finalize();
  });

  test("says so where weights lie beyond a given limit", async () => {
    const [bag, , key] = await colours({ ...small, limit: 0.25 });
    expect(bag[1]).toEqual(key[80]);
    expect(bag[2]).toEqual(key[0]);
    const cut = await draw(weightImages({ ...small, limit: 0.25 }));
    expect(texts(cut)).toEqual(expect.arrayContaining(["≤ −0.25", "≥ 0.25"]));
    cut.finalize();
    const wide = await draw(weightImages({ ...small, limit: 2 }));
    expect(texts(wide)).toEqual(expect.arrayContaining(["−2", "2"]));
    wide.finalize();
  });

  test("draws weights that are all zero as white", async () => {
    const [bag] = await colours({ ...small, W: new Float32Array(8) });
    expect(bag).toEqual(Array(4).fill([255, 255, 255]));
  });

  test("tells each class's range where the pointer rests", async () => {
    const view = await draw(weightImages(small));
    const { tooltip } = items(view, "image")[1] as unknown as { tooltip: object };
    expect(tooltip).toEqual({ class: "ankle boot", "smallest weight": "−0.5", "greatest weight": "0.5" });
    view.finalize();
  });

  test("shows ten classes of 28 × 28 whole, within 680 pixels and 25 kB", async () => {
    const classes = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag"];
    const options = {
      ...{ ...small, classes: [...classes, "ankle boot"], height: 28, width: 28 },
      W: Float32Array.from({ length: 7840 }, (_, at) => Math.sin(at * at)),
    };
    const spec = weightImages(options);
    const view = await draw(spec);
    expect(texts(view)).toEqual(expect.arrayContaining(options.classes));
    expect(overlappingTexts(view)).toEqual([]);
    expect(items(view, "image")).toHaveLength(11);
    view.finalize();
    expect((await toPng(spec, { scale: 1 })).width).toBeLessThanOrEqual(680);
    expect(JSON.stringify(spec).length).toBeLessThan(25_000);
  });

  test.each([
    [
      "a bias among the weights",
      { W: new Float32Array(10) },
      /W has 10 weights; .* = 8 is wanted. Leave the bias/,
    ],
    ["NaN", { W: [0, 0, 0, 0, 0, 0, 0, NaN] }, /W\[7\] must be a finite number .* got NaN/],
    ["no classes", { classes: [] }, /classes\.length is 0/],
    ["an empty name", { classes: ["a", ""] }, /classes\[1\] must be a text .* got ""/],
    ["a limit of 0", { limit: 0 }, /limit is 0; a finite number above 0/],
    ["half a pixel", { width: 0.5 }, /width is 0\.5/],
    ["no title", { title: "" }, /title must be a text .* got ""/],
  ] as [string, Partial<WeightImagesOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => weightImages({ ...small, ...changes })).toThrow(message);
    expect(() => weightImages({ ...small, ...changes })).toThrow(ChartError);
  });
});
