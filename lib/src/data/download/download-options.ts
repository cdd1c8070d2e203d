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
  /** So many milliseconds without a byte, and a mirror is given up for stalled. Default: 15,000. */
  stallTimeout?: number | undefined;
  /** How often to try each mirror that breaks off or stalls, a whole number ≥ 1. Default: 3. */
  attempts?: number | undefined;
  /** Told of each step, as for a log or a bar. */
  onEvent?: ((event: DownloadEvent) => void) | undefined;
  /** Asks a server. Default: Node's `fetch`. */
  fetch?: typeof fetch | undefined;
}

/** A step of a download. */
export interface DownloadEvent {
  /**
   * `asking`: a mirror is asked for the file, or the rest of it. `received`: more bytes came. `refused`: the mirror has
   * not got the file, or sends something else. `broken off`, `stalled`: it stopped in the middle. `restarted`: what was
   * there is thrown away. `wrong checksum`: all bytes came, and they are not the file's. `saved`: the file is there.
   * `already there`: it was there before.
   */
  readonly kind:
    | "asking"
    | "received"
    | "refused"
    | "broken off"
    | "stalled"
    | "restarted"
    | "wrong checksum"
    | "saved"
    | "already there";
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
