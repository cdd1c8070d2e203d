import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { spawnSync } from "node:child_process";
import { findPython } from "../find-python.mjs";
import { npmProgram } from "../npm-program.mjs";

/** @typedef {import("./finding.mjs").Finding} Finding */

const cure = "`npm run setup` installs it";

/** @returns {Finding} */
export const nodeVersion = () => ({ state: "ok", subject: "Node", found: process.versions.node });

/** @returns {Finding} */
export function npmVersion() {
  const [program, ...words] = npmProgram();
  const found =
    words.length > 0
      ? versionIn(join(dirname(dirname(words[0])), "package.json"))
      : spawnSync(program, ["--version"], { encoding: "utf8" }).stdout?.trim();
  return found
    ? { state: "ok", subject: "npm", found }
    : {
        state: "wrong",
        subject: "npm",
        found: "not found",
        cure: "install it; it comes with Node from nodejs.org",
      };
}

/**
 * The Python of the project's environment; before there is one, the Python that it would be made with.
 *
 * @param {string} root
 * @returns {Finding}
 */
export function pythonVersion(root) {
  const subject = "Python";
  try {
    const config = readFileSync(join(root, ".venv/pyvenv.cfg"), "utf8");
    return { state: "ok", subject, found: `${/^version(?:_info)? *= *(\S+)/m.exec(config)?.[1]}, in .venv` };
  } catch {
    // Not made yet.
  }
  try {
    const { version } = findPython();
    return { state: "remark", subject, found: `${version.join(".")}; .venv is not made yet`, cure };
  } catch (error) {
    const failure = /** @type {import("../shared/failure.mjs").Failure} */ (error);
    return { state: "wrong", subject, found: failure.message, cure: failure.cure };
  }
}

/**
 * What the environment holds.
 *
 * @param {string} root
 * @param {string} subject as users call it
 * @param {string} name as the index calls it
 * @returns {Finding}
 */
export function pythonPackage(root, subject, name) {
  const start = `${name}-`;
  const folder = packagesOf(join(root, ".venv"))
    .filter((each) => each.toLowerCase().startsWith(start) && each.endsWith(".dist-info"))
    .at(0);
  return folder === undefined
    ? { state: "wrong", subject, found: "not installed", cure }
    : { state: "ok", subject, found: folder.slice(start.length, -".dist-info".length) };
}

/**
 * @param {string} root
 * @param {string} subject as users call it
 * @param {string} name as npm calls it
 * @returns {Finding}
 */
export function npmPackage(root, subject, name) {
  const found = versionIn(join(root, "node_modules", name, "package.json"));
  return found ? { state: "ok", subject, found } : { state: "wrong", subject, found: "not installed", cure };
}

/** @param {string} file @returns {string | undefined} */
function versionIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).version;
  } catch {
    return undefined;
  }
}

/** @param {string} environment names in its site-packages */
function packagesOf(environment) {
  try {
    if (process.platform === "win32") return readdirSync(join(environment, "Lib/site-packages"));
    const python = readdirSync(join(environment, "lib")).find((name) => name.startsWith("python"));
    return readdirSync(join(environment, "lib", python ?? "", "site-packages"));
  } catch {
    return [];
  }
}
