import type { SourceMap } from "node:module";
import type { PlatformPath } from "node:path";
import type { format, inspect } from "node:util";

/** What the language needs of whatever runs it: Node, or what stands for it in a browser. */
export interface Host {
  inspect: typeof inspect;
  format: typeof format;
  isNativeError(value: unknown): boolean;
  path: Pick<PlatformPath, "basename" | "dirname" | "isAbsolute" | "join" | "relative" | "resolve" | "sep">;
  fileURLToPath(url: string): string;
  SourceMap: typeof SourceMap;
  /** The folder of what runs the cells: calls inside it mean nothing to the reader of a traceback. */
  ownFolder: string;
}

/** Filled in before a session starts. */
export const host = {} as Host;
