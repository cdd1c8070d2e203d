/** What the code of cells calls, as members of the global `__tslab__`: the compiler puts the calls in. */
export interface Runtime {
  /** The table of names that cells declare. */
  exports: object;
  require: NodeJS.Require;
  /** Its first number is not 0 while the code that runs has to stop. */
  stop: Int32Array;
  /** What a stopped loop throws. */
  interruption(): Error;
  /** Called with what was awaited, which it returns; throws in a cell that was interrupted. */
  resume(value?: unknown): unknown;
  /** Why a value is not what its name's latest cell would have given, where that cell failed. */
  failureBehind(value: unknown): string | undefined;
  /** Shares variables with later cells: a getter and a setter each. */
  share(accessors: object): void;
}
