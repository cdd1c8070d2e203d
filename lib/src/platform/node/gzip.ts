import { constants, createGunzip } from "node:zlib";
import { DataError } from "../../base/errors";
import type { Gzip } from "../platform";

/** What is unpacked at one go, in packed bytes. */
const pieceBytes = 2 ** 20;

export const gzip: Gzip = {
  async *unpack(bytes, room) {
    const stream = createGunzip({ chunkSize: Math.max(room, constants.Z_MIN_CHUNK) });
    for (let at = 0; at < bytes.length; at += pieceBytes) stream.write(bytes.subarray(at, at + pieceBytes));
    stream.end();
    try {
      yield* stream as AsyncIterable<Uint8Array>;
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      if (code === "Z_BUF_ERROR") throw new DataError("cut", "ends before its end", { cause });
      if (code?.startsWith("Z_")) throw new DataError("damaged", `is damaged: ${message}`, { cause });
      throw cause;
    } finally {
      stream.destroy();
    }
  },
};
