import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./shared/digest.mjs";
import { Failure } from "./shared/failure.mjs";
import { openFolders } from "./shared/open-folders.mjs";
import { readJson } from "./shared/read-json.mjs";
import { demandedPackages, isInstalled, lockedPackages } from "./npm-lock.mjs";
import { npmProgram } from "./npm-program.mjs";
import { ownSettings } from "./npm-settings.mjs";
import {
  hasStamp,
  isDamaged,
  loadableFiles,
  markDamaged,
  removeStamp,
  writeStampWithSums,
} from "./stamp.mjs";

/** What another step puts there. */
const ofNativeBackend = /^@tensorflow\/tfjs-node\/(deps|lib)\//;

/**
 * The npm packages of package-lock.json, without their install scripts.
 *
 * @param {{ root: string, npm?: string[] }} where npm: how it is called; default: as `npmProgram` finds it
 * @returns {import("./step.mjs").Step}
 */
export function npmPackages({ root, npm = npmProgram() }) {
  const folder = join(root, "node_modules");

  /** @param {string} file */
  const wanted = (file) => {
    const { workspaces, dependencies, devDependencies, optionalDependencies, overrides } = readJson(file);
    return { workspaces, dependencies, devDependencies, optionalDependencies, overrides };
  };
  const workspaces = () => /** @type {string[]} */ (wanted(join(root, "package.json")).workspaces ?? []);
  const digest = () =>
    digestOf(
      readJson(join(root, "package-lock.json")),
      wanted(join(root, "package.json")),
      ...workspaces().map((name) => wanted(join(root, name, "package.json"))),
      // Before the third form, folders were stamped in which NODE_ENV=production had left packages out.
      [process.platform, process.arch, "stamp 3"],
    );

  /** A workspace is a link, which copying a folder may have turned into a copy or left pointing elsewhere. */
  const isLinked = () =>
    workspaces().every((name) => {
      const own = join(root, name);
      const link = join(folder, readJson(join(own, "package.json")).name);
      try {
        return realpathSync(link) === realpathSync(own);
      } catch {
        return false;
      }
    });

  const stamp = () =>
    writeStampWithSums(
      folder,
      digest(),
      loadableFiles(folder).filter((name) => !ofNativeBackend.test(name)),
    );

  /** @param {import("./step.mjs").Work} work */
  const install = async (work) => {
    await work.run(
      "npm could not install the packages",
      [
        ...[...npm, "ci", ...ownSettings(root), "--no-audit", "--no-fund", "--prefer-offline"],
        // If the user's settings name one of them, npm leaves out the others.
        ...workspaces().map((name) => `--workspace=${name}`),
        // npm's own patience would be minutes without a network.
        ...["--fetch-retries=2", "--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=2000"],
      ],
      { cwd: root },
    );
    const missing = demandedPackages(lockedPackages(root)).filter(
      (name) => !existsSync(join(root, name, "package.json")),
    );
    if (missing.length === 0) return;
    const names = missing.map((name) => name.replace(/^node_modules\//, ""));
    const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
    throw new Failure(`npm says that all is installed, but left out ${names.slice(0, 3).join(", ")}${more}`, {
      cure: "look for the setting that does it in `npm config list`, remove it, then start again",
      log: work.log,
    });
  };

  return {
    name: "npm packages",
    after: [],
    isDone: () => hasStamp(folder, digest()) && isLinked(),
    async run(work) {
      if (isDamaged(folder, digest())) markDamaged(folder);
      else {
        removeStamp(folder);
        if (isInstalled(root) && isLinked()) {
          stamp();
          return "as npm has installed them already";
        }
      }
      openFolders(folder);
      await install(work);
      stamp();
      return `${demandedPackages(lockedPackages(root)).length} packages`;
    },
  };
}
