import { homedir } from "node:os";
import { join } from "node:path";
import { storage } from "../../lib/src/platform/index.js";
import { userCache } from "../../tools/setup/shared/paths.mjs";

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

const home = join(homedir(), ".cache", "linear-networks");
test.each([
  ["nothing", {}, home],
  ["a folder for all caches", { XDG_CACHE_HOME: "/var/caches" }, join("/var/caches", "linear-networks")],
  ["an empty one", { XDG_CACHE_HOME: "" }, home],
  ["a relative one", { XDG_CACHE_HOME: "caches" }, home],
  ["the project's own", { LINEAR_NETWORKS_CACHE: "/data/own", XDG_CACHE_HOME: "/var/caches" }, "/data/own"],
  ["an empty one of its own", { LINEAR_NETWORKS_CACHE: "", XDG_CACHE_HOME: "" }, home],
])("with %s in the environment, set-up and library share one cache", (_, environment, folder) => {
  for (const name of ["LINEAR_NETWORKS_CACHE", "XDG_CACHE_HOME"]) delete process.env[name];
  Object.assign(process.env, environment);
  expect([userCache(), storage.cacheFolder()]).toEqual([folder, folder]);
});
