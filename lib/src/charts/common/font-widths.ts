import { readFileSync } from "node:fs";

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
  const font = readFileSync(file);
  const table = tableFinder(font, file);
  const unitsPerEm = font.readUInt16BE(table("head") + 18);
  const metricCount = font.readUInt16BE(table("hhea") + 34);
  const metrics = table("hmtx");
  const glyphOf = glyphFinder(font, table("cmap"), file);
  const known = new Map<number, number>();

  const widthOf = (character: number): number => {
    let width = known.get(character);
    if (width === undefined) {
      // Glyphs past the end of the list share the last width (the format's rule for monospaced tails).
      const row = Math.min(glyphOf(character), metricCount - 1);
      width = font.readUInt16BE(metrics + 4 * row) / unitsPerEm;
      known.set(character, width);
    }
    return width;
  };
  return (text) => {
    let sum = 0;
    for (const character of text) sum += widthOf(character.codePointAt(0) as number);
    return sum;
  };
}

/** Finds where each table of the font begins. */
function tableFinder(font: Buffer, file: string): (tag: string) => number {
  const offsets = new Map<string, number>();
  const count = font.length > 12 ? font.readUInt16BE(4) : 0;
  for (let entry = 12; entry < 12 + 16 * count && entry + 16 <= font.length; entry += 16) {
    offsets.set(font.toString("latin1", entry, entry + 4), font.readUInt32BE(entry + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined || offset >= font.length) {
      throw new Error(`readFontWidths: ${file} has no table "${tag}"; a complete TrueType file is wanted.`);
    }
    return offset;
  };
}

/** Maps characters to glyph numbers; 0 is the "missing" glyph. */
function glyphFinder(font: Buffer, cmap: number, file: string): (character: number) => number {
  const map = format4Subtable(font, cmap);
  if (map === undefined) {
    throw new Error(`readFontWidths: ${file} has no character map of format 4; choose another font file.`);
  }
  const segments = font.readUInt16BE(map + 6) / 2;
  const ends = map + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const ranges = deltas + 2 * segments;
  return (character) => {
    if (character > 0xffff) return 0;
    for (let segment = 0; segment < segments; segment++) {
      if (font.readUInt16BE(ends + 2 * segment) < character) continue;
      const start = font.readUInt16BE(starts + 2 * segment);
      if (start > character) return 0;
      const delta = font.readUInt16BE(deltas + 2 * segment);
      const rangeAt = ranges + 2 * segment;
      const range = font.readUInt16BE(rangeAt);
      if (range === 0) return (character + delta) & 0xffff;
      const glyph = font.readUInt16BE(rangeAt + range + 2 * (character - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function format4Subtable(font: Buffer, cmap: number): number | undefined {
  const count = font.readUInt16BE(cmap + 2);
  for (let entry = 0; entry < count; entry++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + 8 * entry + 4);
    if (font.readUInt16BE(subtable) === 4) return subtable;
  }
  return undefined;
}
