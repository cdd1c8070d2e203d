import type { SourceMap } from "node:module";
import type { PlatformPath } from "node:path";
import type { format, inspect } from "node:util";

/** What the language needs from the platform that runs it: Node, or its replacement in a browser. */
export interface Host {
  inspect: typeof inspect;
  format: typeof format;
  isNativeError(value: unknown): boolean;
  path: Pick<PlatformPath, "basename" | "dirname" | "isAbsolute" | "join" | "relative" | "resolve" | "sep">;
  fileURLToPath(url: string): string;
  SourceMap: typeof SourceMap;
  /** Returns undefined if the file does not exist. */
  readFile(file: string): string | undefined;
  /** The kernel's folder: calls inside it mean nothing to the reader of a traceback. */
  ownFolder: string;
}

/** Filled in before a session starts. */
export const host = {} as Host;
