import fc from "fast-check";
import { pngUri } from "../../../lib/src/charts/images/png-uri";
import { readPixels } from "../draw";

const prefix = "data:image/png;base64,";
const bytesOf = (uri: string): Buffer => Buffer.from(uri.slice(prefix.length), "base64");

/** The colours as another PNG library reads them: red, green and blue of each pixel. */
async function read(uri: string): Promise<{ width: number; height: number; rgb: number[] }> {
  expect(uri.startsWith(prefix)).toBe(true);
  const { data, info } = await readPixels(uri);
  return { width: info.width, height: info.height, rgb: [...data] };
}

const sides = fc.record({ height: fc.integer({ min: 1, max: 9 }), width: fc.integer({ min: 1, max: 9 }) });
const picture = (channels: number) =>
  sides.chain(({ height, width }) =>
    fc.record({
      height: fc.constant(height),
      width: fc.constant(width),
      pixels: fc.uint8Array({
        minLength: height * width * channels,
        maxLength: height * width * channels,
      }),
    }),
  );

describe("pngUri", () => {
  test("keeps grey pixels as they are", async () => {
    await fc.assert(
      fc.asyncProperty(picture(1), async ({ pixels, height, width }) => {
        const rgb = [...pixels].flatMap((value) => [value, value, value]);
        expect(await read(pngUri({ pixels, height, width }))).toEqual({ width, height, rgb });
      }),
    );
  });

  test("keeps colours as they are", async () => {
    await fc.assert(
      fc.asyncProperty(picture(3), async ({ pixels, height, width }) => {
        expect(await read(pngUri({ pixels, height, width }))).toEqual({ width, height, rgb: [...pixels] });
      }),
    );
  });

  test("looks colours up in a palette", async () => {
    const palette = [
      [255, 255, 255],
      [0, 114, 178],
      [213, 94, 0],
    ] as const;
    const pixels = Uint8Array.from([0, 1, 2, 2, 1, 0]);
    const { width, height, rgb } = await read(pngUri({ pixels, height: 2, width: 3, palette }));
    expect([width, height]).toEqual([3, 2]);
    expect(rgb).toEqual([...pixels].flatMap((place) => palette[place]));
  });

  test("takes a tenth of the bytes for a gradient, by storing differences", () => {
    const height = 100;
    const width = 100;
    const across = Uint8Array.from({ length: height * width }, (_, at) => (at % width) * 2);
    const down = Uint8Array.from({ length: height * width }, (_, at) => Math.floor(at / width) * 2);
    const noise = Uint8Array.from({ length: height * width }, (_, at) => (at * 7919 * (at + 13)) % 251);
    for (const pixels of [across, down]) {
      expect(bytesOf(pngUri({ pixels, height, width })).length).toBeLessThan(1000);
    }
    expect(bytesOf(pngUri({ pixels: noise, height, width })).length).toBeLessThan(10_500);
  });
});
