import { open } from "node:fs/promises";
import { AttemptFailed, DownloadError } from "./download-error";
import type { DownloadOptions } from "./download-options";
import { follow } from "./follow";

/** One request for a file, or for the rest of it. */
export interface PartRequest extends Required<
  Pick<DownloadOptions, "bytes" | "stallTimeout" | "leastRate" | "fetch" | "every">
> {
  url: string;
  /** The file to write to, behind what is there. */
  part: string;
  signal: AbortSignal;
  /** Told of each chunk, with how many bytes are there now, and how many have just come. */
  onBytes: (there: number, came: number) => void;
  /** Told that the mirror sends the file from its beginning although the rest was asked for. */
  onRestart: () => void;
}

/** How the reason of a mirror that is too slow begins. */
export const tooSlow = "was too slow";

/**
 * Asks one mirror for what is still missing, and appends it to the part as it comes. Never writes more than the file's
 * size.
 *
 * @throws AttemptFailed if the mirror sends something else, stops, stalls or is too slow; DownloadError if the part
 *   cannot be written; the signal's reason when aborted
 */
export async function fetchPart(request: PartRequest): Promise<void> {
  const { url, part, bytes, signal, stallTimeout, leastRate, every } = request;
  const file = await open(part, "a").catch(refuseWriting(part));
  const end = new AbortController();
  const unfollow = follow(signal, end);
  let givenUp: AttemptFailed | undefined;
  /** How many bytes have come since the last look. */
  let lately = 0;
  const look = () => {
    const wanted = Math.max(1, Math.ceil((leastRate * stallTimeout) / 1000));
    if (lately < wanted) {
      givenUp =
        lately === 0
          ? new AttemptFailed("stalled", `stalled: no byte for ${stallTimeout / 1000} s`)
          : new AttemptFailed(
              "too slow",
              `${tooSlow}: ${lately} bytes in ${stallTimeout / 1000} s, at least ${wanted} are wanted`,
            );
      end.abort(givenUp);
    }
    lately = 0;
  };
  let stopLooking = every(stallTimeout, look);
  try {
    let there = (await file.stat()).size;
    const response = await request.fetch(url, {
      headers: { "accept-encoding": "identity", ...(there > 0 && { range: `bytes=${there}-` }) },
      signal: end.signal,
    });
    // The way to the mirror does not count for its rate.
    stopLooking();
    stopLooking = every(stallTimeout, look);
    const starts = assertFile(response, there, bytes);
    if (starts < there) {
      await file.truncate(0);
      there = 0;
      request.onRestart();
    }
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      if (there + chunk.length > bytes) {
        throw new AttemptFailed("refused", `sent more than the ${bytes} bytes of the file`);
      }
      await file.appendFile(chunk).catch(refuseWriting(part));
      there += chunk.length;
      lately += chunk.length;
      request.onBytes(there, chunk.length);
    }
    await file.sync().catch(refuseWriting(part));
    if (there < bytes) throw new AttemptFailed("broken off", `broke off at byte ${there} of ${bytes}`);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw givenUp ?? explain(error, url);
  } finally {
    stopLooking();
    unfollow();
    // Ends the request if its body was not read to the end.
    end.abort();
    await file.close();
  }
}

/** Checks that an answer is the file, or the rest of it. @returns the byte at which it begins */
function assertFile({ status, headers, body }: Response, there: number, bytes: number): number {
  const refuse = (message: string) => new AttemptFailed("refused", message);
  if (status !== 200 && status !== 206) throw refuse(`answered with the HTTP status ${status}`);
  if (headers.get("content-type")?.includes("text/html")) throw refuse("sent a web page instead of the file");
  if (!["", "identity"].includes(headers.get("content-encoding") ?? "")) {
    throw refuse(`sent the file encoded as ${headers.get("content-encoding")}`);
  }
  if (body === null) throw refuse("sent no content");
  let starts = 0;
  let announced = Number(headers.get("content-length") ?? bytes);
  if (status === 206) {
    const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
    if (Number(from) !== there)
      throw refuse(`sent another range than the one from byte ${there} that was asked for`);
    starts = there;
    announced = total === "*" ? bytes : Number(total);
  }
  if (announced !== bytes) throw refuse(`announced ${announced} bytes instead of ${bytes}`);
  return starts;
}

function explain(error: unknown, url: string): unknown {
  if (error instanceof AttemptFailed || error instanceof DownloadError) return error;
  const { cause, message } = error as Error;
  const { code, message: reason = message } = (cause ?? {}) as NodeJS.ErrnoException;
  const broken = ["UND_ERR_SOCKET", "ECONNRESET"].includes(code ?? "") || message === "terminated";
  const what = broken
    ? "broke off"
    : `could not be reached at ${URL.canParse(url) ? new URL(url).host : url}`;
  return new AttemptFailed(broken ? "broken off" : "refused", `${what} (${code ?? reason})`, {
    cause: error,
  });
}

const refuseWriting = (part: string) => (cause: NodeJS.ErrnoException) => {
  const what = cause.code === "ENOSPC" ? "the disk is full" : cause.message;
  throw new DownloadError("cannot be written", `download: ${part} cannot be written: ${what}. ${remedy}`, {
    cause,
  });
};

const remedy =
  "Free some room, or choose a folder on another disk; LINEAR_NETWORKS_CACHE names that of the cache.";
