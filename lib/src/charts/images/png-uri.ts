import { crc32, deflateSync } from "node:zlib";
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

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A picture as a `data:` URI of a PNG file without loss. Written without waiting, as charts are built; each row
 * is stored as it is or as differences to its neighbours, whichever makes the smaller file.
 */
export function pngUri({ pixels, height, width, palette }: Picture): string {
  const channels = pixels.length / (height * width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = palette ? colourType.palette : channels === 3 ? colourType.rgb : colourType.grey;
  // Places in a palette are names, not amounts: differences between them say nothing.
  const tried = palette ? [0] : [0, 1, 2];
  const bodies = tried.map((filter) =>
    deflateSync(filtered(pixels, { rowLength: width * channels, channels, filter }), { level: 9 }),
  );
  const body = bodies.reduce((best, next) => (next.length < best.length ? next : best));
  const file = Buffer.concat([
    signature,
    chunk("IHDR", head),
    ...(palette ? [chunk("PLTE", Buffer.from(palette.flat()))] : []),
    chunk("IDAT", body),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${file.toString("base64")}`;
}

const colourType = { grey: 0, rgb: 2, palette: 3 };

/** Rows with PNG's filter 0 (as they are), 1 (less the pixel to the left) or 2 (less the pixel above). */
function filtered(
  pixels: Uint8Array,
  { rowLength, channels, filter }: { rowLength: number; channels: number; filter: number },
): Buffer {
  const rows = pixels.length / rowLength;
  const out = Buffer.alloc(rows * (rowLength + 1));
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

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
