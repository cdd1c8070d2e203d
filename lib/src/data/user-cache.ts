import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The user's cache, which all copies of the project share: the folder named by the environment variable
 * `LINEAR_NETWORKS_CACHE`, else `linear-networks` in `XDG_CACHE_HOME`, else in `~/.cache`. As the XDG Base Directory
 * Specification has it, an `XDG_CACHE_HOME` that is empty or relative counts for nothing.
 */
export function userCache(): string {
  const { LINEAR_NETWORKS_CACHE: own, XDG_CACHE_HOME: caches = "" } = process.env;
  return own || join(isAbsolute(caches) ? caches : join(homedir(), ".cache"), "linear-networks");
}
