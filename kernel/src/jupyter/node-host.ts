import { SourceMap } from "node:module";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { format, inspect, types } from "node:util";
import type { Host } from "../language/host";

/** Node, as the language sees it. */
export const nodeHost: Host = {
  inspect,
  format,
  isNativeError: (value) => types.isNativeError(value),
  path,
  fileURLToPath: (url) => fileURLToPath(url),
  SourceMap,
  ownFolder: path.dirname(__dirname),
};
