import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { format, inspect, types } from "node:util";
import type { Host } from "../language/host";

/** Node as the host of the language. */
export const nodeHost: Host = {
  inspect,
  format,
  isNativeError: (value) => types.isNativeError(value),
  path,
  fileURLToPath: (url) => fileURLToPath(url),
  SourceMap,
  readFile: (file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined),
  ownFolder: path.dirname(__dirname),
};
