/** Why a download came to nothing. */
export type DownloadProblem = "no mirror worked" | "cannot be written";

/** A file could not be downloaded. */
export class DownloadError extends Error {
  override name = "DownloadError";

  constructor(
    readonly problem: DownloadProblem,
    message: string,
    options?: ErrorOptions & { reasons?: readonly string[] },
  ) {
    super(message, options);
    this.reasons = options?.reasons ?? [];
  }

  /** What each attempt came to, in the order of the attempts. */
  readonly reasons: readonly string[];
}

/** One attempt at one mirror failed; the next attempt, or the next mirror, may do better. */
export class AttemptFailed extends Error {
  constructor(
    readonly kind: "refused" | "broken off" | "stalled" | "too slow",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
