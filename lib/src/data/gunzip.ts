import { assertWhole } from "../base/assertions";
import { DataFileError, type DataProblem } from "../base/errors";
import { compression } from "../platform";

/** How far `gunzip` may go. */
export interface GunzipOptions {
  /**
   * How many bytes may come out, or a function that tells it from the first of them (up to 256 KiB), as from a header
   * that announces the length.
   */
  maxBytes: number | ((start: Uint8Array) => number);
  /** What to call the data in messages, such as the file's name. Default: "the data". */
  name?: string | undefined;
  /**
   * Sees each part as it comes, with the index of its first byte, while the next one is being unpacked. The data may
   * still turn out to be damaged.
   */
  onPart?: ((part: Uint8Array, start: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** No stream of DEFLATE unpacks to more than so many times its length (https://zlib.net/zlib_tech.html). */
const greatestRatio = 1032;

/** How much of the data `maxBytes` may see, in bytes. */
const startBytes = 2 ** 18;

/** What is allocated at one go, in bytes. */
const mostAtOnce = 2 ** 26;

/**
 * Unpacks gzip, on a thread of its own, to no more bytes than it is allowed: a file of 50 KB can be 50 MB of zeros, and
 * twenty such files one behind the other a gigabyte. It stops where the limit is exceeded. Where the limit is not what
 * comes out, this is copied at the end, and takes its memory twice for that moment.
 *
 * @param bytes the whole packed data
 * @returns an array whose buffer holds nothing else, but may have a byte more
 * @throws DataFileError whose `problem` says what is wrong; RangeError if the limit is not a whole number; what `maxBytes` or
 *   `onPart` throws; the signal's reason when aborted
 */
export async function gunzip(
  bytes: Uint8Array,
  { maxBytes, name = "the data", onPart, signal }: GunzipOptions,
): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const where = `gunzip: ${name}`;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    throw new DataFileError("wrong format", `${where} must begin with the bytes 1f 8b of gzip. ${cure}`);
  }
  const limit = typeof maxBytes === "number" ? maxBytes : maxBytes(await startOf(bytes, where));
  assertWhole("gunzip", "maxBytes", limit, 0);
  // Room for the whole of it at once, so that nothing needs to be put together afterwards, and for one byte more: when
  // it is full, zlib allocates as much again before it looks whether anything is left.
  const room = Math.min(limit, greatestRatio * bytes.length, mostAtOnce) + 1;
  const parts: Uint8Array[] = [];
  let filled = 0;
  for await (const part of unpack(bytes, room, where)) {
    signal?.throwIfAborted();
    if (filled + part.length > limit) {
      const what = `unpacks to more than the ${limit} bytes it may have`;
      throw new DataFileError("too large", `${where} ${what}. ${cure}`);
    }
    onPart?.(part, filled);
    filled += part.length;
    parts.push(part);
  }
  const buffer = parts[0]?.buffer;
  if (buffer?.byteLength === filled + 1 && parts.every((part) => part.buffer === buffer)) {
    return new Uint8Array(buffer, 0, filled);
  }
  const unpacked = new Uint8Array(filled);
  let start = 0;
  for (const part of parts) {
    unpacked.set(part, start);
    start += part.length;
  }
  return unpacked;
}

async function startOf(bytes: Uint8Array, where: string): Promise<Uint8Array> {
  for await (const part of unpack(bytes, startBytes, where)) return part;
  return new Uint8Array();
}

async function* unpack(bytes: Uint8Array, room: number, where: string): AsyncGenerator<Uint8Array> {
  try {
    yield* compression.gunzip(bytes, room);
  } catch (cause) {
    const { code, message } = cause as Error & { code?: DataProblem };
    if (code !== "truncated" && code !== "damaged") throw cause;
    const what = code === "truncated" ? "ends before its end" : `is damaged: ${message}`;
    throw new DataFileError(code, `${where} ${what}. ${cure}`, { cause });
  }
}

const cure = "Get the file again.";
