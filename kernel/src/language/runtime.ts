/** The global `__tslab__`, whose members the compiled code of cells uses. */
export interface Runtime {
  /** The table of names that cells declare. */
  exports: object;
  require: NodeJS.Require;
  /** Its first number is not 0 while the running code has to stop. */
  stop: Int32Array;
  /** Makes the error that a stopped loop throws. */
  interruption(): Error;
  /** Returns the awaited value that it is given; throws in a cell that was interrupted. */
  resume(value?: unknown): unknown;
  /** Explains that a value is out of date because the latest cell that declares its name failed. */
  failureBehind(value: unknown): string | undefined;
  /** Shares variables with later cells, through a getter and a setter each. */
  share(accessors: object): void;
}
