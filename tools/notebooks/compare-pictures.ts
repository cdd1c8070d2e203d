const pngSignature = "89504e470d0a1a0a";

/**
 * Width and height of a picture in base64, read from a PNG's or JPEG's header.
 *
 * @returns as in "680 × 400"; undefined where it is neither
 */
export function pictureSize(base64: string): string | undefined {
  const bytes = Buffer.from(base64.slice(0, 1 << 16), "base64");
  if (bytes.length >= 24 && bytes.toString("hex", 0, 8) === pngSignature) {
    return `${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}`;
  }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const startsFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (startsFrame) return `${bytes.readUInt16BE(at + 7)} × ${bytes.readUInt16BE(at + 5)}`;
  }
  return undefined;
}

/** Whether two pictures are there and of one size: their pixels differ with fonts and rounding. */
export const samePicture = (a: string, b: string) =>
  a !== "" && b !== "" && pictureSize(a) === pictureSize(b);
