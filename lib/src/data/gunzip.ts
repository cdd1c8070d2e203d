import { createGunzip } from "node:zlib";

/** What is wrong with data packed by gzip. */
export type GzipProblem = "not gzip" | "cut" | "damaged" | "too large";

/** Data packed by gzip cannot be unpacked. */
export class GzipError extends Error {
  override name = "GzipError";

  constructor(
    readonly problem: GzipProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How far `gunzip` may go. */
export interface GunzipOptions {
  /**
   * How many bytes may come out, or a function that tells it from the first of them (up to 256 KiB), as from a header
   * that announces the length.
   */
  maxBytes: number | ((start: Uint8Array) => number);
  /** What to call the data in messages, such as the file's name. Default: "the data". */
  name?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** No stream of DEFLATE unpacks to more than so many times its length (https://zlib.net/zlib_tech.html). */
const greatestRatio = 1032;

/**
 * Unpacks gzip, on a thread of its own, into no more memory than it is allowed: a file of 50 KB can announce itself as
 * 50 MB of zeros, and a hundred times that. It stops at the first byte beyond the limit.
 *
 * @param bytes the whole packed data
 * @returns an array whose buffer holds nothing else
 * @throws GzipError whose `problem` says what is wrong; what `maxBytes` throws; the signal's reason when aborted
 */
export async function gunzip(
  bytes: Uint8Array,
  { maxBytes, name = "the data", signal }: GunzipOptions,
): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const where = `gunzip: ${name}`;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    throw new GzipError("not gzip", `${where} must begin with the bytes 1f 8b of gzip. Get the file again.`);
  }
  const stream = createGunzip({ chunkSize: 1 << 18 });
  stream.end(bytes);
  let unpacked: Uint8Array | undefined;
  let limit = 0;
  let filled = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      if (unpacked === undefined) {
        limit = typeof maxBytes === "number" ? maxBytes : maxBytes(chunk);
        unpacked = new Uint8Array(Math.min(limit, greatestRatio * bytes.length));
      }
      if (filled + chunk.length > unpacked.length) {
        throw new GzipError("too large", `${where} unpacks to more than the ${limit} bytes it may have. Get the file again.`);
      }
      unpacked.set(chunk, filled);
      filled += chunk.length;
    }
  } catch (error) {
    throw gzipError(where, error);
  } finally {
    stream.destroy();
  }
  if (unpacked === undefined || filled === 0) return new Uint8Array();
  return filled === unpacked.length ? unpacked : unpacked.slice(0, filled);
}

function gzipError(where: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "Z_BUF_ERROR") {
    return new GzipError("cut", `${where} ends before its end. Get the file again.`, { cause: error });
  }
  if (code?.startsWith("Z_")) {
    return new GzipError("damaged", `${where} is damaged: ${message}. Get the file again.`, { cause: error });
  }
  return error;
}
