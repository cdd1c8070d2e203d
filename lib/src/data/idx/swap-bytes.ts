import { endianness } from "node:os";

/** Turns big-endian numbers of so many bytes into the machine's order, or back, in place. */
export function swapBytes(bytes: Uint8Array, bytesEach: 1 | 2 | 4 | 8): void {
  if (endianness() === "BE") return;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytesEach === 2) buffer.swap16();
  if (bytesEach === 4) buffer.swap32();
  if (bytesEach === 8) buffer.swap64();
}
