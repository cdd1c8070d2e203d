import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { Hash, Storage } from "../platform";

export { files } from "./files";
export { gzip } from "./gzip";
export { images } from "./images";

export const hash: Hash = {
  async sha256(content) {
    const digest = createHash("sha256");
    if (ArrayBuffer.isView(content)) digest.update(content);
    else for await (const part of content) digest.update(part);
    return digest.digest("hex");
  },
};

export const storage: Storage = {
  dataFolder: () => process.env["LINEAR_NETWORKS_DATA"] ?? resolve(__dirname, "..", "..", "..", "..", "data"),
  cacheFolder() {
    const { LINEAR_NETWORKS_CACHE: own, XDG_CACHE_HOME: caches = "" } = process.env;
    return own || join(isAbsolute(caches) ? caches : join(homedir(), ".cache"), "linear-networks");
  },
};
