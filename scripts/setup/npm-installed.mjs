import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }>} Packages */

/**
 * Whether node_modules holds exactly what package-lock.json wants, as after a developer's own `npm install`: by npm's
 * record of what it installed, and by the version of each package that lies there.
 *
 * @param {string} root the project's folder
 */
export function isInstalled(root) {
  try {
    const wanted = inNodeModules(packagesOf(join(root, "package-lock.json")));
    const recorded = inNodeModules(packagesOf(join(root, "node_modules/.package-lock.json")));
    const names = new Set([...Object.keys(wanted), ...Object.keys(recorded)]);
    return [...names].every((name) => {
      // Packages for other platforms are wanted by none but them.
      if (!recorded[name]) return wanted[name].optional === true;
      return isSame(wanted[name], recorded[name]) && liesThere(root, name, recorded[name]);
    });
  } catch {
    // No record, or a package without its package.json.
    return false;
  }
}

/** @param {string} file @returns {Packages} */
const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

/** @param {Packages} packages @returns {Packages} */
const inNodeModules = (packages) =>
  Object.fromEntries(Object.entries(packages).filter(([name]) => name.includes("node_modules/")));

/** @param {Packages[string] | undefined} one @param {Packages[string]} other */
const isSame = (one, other) => one?.version === other.version && one?.integrity === other.integrity;

/** @param {string} root @param {string} name @param {Packages[string]} recorded */
const liesThere = (root, name, { version, link }) =>
  link
    ? existsSync(join(root, name, "package.json"))
    : JSON.parse(readFileSync(join(root, name, "package.json"), "utf8")).version === version;
