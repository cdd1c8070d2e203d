import { sum } from "d3-array";
import { base64, compression, hash } from "../../platform";
import type { Rgb } from "../common/theme";

/** A picture, row after row from the top left corner. */
export interface Picture {
  /** One byte a pixel (grey, or a place in `palette`), or three (red, green, blue). */
  pixels: Uint8Array;
  height: number;
  width: number;
  /** Colours that the bytes name, at most 256. Left out: the bytes are grey, or red, green and blue. */
  palette?: readonly Rgb[];
}

const signature = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A picture as a `data:` URI of a PNG file without loss. Written without waiting, as charts are built; each row
 * is stored as it is or as differences to its neighbours, whichever makes the smaller file.
 */
export function pngUri({ pixels, height, width, palette }: Picture): string {
  const channels = pixels.length / (height * width);
  const type = palette ? colourType.palette : channels === 3 ? colourType.rgb : colourType.grey;
  // Places in a palette are names, not amounts: differences between them say nothing.
  const tried = palette ? [0] : [0, 1, 2];
  const bodies = tried.map((filter) =>
    compression.deflate(filtered(pixels, { rowLength: width * channels, channels, filter })),
  );
  const body = bodies.reduce((best, next) => (next.length < best.length ? next : best));
  const file = joined([
    signature,
    chunk("IHDR", joined([uint32(width), uint32(height), Uint8Array.of(8, type, 0, 0, 0)])),
    ...(palette ? [chunk("PLTE", Uint8Array.from(palette.flat()))] : []),
    chunk("IDAT", body),
    chunk("IEND", new Uint8Array()),
  ]);
  return `data:image/png;base64,${base64(file)}`;
}

const colourType = { grey: 0, rgb: 2, palette: 3 };

/** Rows with PNG's filter 0 (as they are), 1 (less the pixel to the left) or 2 (less the pixel above). */
function filtered(
  pixels: Uint8Array,
  { rowLength, channels, filter }: { rowLength: number; channels: number; filter: number },
): Uint8Array {
  const rows = pixels.length / rowLength;
  const out = new Uint8Array(rows * (rowLength + 1));
  for (let row = 0; row < rows; row++) {
    const start = row * (rowLength + 1);
    out[start] = filter;
    for (let column = 0; column < rowLength; column++) {
      const at = row * rowLength + column;
      const left = column >= channels ? pixels[at - channels] : 0;
      const above = row > 0 ? pixels[at - rowLength] : 0;
      out[start + 1 + column] = pixels[at] - (filter === 1 ? left : filter === 2 ? above : 0);
    }
  }
  return out;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([new TextEncoder().encode(type), data]);
  return joined([uint32(data.length), named, uint32(hash.crc32(named))]);
}

/** A number in four bytes, the highest first. */
const uint32 = (value: number): Uint8Array =>
  Uint8Array.from([24, 16, 8, 0], (shift) => (value >>> shift) & 0xff);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(sum(parts, ({ length }) => length));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}
