import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../shared/digest.mjs";
import { isInstalled } from "./npm-installed.mjs";
import { npmProgram } from "./npm-program.mjs";
import { unreachable } from "./npm-unreachable.mjs";
import { hasStamp, removeStamp, writeStamp } from "./stamp.mjs";

/**
 * The npm packages of package-lock.json, without their install scripts.
 *
 * @param {{ root: string }} where
 * @returns {import("./step.mjs").Step}
 */
export function npmPackages({ root }) {
  const folder = join(root, "node_modules");
  const lockFile = join(root, "package-lock.json");

  /** @param {string} file */
  const json = (file) => JSON.parse(readFileSync(file, "utf8"));
  /** @param {string} file */
  const wanted = (file) => {
    const { workspaces, dependencies, devDependencies, optionalDependencies, overrides } = json(file);
    return { workspaces, dependencies, devDependencies, optionalDependencies, overrides };
  };
  const digest = () =>
    digestOf(
      readFileSync(lockFile, "utf8"),
      wanted(join(root, "package.json")),
      wanted(join(root, "lib/package.json")),
      [process.platform, process.arch],
    );

  /** The workspace is a link, which copying a folder may have turned into a copy or left pointing elsewhere. */
  const isLinked = () => {
    try {
      return realpathSync(join(folder, "linear-networks")) === realpathSync(join(root, "lib"));
    } catch {
      return false;
    }
  };

  /** Packages for other platforms are in the lock file, too, and never installed. */
  const installedFiles = () =>
    Object.keys(json(lockFile).packages)
      .filter((key) => key.startsWith("node_modules/") && !key.endsWith("/linear-networks"))
      .map((key) => `${key.slice("node_modules/".length)}/package.json`)
      .filter((file) => existsSync(join(folder, file)));

  return {
    name: "npm packages",
    after: [],
    isDone: () => hasStamp(folder, digest()) && isLinked(),
    async run(work) {
      removeStamp(folder);
      if (isInstalled(root) && isLinked()) {
        writeStamp(folder, digest(), installedFiles());
        return "as npm has installed them already";
      }
      let fetched = 0;
      const isHopeless = unreachable();
      const giveUp = new AbortController();
      await work.run(
        "npm could not install the packages",
        [
          ...npmProgram(),
          ...["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
          // npm's own patience would be minutes without a network.
          ...["--fetch-retries=3", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"],
          "--loglevel=http",
        ],
        {
          cwd: root,
          signal: giveUp.signal,
          onLine: (line) => {
            if (isHopeless(line)) giveUp.abort();
            if (/fetch GET 200 .*\.tgz/.test(line)) work.detail(`${(fetched += 1)} packages fetched`);
          },
        },
      );
      const files = installedFiles();
      writeStamp(folder, digest(), files);
      return `${files.length} packages`;
    },
  };
}
