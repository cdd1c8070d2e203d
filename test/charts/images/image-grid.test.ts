import { gunzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../../../lib/src/charts/common/check";
import { imageGrid, type ImageGridOptions } from "../../../lib/src/charts/images/image-grid";
import { toPng } from "../../../lib/src/charts/render/render";
import { draw, items, marks, overlappingTexts, readPixels, texts } from "../draw";

/** The first test images of Fashion-MNIST, read without the library. */
const file = join(__dirname, "../../../data/fashion-mnist/t10k-images-idx3-ubyte.gz");
const testImages = (count: number): Uint8Array =>
  gunzipSync(readFileSync(file)).subarray(16, 16 + 784 * count);

const four: ImageGridOptions = {
  pixels: Uint8Array.from([0, 255, 255, 0, 10, 20, 30, 40, 0, 0, 0, 0, 255, 255, 255, 255]),
  height: 2,
  width: 2,
  scale: 20,
  captions: ["chess", "steps", "dark", "bright"],
  title: "Four images of four pixels",
};
const noise = (length: number) =>
  Uint8Array.from({ length }, (_, at) => Math.floor(Math.sin(at * 12.9898) * 43_758.5453) & 255);
const told = (item: ReturnType<typeof items>[number]) =>
  (item as unknown as { tooltip: Record<string, string> }).tooltip;

async function pixelsOf(spec: TopLevelSpec) {
  const { png, ...size } = await toPng(spec, { scale: 1 });
  const { data, info } = await readPixels(png);
  return { ...size, at: (x: number, y: number) => data[3 * (Math.round(y) * info.width + Math.round(x))] };
}

describe("imageGrid", () => {
  test("draws each image in its place and size, row after row", async () => {
    const view = await draw(imageGrid({ ...four, columns: 2 }));
    const drawn = items(view, "image");
    expect(drawn.map(({ width, height }) => [width, height])).toEqual(Array(4).fill([40, 40]));
    const [first, second, third, fourth] = drawn.map(({ x = NaN, y = NaN }) => ({ x, y }));
    expect(second.y).toBe(first.y);
    expect(second.x).toBeGreaterThan(first.x + 40);
    expect(third.x).toBe(first.x);
    expect(third.y).toBeGreaterThan(first.y + 40);
    expect(fourth).toEqual({ x: second.x, y: third.y });
    expect(texts(view)).toEqual(expect.arrayContaining([...(four.captions ?? []), four.title]));
    view.finalize();
  });

  test("shows pixels with sharp edges and in their own grey", async () => {
    const spec = imageGrid({ ...four, captions: ["", "", "", ""], scale: 100, columns: 2 });
    const view = await draw(spec);
    const [left, top] = view.origin();
    const [chess, steps] = items(view, "image").map(({ x = NaN, y = NaN }) => [x + left + 8, y + top + 8]);
    view.finalize();
    const { at } = await pixelsOf(spec);
    for (const inside of [4, 50, 95]) {
      expect(at(chess[0] + inside, chess[1] + inside)).toBe(0);
      expect(at(chess[0] + 100 + inside, chess[1] + inside)).toBe(255);
      // The palette of a still picture merges shades that nobody can tell apart.
      expect(Math.abs(at(steps[0] + 100 + inside, steps[1] + 100 + inside) - 40)).toBeLessThan(4);
    }
  });

  test("tells hits from mistakes by colour and by sign", async () => {
    const view = await draw(imageGrid({ ...four, marks: ["right", "wrong", undefined, "right"] }));
    const captions = marks(view, "text").flatMap((scene) => scene.items);
    expect(captions.map(({ text, fill }) => [text, fill])).toEqual([
      ["✓ chess", "#0072B2"],
      ["✗ steps", "#D55E00"],
      ["dark", "#222222"],
      ["✓ bright", "#0072B2"],
    ]);
    expect(items(view, "rect").map(({ stroke }) => stroke)).toEqual(["#0072B2", "#D55E00", "#0072B2"]);
    view.finalize();
    const bare = await draw(
      imageGrid({ ...four, captions: undefined, marks: ["right", "wrong", "wrong", "right"] }),
    );
    expect(items(bare, "text").map(({ text }) => text)).toEqual(["✓", "✗", "✗", "✓"]);
    bare.finalize();
  });

  test("tells place, caption and details where the pointer rests, on the image and on its caption", async () => {
    const details = [0.9, 0.8, 0.7, 0.6].map((probability, index) => ({ index, "p(right)": probability }));
    const view = await draw(imageGrid({ ...four, details }));
    const second = { image: "2 of 4", caption: "steps", index: "1", "p(right)": "0.8" };
    expect(told(items(view, "image")[1])).toEqual(second);
    expect(told(items(view, "text")[1])).toEqual(second);
    view.finalize();
  });

  test("describes each image to those who cannot see it, instead of reading its bytes out", async () => {
    const view = await draw(imageGrid(four));
    const spoken = items(view, "image").map(
      (item) => (item as unknown as { description: string }).description,
    );
    expect(spoken).toEqual(four.captions);
    expect(view.description()).toBe("4 images: Four images of four pixels");
    view.finalize();
  });

  test("begins a row for each group, with its heading on the left", async () => {
    const groups = [
      { heading: "three of one class", count: 3 },
      { heading: "one of another", count: 1 },
    ];
    const view = await draw(imageGrid({ ...four, captions: undefined, groups, columns: 2 }));
    const places = items(view, "image").map(({ x = NaN, y = NaN }) => [x, y]);
    const [left, right] = [places[0][0], places[1][0]];
    expect(places.map(([x]) => x)).toEqual([left, right, left, left]);
    expect(new Set(places.map(([, y]) => y)).size).toBe(3);
    const headings = items(view, "text");
    expect(headings.map(({ text }) => text)).toEqual(["three of one class", "one of another"]);
    expect(headings.map(({ y = NaN }) => y)).toEqual([places[0][1] + 20, places[3][1] + 20]);
    for (const { x = NaN } of headings) expect(x).toBeLessThan(left);
    view.finalize();
  });

  test.each([
    ["captions of two words", 18, { captions: Array<string>(18).fill("ankle boot") }],
    [
      "captions of several lines",
      20,
      { captions: Array<string>(20).fill("ankle boot\ntaken for a pullover") },
    ],
    ["no captions", 200, {}],
    ["large images", 3, { scale: 7, captions: ["a", "b", "c"] }],
    ["one column", 2, { columns: 1, captions: ["ankle boot", "sneaker"] }],
    [
      "long headings",
      20,
      { groups: [{ heading: "those that were taken for something else", count: 20 }], scale: 1 },
    ],
  ] as [string, number, Partial<ImageGridOptions>][])(
    "keeps texts apart and whole within 680 pixels with %s",
    async (_, count, changes) => {
      const spec = imageGrid({ pixels: testImages(count), height: 28, width: 28, title: "Test", ...changes });
      const view = await draw(spec);
      expect(overlappingTexts(view)).toEqual([]);
      expect(items(view, "image")).toHaveLength(count);
      const { width } = await toPng(spec, { scale: 1 });
      expect(width).toBeLessThanOrEqual(680);
      view.finalize();
    },
  );

  test("takes under a kilobyte for an image of clothing, and stays small as a still picture", async () => {
    const spec = imageGrid({ pixels: testImages(18), height: 28, width: 28, title: "Test" });
    expect(JSON.stringify(spec).length).toBeLessThan(18_000);
    expect((await toPng(spec)).png.length).toBeLessThan(25_000);
  });

  test("draws colour pictures", async () => {
    const orange = [213, 94, 0];
    const pixels = Uint8Array.from({ length: 48 }, (_, at) => orange[at % 3]);
    const spec = imageGrid({ pixels, height: 4, width: 4, channels: 3, title: "Orange" });
    const view = await draw(spec);
    const url = items(view, "image")[0].url ?? "";
    view.finalize();
    expect([...(await readPixels(url)).data]).toEqual([...pixels]);
  });

  test.each([
    ["no pixels", { pixels: [] }, /pixels has 0 values, and an image takes 4/],
    ["half an image", { pixels: new Uint8Array(6) }, /pixels has 6 values, and an image takes 4/],
    ["201 images", { pixels: new Uint8Array(804) }, /201 images are given; at most 200 .* pixels\.subarray/],
    [
      "more than a notebook should hold",
      { ...{ height: 300, width: 300, scale: 1, channels: 3, captions: undefined }, pixels: noise(540_000) },
      /the images take [\d]+ kB in the notebook; at most 500 kB are drawn\. Draw fewer/,
    ],
    ["a negative pixel", { pixels: [0, -1, 0, 0] }, /pixels\[1\] must be a number from 0 to 255, got -1/],
    ["NaN", { pixels: [0, 0, 0, NaN] }, /pixels\[3\] must be a number from 0 to 255, got NaN/],
    ["fractions up to 1", { pixels: [0, 0.5, 1, 0] }, /fractions from 0 to 1.*Multiply them by 255/],
    ["a height that is not a whole number", { height: 1.5 }, /height is 1\.5/],
    ["four channels", { channels: 4 as 3 }, /channels is 4; 1 \(grey\) or 3 \(colour\)/],
    ["too few captions", { captions: ["a"] }, /captions has 1 entries; one for each of 4/],
    ["too many marks", { marks: Array<"right">(5).fill("right") }, /marks has 5 entries/],
    ["an unknown mark", { marks: ["right", "left" as "right", "wrong", "wrong"] }, /marks\[1\] is "left"/],
    [
      "details that name different things",
      { details: [{ a: 1 }, { a: 1 }, { b: 1 }, { a: 1 }] },
      /details\[2\] names \["b"\]; the same as the first, \["a"\]/,
    ],
    ["a scale of 0", { scale: 0 }, /scale is 0/],
    ["images wider than a chart", { scale: 400 }, /at most 332, with which one image fills the chart/],
    ["columns that do not fit", { scale: 100, columns: 4 }, /4 columns .* take at most 3 columns/],
    ["no column", { columns: 0 }, /columns is 0/],
    ["a caption wider than a chart", { captions: ["x".repeat(200), "", "", ""] }, /shorter words/],
    ["groups that leave images out", { groups: [{ heading: "a", count: 3 }] }, /groups count 3 images and 4/],
    [
      "a group without heading",
      { groups: [{ heading: "", count: 4 }] },
      /groups\[0\]\.heading must be a text .* got ""/,
    ],
    ["no title", { title: " " }, /title must be a text .* got " "/],
  ] as [string, Partial<ImageGridOptions>, RegExp][])("refuses %s", (_, changes, message) => {
    expect(() => imageGrid({ ...four, ...changes })).toThrow(message);
    expect(() => imageGrid({ ...four, ...changes })).toThrow(ChartError);
  });
});
