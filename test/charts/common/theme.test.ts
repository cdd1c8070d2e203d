import { dashes, palette, shapes, themed } from "../../../lib/src/charts/common/theme";

/** Relative luminance of a colour by WCAG 2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("the theme", () => {
  test("has a dash and a shape for each colour, all different", () => {
    for (const cues of [dashes.map(String), shapes, palette]) {
      expect(new Set(cues).size).toBe(7);
    }
  });

  test("has colours that stand out from white", () => {
    for (const colour of palette) expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThan(2);
  });

  test("names the schema that JupyterLab draws and an opaque background", () => {
    expect(themed({ mark: "point", data: { values: [] } })).toMatchObject({
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      background: "white",
    });
  });
});
