import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { Storage } from "../platform";

const setting = (name: string) => process.env[name];

export const storage: Storage = {
  setting,
  dataFolder: () => setting("LINEAR_NETWORKS_DATA") ?? resolve(__dirname, "..", "..", "..", "..", "data"),
  cacheFolder() {
    const caches = setting("XDG_CACHE_HOME") ?? "";
    return (
      setting("LINEAR_NETWORKS_CACHE") ||
      join(isAbsolute(caches) ? caches : join(homedir(), ".cache"), "linear-networks")
    );
  },
  progressFile: () =>
    setting("LINEAR_NETWORKS_PROGRESS") ||
    join(setting("XDG_DATA_HOME") || join(homedir(), ".local", "share"), "linear-networks", "exercises.txt"),
  fontFile: (name) => require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`),
};
