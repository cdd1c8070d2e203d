import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { fontFiles, readFontWidths, textWidth, wrapText } from "../../../lib/src/charts/common/fonts";

/** What resvg, which reads fonts with code of its own, draws between two upright bars around the text. */
function drawnWidth(text: string, weight: string): number {
  const svg = (inner: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="200">` +
    `<text x="10" y="100" font-size="100" font-family="DejaVu Sans" font-weight="${weight}">${inner}</text></svg>`;
  const right = (inner: string): number => {
    const box = new Resvg(svg(inner), {
      font: { loadSystemFonts: false, fontFiles: fontFiles() },
    }).innerBBox();
    return box ? box.x + box.width : NaN;
  };
  return right(`|${text}|`) - right("||");
}

describe("font widths", () => {
  test.each([
    ["mean squared error", "normal"],
    ["$1,234,567.89", "normal"],
    ["∇ ⟨ ⟩ ∈ ℝ ✓ ✗ ŵ γ", "normal"],
    ["Each square foot adds $281", "bold"],
  ])("of %j in %s type agree with what resvg draws", (text, weight) => {
    // Kerning may take off a little; 1.5 % of a text's width is under a character of a full line.
    const measured = textWidth(text, { fontSize: 100, fontWeight: weight });
    expect(Math.abs(measured - drawnWidth(text, weight))).toBeLessThan(0.015 * measured + 2);
  });

  test("grow with the font size and with bold type", () => {
    expect(textWidth("loss", { fontSize: 24 })).toBeCloseTo(2 * textWidth("loss", { fontSize: 12 }), 10);
    expect(textWidth("loss", { fontSize: 12, fontWeight: 700 })).toBeGreaterThan(
      textWidth("loss", { fontSize: 12 }),
    );
  });

  test("of a character that the font lacks is that of the missing glyph", () => {
    const missing = textWidth("\uE000", { fontSize: 10 });
    expect(missing).toBeGreaterThan(0);
    expect(textWidth("线", { fontSize: 10 })).toBe(missing);
  });

  test("cannot be read from a file that is no font", () => {
    const folder = mkdtempSync(join(tmpdir(), "font-"));
    try {
      const file = join(folder, "broken.ttf");
      writeFileSync(file, "this is not a font, only text that is long enough");
      expect(() => readFontWidths(file)).toThrow(/readFontWidths: .*broken\.ttf has no table "head"/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("wrapText", () => {
  test("breaks between words, within the width, and loses nothing", () => {
    const text =
      "Each square foot of living area adds about $281 to the price, but large houses scatter widely";
    const lines = wrapText(text, 300, { fontSize: 15, fontWeight: "bold" });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(" ")).toBe(text);
    for (const line of lines) {
      expect(textWidth(line, { fontSize: 15, fontWeight: "bold" })).toBeLessThanOrEqual(300);
    }
  });

  test("lets a word that is too wide stand alone", () => {
    expect(wrapText("a Rindfleischetikettierung b", 40, { fontSize: 12 })).toEqual([
      "a",
      "Rindfleischetikettierung",
      "b",
    ]);
  });
});
