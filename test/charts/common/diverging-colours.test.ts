import { divergingColour, hexOf, isDark } from "../../../lib/src/charts/common/theme";

/** Relative luminance by WCAG 2.2, and the contrast of a colour with white and with black. */
const luminance = (rgb: readonly number[]): number => {
  const [red, green, blue] = rgb.map((value) =>
    value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const steps = Array.from({ length: 201 }, (_, step) => step / 200);

describe("divergingColour", () => {
  test("is white at zero and gets darker with every step to either side", () => {
    expect(divergingColour(0)).toEqual([255, 255, 255]);
    for (const side of [1, -1]) {
      const lights = steps.map((step) => luminance(divergingColour(side * step)));
      lights.slice(1).forEach((light, place) => expect(light).toBeLessThan(lights[place]));
    }
  });

  test("goes through the charts' blue and vermilion, and stays at the ends beyond them", () => {
    expect(hexOf(divergingColour(0.6)).toUpperCase()).toBe("#0072B2");
    expect(hexOf(divergingColour(-0.6)).toUpperCase()).toBe("#D55E00");
    expect(divergingColour(5)).toEqual(divergingColour(1));
    expect(divergingColour(-5)).toEqual(divergingColour(-1));
  });
});

test("isDark chooses the ink with the greater contrast, which is at least 4.5 to 1", () => {
  for (const value of [...steps, ...steps.map((step) => -step)]) {
    const colour = divergingColour(value);
    const onWhite = 1.05 / (luminance(colour) + 0.05);
    const onBlack = (luminance(colour) + 0.05) / 0.05;
    const chosen = isDark(colour) ? onWhite : onBlack;
    expect(chosen).toBeGreaterThanOrEqual(Math.max(onWhite, onBlack) - 0.1);
    expect(chosen).toBeGreaterThanOrEqual(4.5);
  }
});
