import { readFileSync } from "node:fs";
import { inRoot } from "../../tools/setup/shared/paths.mjs";

const style = readFileSync(inRoot("tools", "site", "style", "theme.css"), "utf8");

const pairsOfColours = [...style.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)];

/** The colours of a theme by their names. @param place in each pair: 2 light, 3 dark */
const coloursAt = (place: number): Record<string, string> =>
  Object.fromEntries(pairsOfColours.map((match) => [match[1], match[place]]));

const light = coloursAt(2);
const dark = coloursAt(3);

/** Relative luminance as WCAG 2.2 defines it: 0 black, 1 white. */
function luminance(hex = ""): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast of two colours as WCAG 2.2 defines it: 1 none, 21 black on white. */
function contrast(one: string | undefined, other: string | undefined): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

test("contrast is counted as in the standard's examples", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 10);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test("each colour is stated once, for the light theme and the dark one", () => {
  expect(style.match(/--[\w-]+:/g)).toHaveLength(Object.keys(light).length);
  expect(Object.keys(light).length).toBeGreaterThan(15);
});

const texts = ["ink", "soft", "link", "comment", "keyword", "string", "number", "name", "type"];
const grounds = ["ground", "raised", "note"];
const pairs = texts.flatMap((text) => grounds.map((ground) => [text, ground] as const));

test.each([...pairs, ["ink", "mark"] as const])(
  "%s on %s has a contrast of 4.5 to 1 in both themes",
  (text, ground) => {
    for (const theme of [light, dark])
      expect(contrast(theme[text], theme[ground])).toBeGreaterThanOrEqual(4.5);
  },
);

test("what has the focus is told by a contrast of 3 to 1", () => {
  for (const theme of [light, dark]) {
    for (const ground of grounds) expect(contrast(theme["focus"], theme[ground])).toBeGreaterThanOrEqual(3);
  }
});
