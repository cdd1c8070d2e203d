import { cannotWrite, DataFileError } from "../../base/errors";
import type { NewFile } from "../../platform";
import type { DownloadOptions, FailedAttempt } from "./download-options";

/** One attempt at one mirror failed; the next attempt, or the next mirror, may do better. */
export class AttemptFailed extends Error {
  constructor(
    readonly kind: FailedAttempt,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** One request for a file, or for the rest of it. */
export interface RestRequest extends Required<
  Pick<DownloadOptions, "bytes" | "stallTimeout" | "leastRate" | "every">
> {
  url: string;
  /** The file to write to, behind what is there. */
  part: NewFile;
  /** Ends the request when aborted; it is aborted in any case when the request is over. */
  end: AbortController;
  /** Told of each chunk, with how many bytes have just come. */
  onBytes: (came: number) => void;
  /** Told that the mirror sends the file from its beginning although the rest was asked for. */
  onRestart: () => void;
}

/** How the reason of a mirror that is too slow begins. */
export const tooSlow = "was too slow";

/**
 * Asks one mirror for what is still missing, and appends it to the part as it comes. Never writes more than the file's
 * size.
 *
 * @throws AttemptFailed if the mirror sends something else, stops, stalls or is too slow, or the request is ended;
 *   DataFileError if the part cannot be written
 */
export async function fetchRest(request: RestRequest): Promise<void> {
  const { url, part, bytes, end, stallTimeout, leastRate, every } = request;
  let givenUp: AttemptFailed | undefined;
  /** How many bytes have come since the last look. */
  let lately = 0;
  const look = () => {
    const wanted = Math.max(1, Math.ceil((leastRate * stallTimeout) / 1000));
    const seconds = `${stallTimeout / 1000} s`;
    if (lately === 0) givenUp = new AttemptFailed("stalled", `stalled: no byte for ${seconds}`);
    else if (lately < wanted) {
      const what = `${tooSlow}: ${lately} bytes in ${seconds}, at least ${wanted} are wanted`;
      givenUp = new AttemptFailed("too slow", what);
    }
    if (givenUp) end.abort(givenUp);
    lately = 0;
  };
  let stopLooking = every(stallTimeout, look);
  try {
    const headers = new Headers({ "accept-encoding": "identity" });
    if (part.size > 0) headers.set("range", `bytes=${part.size}-`);
    const response = await fetch(url, { headers, signal: end.signal });
    // The way to the mirror does not count for its rate.
    stopLooking();
    stopLooking = every(stallTimeout, look);
    if (beginningOf(response, part.size, bytes) < part.size) {
      await part.clear().catch(refuseWriting(part.path));
      request.onRestart();
    }
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      if (part.size + chunk.length > bytes) {
        throw new AttemptFailed("refused", `sent more than the ${bytes} bytes of the file`);
      }
      await part.write(chunk).catch(refuseWriting(part.path));
      lately += chunk.length;
      request.onBytes(chunk.length);
    }
    if (part.size < bytes)
      throw new AttemptFailed("broken off", `broke off at byte ${part.size} of ${bytes}`);
  } catch (error) {
    throw givenUp ?? explain(error, url);
  } finally {
    stopLooking();
    // Ends the request if its body was not read to the end.
    end.abort();
  }
}

/** Checks that an answer is the file, or the rest of it. @returns the byte at which it begins */
function beginningOf({ status, headers, body }: Response, there: number, bytes: number): number {
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
  if (error instanceof AttemptFailed || error instanceof DataFileError) return error;
  const { cause, message } = error as Error;
  const { code, message: reason = message } = (cause ?? {}) as Error & { code?: string };
  const broken = ["UND_ERR_SOCKET", "ECONNRESET"].includes(code ?? "") || message === "terminated";
  const what = broken
    ? "broke off"
    : `could not be reached at ${URL.canParse(url) ? new URL(url).host : url}`;
  return new AttemptFailed(broken ? "broken off" : "refused", `${what} (${code ?? reason})`, {
    cause: error,
  });
}

/** For `catch`: turns what the disk says into the error for it. */
export const refuseWriting = (path: string) =>
  cannotWrite(
    `download: ${path}`,
    "Free some room, or choose a folder on another disk; LINEAR_NETWORKS_CACHE names that of the cache.",
  );
