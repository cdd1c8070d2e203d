import { createHash } from "node:crypto";
import { constants, crc32, createGunzip, deflateSync } from "node:zlib";
import type { Compression, Hash } from "../platform";

export const hash: Hash = {
  async sha256(content) {
    const digest = createHash("sha256");
    if (ArrayBuffer.isView(content)) digest.update(content);
    else for await (const part of content) digest.update(part);
    return digest.digest("hex");
  },
  crc32: (bytes) => crc32(bytes),
};

/** What is unpacked at one go, in packed bytes. */
const pieceBytes = 2 ** 20;

export const compression: Compression = {
  async *gunzip(bytes, room) {
    const stream = createGunzip({ chunkSize: Math.max(room, constants.Z_MIN_CHUNK) });
    for (let at = 0; at < bytes.length; at += pieceBytes) stream.write(bytes.subarray(at, at + pieceBytes));
    stream.end();
    try {
      yield* stream as AsyncIterable<Uint8Array>;
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      if (!code?.startsWith("Z_")) throw cause;
      const kind = code === "Z_BUF_ERROR" ? "truncated" : "damaged";
      throw Object.assign(new Error(message, { cause }), { code: kind });
    } finally {
      stream.destroy();
    }
  },
  deflate: (bytes) => deflateSync(bytes, { level: 9 }),
};

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
