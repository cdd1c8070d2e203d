/** What is wrong with data in the IDX format. */
export type IdxProblem =
  | "wrong magic number"
  | "unknown type"
  | "absurd shape"
  | "truncated"
  | "trailing bytes"
  | "not images"
  | "not labels"
  | "counts disagree"
  | "label out of range";

/** Data in the IDX format cannot be used as they are. */
export class IdxError extends Error {
  override name = "IdxError";

  constructor(
    readonly problem: IdxProblem,
    message: string,
  ) {
    super(message);
  }
}
