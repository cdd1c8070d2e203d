import { existsSync } from "node:fs";
import { join } from "node:path";
import { circumstances } from "./native-backend/obstacle.mjs";
import { attempt } from "./shared/failure.mjs";
import { readJson, readJsonIfThere } from "./shared/files.mjs";

/**
 * @typedef {object} LockedPackage an entry of package-lock.json
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [link]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 *
 * @typedef {Record<string, LockedPackage>} Packages
 */

const thisMachine = () => ({
  os: process.platform,
  cpu: process.arch,
  libc: circumstances().glibc === undefined ? "musl" : "glibc",
});

/**
 * What package-lock.json wants in node_modules.
 *
 * @param {string} root the project's folder
 * @returns {Packages}
 */
export const lockedPackages = (root) => inNodeModules(join(root, "package-lock.json"));

/** @param {string} file @returns {Packages} */
const inNodeModules = (file) =>
  Object.fromEntries(
    Object.entries(readJson(file).packages ?? {}).filter(([name]) => name.includes("node_modules/")),
  );

/**
 * The packages without which an installation is not complete: all but the optional ones, and of those the builds for
 * this machine. Whether npm installs other optional ones is left to npm.
 *
 * @param {Packages} locked
 * @param {{ os: string, cpu: string, libc: string }} [machine]
 * @returns {string[]} their folders
 */
export function demandedPackages(locked, machine = thisMachine()) {
  const isForMachine = (/** @type {LockedPackage} */ { os, cpu, libc }) =>
    includes(os, machine.os) &&
    includes(cpu, machine.cpu) &&
    (machine.os !== "linux" || includes(libc, machine.libc));
  return Object.entries(locked)
    .filter(([, each]) => !each.optional || ((each.os ?? each.cpu) && isForMachine(each)))
    .map(([name]) => name);
}

/** As in package.json: a list of values, or of values that are excluded. @param {string[] | undefined} list @param {string} value */
const includes = (list, value) =>
  list === undefined ||
  list.includes(value) ||
  (list.every((each) => each.startsWith("!")) && !list.includes(`!${value}`));

/**
 * Whether node_modules holds what package-lock.json wants, as after a developer's own `npm install`: by npm's record of
 * what it installed, and by the version of each package that lies there.
 *
 * @param {string} root the project's folder
 */
export function isInstalled(root) {
  const locked = lockedPackages(root);
  // Without it, an installation was interrupted.
  const recorded = attempt(
    () => inNodeModules(join(root, "node_modules/.package-lock.json")),
    /** @type {Packages} */ ({}),
  );
  const isThere = (/** @type {[string, LockedPackage]} */ [name, { version, integrity, link }]) => {
    const file = join(root, name, "package.json");
    return (
      locked[name]?.version === version &&
      locked[name]?.integrity === integrity &&
      (link || version === undefined ? existsSync(file) : readJsonIfThere(file)?.version === version)
    );
  };
  return demandedPackages(locked).every((name) => recorded[name]) && Object.entries(recorded).every(isThere);
}
