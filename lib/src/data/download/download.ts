import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { assertNotNegative, assertPositive, assertWhole } from "../../base/assertions";
import { watchForInterrupt } from "../../base/interrupt";
import { AttemptFailed, DownloadError } from "./download-error";
import type { Downloaded, DownloadEvent, DownloadOptions } from "./download-options";
import { fetchPart, tooSlow } from "./fetch-part";
import { follow } from "./follow";
import { claimPart, type PartFile } from "./part-file";

/**
 * Downloads a file from the first of several mirrors that gives it whole. What a mirror that breaks off, stalls or is too
 * slow has given is kept and continued, by the same mirror or the next, or by a later call; what has the wrong checksum is
 * thrown away. The file appears under its name when it is complete and right. Several processes may download the same
 * file at once; an interrupt ends it.
 *
 * @throws DownloadError if no mirror works, saying what each of them did and how to get the file by hand, or if it
 *   cannot be written, as when the disk is full, in which case nothing half-written stays; RangeError if an option is
 *   out of range; InterruptedError when interrupted; the signal's reason when aborted; what `onEvent` throws
 */
export async function download(options: DownloadOptions): Promise<Downloaded> {
  const { urls, file, sha256, bytes, signal } = assertOptions(options);
  signal?.throwIfAborted();
  if (await hasChecksum(file, sha256)) {
    options.onEvent?.({
      kind: "already there",
      message: "the file is already there",
      mirror: 0,
      url: "",
      bytes,
    });
    return { file, mirror: 0, received: 0 };
  }
  const cannotWrite = (cause: Error) => {
    const message = `download: ${file} cannot be written: ${cause.message}`;
    throw new DownloadError("cannot be written", message, { cause });
  };
  await mkdir(dirname(file), { recursive: true }).catch(cannotWrite);
  const part = await claimPart(file, sha256).catch(cannotWrite);
  const stop = new AbortController();
  const unfollow = follow(signal, stop);
  const onEvent = (event: DownloadEvent) => {
    try {
      options.onEvent?.(event);
    } catch (error) {
      // Or the mirror would be blamed for it.
      stop.abort(error);
      throw error;
    }
  };
  const interrupt = watchForInterrupt("download");
  // A timer, since an interrupt may come while no byte does.
  const watch = setInterval(() => void interrupt.pause().catch((reason) => stop.abort(reason)), 100);
  try {
    const reasons: string[] = [];
    const task: Task = { ...options, onEvent, part, reasons, stopped: stop.signal, received: 0 };
    for (let mirror = 1; mirror <= urls.length; mirror++) {
      if (!(await tryMirror(task, mirror))) continue;
      await rename(part.path, file).catch(cannotWrite);
      report(task, mirror, "saved", `mirror ${mirror}: complete, with the right checksum`, bytes);
      return { file, mirror, received: task.received };
    }
    throw new DownloadError("no mirror worked", byHand(options, reasons), { reasons });
  } catch (error) {
    const cannotBeWritten = error instanceof DownloadError && error.problem === "cannot be written";
    await (cannotBeWritten ? part.remove() : part.leave());
    throw error;
  } finally {
    clearInterval(watch);
    unfollow();
    interrupt.end();
  }
}

interface Task extends DownloadOptions {
  readonly part: PartFile;
  readonly reasons: string[];
  /** Aborted by the caller's signal or by an interrupt. */
  readonly stopped: AbortSignal;
  received: number;
}

/** Tries one mirror until it has given the file, refuses, or has been tried often enough. @returns whether it worked */
async function tryMirror(task: Task, mirror: number): Promise<boolean> {
  const { urls, part, bytes, sha256, stopped, attempts = 3 } = task;
  const { stallTimeout = 15_000, leastRate = 8192, fetch = globalThis.fetch, every = byInterval } = task;
  const url = urls[mirror - 1];
  const next = mirror < urls.length ? `trying mirror ${mirror + 1}` : "there is no other mirror";
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if ((await size(part)) > bytes) await part.remove();
    const before = await size(part);
    // A part may hold bytes of another mirror, for which this one is not to blame.
    const again = before > 0;
    const last = attempt === attempts;
    try {
      if (before !== bytes) {
        const rest = again ? `the rest from byte ${before} of ${bytes}` : `all ${bytes} bytes`;
        report(task, mirror, "asking", `mirror ${mirror}: asking for ${rest}`, before);
        const onBytes = (there: number, came: number) => {
          task.received += came;
          report(task, mirror, "received", `mirror ${mirror}: ${there} of ${bytes} bytes`, there);
        };
        const onRestart = () =>
          report(task, mirror, "restarted", `mirror ${mirror} sends the file from its beginning`, 0);
        const request = {
          url,
          part: part.path,
          bytes,
          signal: stopped,
          stallTimeout,
          leastRate,
          fetch,
          every,
        };
        await fetchPart({ ...request, onBytes, onRestart });
      }
      if (await hasChecksum(part.path, sha256)) return true;
      await part.remove();
      await fail(
        "wrong checksum",
        "sent something else under the file's name: the checksum is wrong",
        !again,
      );
      if (!again) return false;
      attempt--;
    } catch (error) {
      if (!(error instanceof AttemptFailed)) throw error;
      await fail(error.kind, error.message, last || error.kind === "refused");
      if (error.kind === "refused") return false;
    }
  }
  return false;

  async function fail(kind: DownloadEvent["kind"], what: string, over: boolean): Promise<void> {
    task.reasons.push(`mirror ${mirror} (${url}) ${what}`);
    report(
      task,
      mirror,
      kind,
      `mirror ${mirror} ${what}; ${over ? next : "trying it again"}`,
      await size(part),
    );
  }
}

function report(
  task: Task,
  mirror: number,
  kind: DownloadEvent["kind"],
  message: string,
  bytes: number,
): void {
  task.onEvent?.({ kind, message, mirror, url: task.urls[mirror - 1], bytes });
}

const size = async (part: PartFile) => (await stat(part.path).catch(() => undefined))?.size ?? 0;

/** Whether a file is there and has the checksum. */
async function hasChecksum(file: string, sha256: string): Promise<boolean> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
    return hash.digest("hex") === sha256;
  } catch {
    return false;
  }
}

const cureForSlowness =
  "If your connection is slow, call it again with a smaller leastRate, for example { leastRate: 500 }; it goes on where it ended.";

const byInterval = (milliseconds: number, look: () => void) => {
  const timer = setInterval(look, milliseconds);
  return () => clearInterval(timer);
};

const byHand = ({ urls, file, sha256, bytes }: DownloadOptions, reasons: readonly string[]) =>
  [
    `download: ${basename(file)} could not be downloaded from ${urls.length === 0 ? "anywhere, as there is no mirror" : "any mirror"}.`,
    ...reasons.map((reason) => `- ${reason}`),
    ...(reasons.some((reason) => reason.includes(tooSlow)) ? [cureForSlowness] : []),
    `To get it by hand, put the file of ${bytes} bytes with the SHA-256 ${sha256}`,
    `into ${resolve(dirname(file))} under the name ${basename(file)}.`,
  ].join("\n");

function assertOptions(options: DownloadOptions): DownloadOptions {
  const { sha256, bytes, attempts = 1, stallTimeout = 1, leastRate = 0 } = options;
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw new RangeError(`download: sha256 must be 64 hexadecimal digits in lower case, got "${sha256}".`);
  }
  assertWhole("download", "bytes", bytes, 1);
  assertWhole("download", "attempts", attempts, 1);
  assertPositive("download", "stallTimeout", stallTimeout);
  assertNotNegative("download", "leastRate", leastRate);
  return options;
}
