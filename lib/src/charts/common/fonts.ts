import { sum } from "d3-array";
import { files, storage } from "../../platform";
import { ensure } from "./check";

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

/** @throws ChartError if a text is wider than `most` pixels. @param what begins the message, as in `the name "a" is` */
export const assertFits = (what: string, width: number, most: number, rest: string): void =>
  ensure(width <= most, `${what} ${Math.round(width)} pixels wide; at most ${most} ${rest}`);

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

/** How wide a text is at a font size of one pixel, read from a TrueType file's own tables. */
export type FontWidths = (text: string) => number;

/**
 * Reads the advance widths of a TrueType font: `cmap` (format 4) maps characters to glyphs, `hmtx` holds the
 * widths. Kerning is left out, so a text may be drawn a little narrower than measured. Characters outside the
 * Basic Multilingual Plane and characters that the font lacks count as the font's "missing" glyph.
 *
 * @param file path of a `.ttf` file
 * @throws Error if the file is not a TrueType font with a format 4 character map
 */
export function readFontWidths(file: string): FontWidths {
  const bytes = files.readNow(file);
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const table = tableFinder(font, file);
  const unitsPerEm = font.getUint16(table("head") + 18);
  const metricCount = font.getUint16(table("hhea") + 34);
  const metrics = table("hmtx");
  const glyphs = glyphsByCharacter(font, table("cmap"), file);
  const widthOf = (character: string): number => {
    const glyph = glyphs[character.codePointAt(0) as number] ?? 0;
    // Glyphs past the end of the list share the last width (the format's rule for monospaced tails).
    return font.getUint16(metrics + 4 * Math.min(glyph, metricCount - 1)) / unitsPerEm;
  };
  return (text) => sum(Array.from(text), widthOf);
}

/** Finds where each table of the font begins. */
function tableFinder(font: DataView, file: string): (tag: string) => number {
  const offsets = new Map<string, number>();
  const count = font.byteLength > 12 ? font.getUint16(4) : 0;
  for (let entry = 12; entry < 12 + 16 * count && entry + 16 <= font.byteLength; entry += 16) {
    const tag = [0, 1, 2, 3].map((i) => String.fromCharCode(font.getUint8(entry + i)));
    offsets.set(tag.join(""), font.getUint32(entry + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined || offset >= font.byteLength) {
      throw new Error(`readFontWidths: ${file} has no table "${tag}"; a complete TrueType file is wanted.`);
    }
    return offset;
  };
}

/** The number of each character's glyph; 0 is the "missing" glyph. */
function glyphsByCharacter(font: DataView, cmap: number, file: string): Uint16Array {
  const subtables = Array.from(
    { length: font.getUint16(cmap + 2) },
    (_, entry) => cmap + font.getUint32(cmap + 8 + 8 * entry),
  );
  const map = subtables.find((subtable) => font.getUint16(subtable) === 4);
  if (map === undefined) {
    throw new Error(`readFontWidths: ${file} has no character map of format 4; choose another font file.`);
  }
  const segments = font.getUint16(map + 6) / 2;
  const glyphs = new Uint16Array(0x10000);
  for (let segment = 0; segment < segments; segment++) {
    // Four lists, with two unused bytes after the first: last and first characters, a difference, an offset.
    const places = [0, 1, 2, 3].map((list) => map + 14 + 2 * (list * segments + segment) + (list && 2));
    const [end, start, delta, range] = places.map((place) => font.getUint16(place));
    for (let character = start; character <= end; character++) {
      const listed = range ? font.getUint16(places[3] + range + 2 * (character - start)) : character;
      // Sums are taken modulo 65,536, as the array does.
      glyphs[character] = range && !listed ? 0 : listed + delta;
    }
  }
  return glyphs;
}
