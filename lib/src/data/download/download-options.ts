/** What to download, and how. */
export interface DownloadOptions {
  /** Where the file can be had: mirrors, tried in this order. */
  urls: readonly string[];
  /** Where to keep it. The folder is made if it is missing. */
  file: string;
  /** The SHA-256 that the file must have, as 64 hexadecimal digits. */
  sha256: string;
  /** The size that the file must have, in bytes. */
  bytes: number;
  signal?: AbortSignal | undefined;
  /** A mirror that sends nothing for so many milliseconds, or up to twice as many, is given up. Default: 15,000. */
  stallTimeout?: number | undefined;
  /**
   * How many bytes per second must come on average in each stretch of `stallTimeout`, ≥ 0; a slower mirror is given up,
   * and what it has sent is kept. 0 allows any rate. Default: 8192, at which Fashion-MNIST takes an hour.
   */
  leastRate?: number | undefined;
  /** How often to try each mirror that breaks off, stalls or is too slow, a whole number ≥ 1. Default: 3. */
  attempts?: number | undefined;
  /** Told of each step, as for a log or a bar. */
  onEvent?: ((event: DownloadEvent) => void) | undefined;
  /**
   * Calls a function each time so many milliseconds have passed, until the function that it returns is called.
   * Default: by `setInterval`.
   */
  every?: ((milliseconds: number, look: () => void) => () => void) | undefined;
}

/** How one attempt at one mirror can fail. */
export type FailedAttempt = "refused" | "broken off" | "stalled" | "too slow" | "wrong checksum";

/** A step of a download. */
export interface DownloadEvent {
  /**
   * `asking`: a mirror is asked for the file, or the rest of it. `received`: more bytes came. `refused`: the mirror has
   * not got the file, or sends something else. `broken off`, `stalled`: it stopped in the middle. `too slow`: it sent less
   * than `leastRate`. `restarted`: what was there is thrown away. `wrong checksum`: all bytes came, and they are not the
   * file's. `saved`: the file is there. `already there`: it was there before.
   */
  readonly kind: FailedAttempt | "asking" | "received" | "restarted" | "saved" | "already there";
  /** What happened, in a sentence without the address, as in "mirror 1 sent a web page instead of the file". */
  readonly message: string;
  /** Which mirror, from 1; 0 if none was needed. */
  readonly mirror: number;
  /** The mirror's address; empty if none was needed. */
  readonly url: string;
  /** How many bytes of the file are there. */
  readonly bytes: number;
}

/** What a download came to. */
export interface Downloaded {
  readonly file: string;
  /** The mirror that gave the last of it, from 1; 0 if the file was there before. */
  readonly mirror: number;
  /** How many bytes came over the network, with those thrown away. */
  readonly received: number;
}
