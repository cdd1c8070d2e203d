import { assertNotNegative, assertPositive, assertWhole } from "../../base/assertions";
import { DataFileError } from "../../base/errors";
import { watchForInterrupt } from "../../base/interrupt";
import { files, hash } from "../../platform";
import type { Downloaded, DownloadEvent, DownloadOptions } from "./download-options";
import { AttemptFailed, fetchRest, refuseWriting, tooSlow } from "./fetch-rest";

/**
 * Downloads a file from the first of several mirrors that gives it whole. What a mirror that breaks off, stalls or is too
 * slow has given is kept and continued, by the same mirror or the next, or by a later call; what has the wrong checksum is
 * thrown away. The file appears under its name when it is complete and right. Several processes may download the same
 * file at once, each by itself; an interrupt ends it.
 *
 * @throws DataFileError if no mirror works, saying what each of them did and how to get the file by hand, or if it
 *   cannot be written, as when the disk is full, in which case nothing half-written stays; RangeError if an option is
 *   out of range; InterruptedError when interrupted; the signal's reason when aborted; what `onEvent` throws
 */
export async function download(options: DownloadOptions): Promise<Downloaded> {
  assertOptions(options);
  const { urls, file, sha256, bytes, signal, attempts = 3, onEvent, ...rest } = options;
  const { stallTimeout = 15_000, leastRate = 8192, every = byInterval } = rest;
  signal?.throwIfAborted();
  if (await hasChecksum(file, sha256)) {
    const message = "the file is already there";
    onEvent?.({ kind: "already there", message, mirror: 0, url: "", bytes });
    return { file, mirror: 0, received: 0 };
  }
  const part = await files.create(file, sha256.slice(0, 8)).catch(refuseWriting(file));
  /** What ended the download from outside: the signal, an interrupt, or an error of the listener. */
  let stopped: { reason: unknown } | undefined;
  /** Ends the request under way. */
  let end = new AbortController();
  const stop = (reason: unknown) => {
    stopped ??= { reason };
    end.abort(reason);
  };
  const onAbort = () => stop(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  const interrupt = watchForInterrupt("download");
  // A timer, since an interrupt may come while no byte does.
  const watch = setInterval(() => void interrupt.pause().catch(stop), 100);
  let received = 0;
  const reasons: string[] = [];

  /** Tries a mirror until it has given the file, refuses, or has been tried often enough. @returns whether it worked */
  const tryMirror = async (mirror: number) => {
    const url = urls[mirror - 1];
    const next = mirror < urls.length ? `trying mirror ${mirror + 1}` : "no mirrors left";
    const report = (kind: DownloadEvent["kind"], message: string) => {
      try {
        onEvent?.({ kind, message: `mirror ${mirror}${message}`, mirror, url, bytes: part.size });
      } catch (error) {
        // Or the mirror would be blamed for it.
        stop(error);
        throw error;
      }
    };
    const onBytes = (came: number) => {
      received += came;
      report("received", `: ${part.size} of ${bytes} bytes`);
    };
    const onRestart = () => report("restarted", " sends the file from its beginning");
    for (let attempt = 1; attempt <= attempts; attempt++) {
      if (part.size > bytes) await part.clear();
      const before = part.size;
      try {
        if (before < bytes) {
          const what = before > 0 ? `the rest from byte ${before} of ${bytes}` : `all ${bytes} bytes`;
          report("asking", `: asking for ${what}`);
          end = new AbortController();
          if (stopped) throw stopped.reason;
          const limits = { bytes, stallTimeout, leastRate };
          await fetchRest({ url, part, end, ...limits, every, onBytes, onRestart });
        }
        if (await hasChecksum(part.path, sha256)) {
          await part.complete().catch(refuseWriting(file));
          report("saved", ": complete, with the right checksum");
          return true;
        }
        await part.clear();
        const what = "sent something else under the file's name: the checksum is wrong";
        throw new AttemptFailed("wrong checksum", what);
      } catch (error) {
        if (stopped) throw stopped.reason;
        if (!(error instanceof AttemptFailed)) throw error;
        // A part may hold bytes of another mirror, for which this one is not to blame.
        const blameless = error.kind === "wrong checksum" && before > 0;
        if (blameless) attempt--;
        const hopeless = error.kind === "refused" || error.kind === "wrong checksum";
        const over = !blameless && (hopeless || attempt === attempts);
        reasons.push(`mirror ${mirror} (${url}) ${error.message}`);
        report(error.kind, ` ${error.message}; ${over ? next : "trying it again"}`);
        if (over) return false;
      }
    }
    return false;
  };

  try {
    for (let mirror = 1; mirror <= urls.length; mirror++) {
      if (await tryMirror(mirror)) return { file, mirror, received };
    }
    throw new DataFileError("no mirror worked", byHand(options, reasons), { reasons });
  } catch (error) {
    const cannotBeWritten = error instanceof DataFileError && error.problem === "cannot be written";
    await (cannotBeWritten ? part.remove() : part.leave().catch(() => undefined));
    throw error;
  } finally {
    clearInterval(watch);
    signal?.removeEventListener("abort", onAbort);
    interrupt.end();
  }
}

/** Whether a file is there and has the checksum. */
const hasChecksum = (file: string, sha256: string) =>
  hash.sha256(files.stream(file)).then(
    (found) => found === sha256,
    () => false,
  );

const byInterval = (milliseconds: number, look: () => void) => {
  const timer = setInterval(look, milliseconds);
  return () => clearInterval(timer);
};

const cureForSlowness =
  "If your connection is slow, call it again with a smaller leastRate, for example { leastRate: 500 }; it goes on where it ended.";

function byHand({ urls, file, sha256, bytes }: DownloadOptions, reasons: readonly string[]): string {
  const [, folder, name] = /^(.*)[/\\](.*)$/.exec(files.absolute(file)) as RegExpExecArray;
  return [
    `download: ${name} could not be downloaded from ${urls.length === 0 ? "anywhere: the list of mirrors is empty" : "any mirror"}.`,
    ...reasons.map((reason) => `- ${reason}`),
    ...(reasons.some((reason) => reason.includes(tooSlow)) ? [cureForSlowness] : []),
    `To get it by hand, put the file of ${bytes} bytes with the SHA-256 ${sha256}`,
    `into ${folder} under the name ${name}.`,
  ].join("\n");
}

function assertOptions({ sha256, bytes, attempts = 1, stallTimeout = 1, leastRate = 0 }: DownloadOptions) {
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw new RangeError(`download: sha256 must be 64 hexadecimal digits in lower case, got "${sha256}".`);
  }
  assertWhole("download", "bytes", bytes, 1);
  assertWhole("download", "attempts", attempts, 1);
  assertPositive("download", "stallTimeout", stallTimeout);
  assertNotNegative("download", "leastRate", leastRate);
}
