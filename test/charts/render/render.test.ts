import sharp from "sharp";
import type { TopLevelSpec } from "vega-lite";
import { toPng, toSvg } from "../../../lib/src/charts/render/render";
import { csvRows } from "../../../lib/src/charts/common/rows";
import { themed } from "../../../lib/src/charts/common/theme";

const points = (changes: Partial<Record<"x" | "color", object>> = {}): TopLevelSpec =>
  themed({
    title: "Four points",
    subtitle: "∇L ∈ ℝ",
    width: 300,
    height: 200,
    data: csvRows({ x: [1, 2, 3, 4], y: [1, 4, 9, 16], kind: ["a", "b", "a", "b"] }),
    mark: { type: "point", clip: true },
    encoding: {
      x: { field: "x", type: "quantitative" },
      y: { field: "y", type: "quantitative" },
      ...changes,
    },
  });

interface Pixels {
  data: Buffer;
  info: { width: number; height: number };
}

/** Red, green, blue and opacity of each pixel. */
const pixels = async (png: Uint8Array): Promise<Pixels> =>
  await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });

/** A picture of one colour as data URI. */
async function colouredImage(): Promise<string> {
  const create = { width: 4, height: 4, channels: 3 as const, background: { r: 255, g: 0, b: 0 } };
  const png = (await sharp({ create }).png().toBuffer()) as Buffer;
  return `data:image/png;base64,${png.toString("base64")}`;
}

const imageMark = (url: string): TopLevelSpec =>
  themed({
    width: 100,
    height: 100,
    data: { values: [{ url }] },
    mark: { type: "image", width: 50, height: 50, x: 50, y: 50 },
    encoding: { url: { field: "url", type: "nominal" } },
  });

describe("toSvg", () => {
  test("draws each point once, on white, with title and axis titles", async () => {
    const svg = await toSvg(points());
    const group = /<g class="mark-symbol role-mark marks".*?<\/g>/s.exec(svg)?.[0] ?? "";
    expect(group.match(/<path /g)).toHaveLength(4);
    expect(svg).toMatch(/<rect width="[\d.]+" height="[\d.]+" fill="white"/);
    for (const text of ["Four points", "∇L ∈ ℝ", ">x<", ">y<"]) expect(svg).toContain(text);
    expect(svg).toMatch(/font-family="DejaVu Sans,/);
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  test("gives the same text each time, also when charts are drawn at once", async () => {
    const [first, second] = await Promise.all([toSvg(points()), toSvg(points())]);
    expect(second).toBe(first);
    expect(await toSvg(points())).toBe(first);
  });

  test("puts pictures in, with their data", async () => {
    const url = await colouredImage();
    expect(await toSvg(imageMark(url))).toContain(`href="${url}"`);
  });

  test.each([
    ["a field that is not a column", points({ x: { field: "area", type: "quantitative" } }), /"area"/],
    [
      "a field that is not a column, on a fixed axis",
      points({ x: { field: "area", type: "quantitative", scale: { domain: [0, 1] } } }),
      /no row has numbers in its column .*"area"/,
    ],
    [
      "a category that is not a column",
      points({ color: { field: "colour", type: "nominal" } }),
      /legend-label reads "undefined"/,
    ],
    ["an unknown type", points({ x: { field: "x", type: "number" } }), /Vega/],
    [
      "a logarithmic axis over zero",
      points({ x: { field: "x", type: "quantitative", scale: { type: "log", domain: [0, 4] } } }),
      /logarithmic scale x reaches from 0 to 4/,
    ],
    [
      "a number without a place on a logarithmic axis",
      themed({
        data: csvRows({ x: [0, 1] }),
        mark: "rule",
        encoding: { x: { field: "x", type: "quantitative", scale: { type: "log", domain: [1, 10] } } },
      }),
      /a rule has x = -?(Infinity|NaN)/,
    ],
    [
      "a warning of Vega-Lite",
      points({ x: { field: "x", type: "quantitative", scale: { type: "log", zero: true } } }),
      /finds fault/,
    ],
    ["a picture that is a file", imageMark("shoe.png"), /"shoe\.png"/],
    ["something that is no chart", {} as TopLevelSpec, /Vega-Lite cannot read the chart/],
  ])("refuses %s with a ChartError", async (_, spec, message) => {
    await expect(toSvg(spec)).rejects.toThrow(message);
    await expect(toSvg(spec)).rejects.toMatchObject({ name: "ChartError" });
  });
});

describe("toPng", () => {
  test("gives the same bytes each time", async () => {
    const first = await toPng(points());
    const second = await toPng(points());
    expect(Buffer.from(second.png).equals(first.png)).toBe(true);
  });

  test("draws twice as many pixels as the chart is wide and high, in a palette", async () => {
    const { png, width, height } = await toPng(points());
    const svg = await toSvg(points());
    const [, svgWidth, svgHeight] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    expect(width).toBe(Math.round(Number(svgWidth)));
    expect(height).toBe(Math.round(Number(svgHeight)));
    const { info } = await pixels(png);
    expect(Math.abs(info.width - 2 * width)).toBeLessThanOrEqual(2);
    expect(Math.abs(info.height - 2 * height)).toBeLessThanOrEqual(2);
    const indexedColour = 3;
    expect(png[25]).toBe(indexedColour);
    expect((await pixels((await toPng(points(), { scale: 1 })).png)).info.width).toBe(width);
  });

  test("shows the theme's blue, and white behind it", async () => {
    const { data } = await pixels((await toPng(points())).png);
    expect([...data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
    let blue = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 2] > 130 && data[at] < 110 && data[at + 1] < data[at + 2]) blue++;
    }
    // Four dots of 40 square pixels, at twice the size each way.
    expect(blue).toBeGreaterThan(300);
    expect(blue).toBeLessThan(900);
  });

  test("shows pictures in their colours", async () => {
    const { png } = await toPng(imageMark(await colouredImage()), { scale: 1 });
    const { data } = await pixels(png);
    let red = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] > 240 && data[at + 1] < 15) red++;
    expect(red).toBeGreaterThan(48 * 48);
    expect(red).toBeLessThan(52 * 52);
  });

  test("keeps the edges between enlarged pixels sharp where a chart asks for that", async () => {
    const raw = { width: 2, height: 1, channels: 3 as const };
    const image = (await sharp(Buffer.from([0, 0, 0, 255, 255, 255]), { raw })
      .png()
      .toBuffer()) as Buffer;
    const spec = themed({
      ...{ width: 100, height: 50 },
      data: { values: [{ url: `data:image/png;base64,${image.toString("base64")}` }] },
      mark: { type: "image", width: 100, height: 50, x: 50, y: 25, aspect: false, smooth: false },
      encoding: { url: { field: "url", type: "nominal" } },
    });
    const { data, info } = await pixels((await toPng(spec, { scale: 1 })).png);
    const padding = 8;
    const middle = Array.from({ length: 100 }, (_, x) => data[4 * (33 * info.width + padding + x)]);
    expect(middle).toEqual([...Array<number>(50).fill(0), ...Array<number>(50).fill(255)]);
  });

  test.each([0, -1, NaN, 100])("refuses a scale of %p", async (scale) => {
    await expect(toPng(points(), { scale })).rejects.toThrow(/toPng: scale is/);
  });
});
