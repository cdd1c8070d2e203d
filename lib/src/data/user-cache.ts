import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The user's cache, which all copies of the project share: the folder named by the environment variable
 * `LINEAR_NETWORKS_CACHE`, else `linear-networks` in `XDG_CACHE_HOME`, else in `~/.cache`.
 */
export const userCache = () =>
  process.env["LINEAR_NETWORKS_CACHE"] ??
  join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "linear-networks");
