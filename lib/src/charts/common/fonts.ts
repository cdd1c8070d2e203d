import { storage } from "../../platform";
import { readFontWidths, type FontWidths } from "./font-widths";

/**
 * The one font family of all charts. Still pictures use the files below and no font of the machine, so that
 * they are the same everywhere; a browser without DejaVu Sans falls back to Verdana, its closest relative.
 */
export const fontFamily = "DejaVu Sans, Verdana, sans-serif";

const names = { regular: "DejaVuSans", bold: "DejaVuSans-Bold", italic: "DejaVuSans-Oblique" };
type Face = keyof typeof names;

/** The font files that a still picture is drawn with. */
export const fontFiles = (): string[] => Object.values(names).map((name) => storage.fontFile(name));

/** What decides how wide a text is drawn. Size in pixels. */
export interface TextStyle {
  fontSize: number;
  fontWeight?: string | number | undefined;
  fontStyle?: string | undefined;
}

const widths = new Map<Face, FontWidths>();

/** The width in pixels of one line of text, drawn in the charts' font. */
export function textWidth(text: string, { fontSize, fontWeight, fontStyle }: TextStyle): number {
  const isBold = fontWeight === "bold" || fontWeight === "bolder" || Number(fontWeight) >= 600;
  const face: Face = isBold
    ? "bold"
    : fontStyle === "italic" || fontStyle === "oblique"
      ? "italic"
      : "regular";
  let measure = widths.get(face);
  if (!measure) widths.set(face, (measure = readFontWidths(storage.fontFile(names[face]))));
  return measure(text) * fontSize;
}

/** Breaks a text between words into lines no wider than `width` pixels; a longer word stands alone. */
export function wrapText(text: string, width: number, style: TextStyle): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && textWidth(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
