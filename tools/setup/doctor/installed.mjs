import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { findPython } from "../find-python.mjs";
import { kernelFile } from "../kernel.mjs";
import { readRecord, tryBackend } from "../native-backend/record.mjs";
import { npmProgram } from "../npm-packages.mjs";
import { attempt } from "../shared/failure.mjs";
import { filesBelow, readJsonIfThere } from "../shared/files.mjs";
import { removeStamp } from "../stamp.mjs";
import { markForSetUp } from "./files.mjs";
import { ok, remark, wrong } from "./finding.mjs";

/** @typedef {import("./finding.mjs").Finding} Finding */

const installs = "`npm run setup` installs it";

/** @param {string} subject @param {string} [version] */
const installed = (subject, version) =>
  version ? ok(subject, version) : wrong(subject, "not installed", installs);

/** @returns {Finding} */
export const nodeVersion = () => ok("Node", process.versions.node);

/** @returns {Finding} */
export function npmVersion() {
  const [program, script] = npmProgram();
  const version = script
    ? readJsonIfThere(join(dirname(dirname(script)), "package.json"))?.version
    : spawnSync(program, ["--version"], { encoding: "utf8" }).stdout?.trim();
  return version
    ? ok("npm", version)
    : wrong("npm", "not found", "install it; it comes with Node from nodejs.org");
}

/**
 * The Python of the project's environment; before there is one, the Python that it would be made with.
 *
 * @param {string} root
 * @returns {Finding}
 */
export function pythonVersion(root) {
  const config = attempt(() => readFileSync(join(root, ".venv/pyvenv.cfg"), "utf8"));
  if (config) return ok("Python", `${/^version(?:_info)? *= *(\S+)/m.exec(config)?.[1]}, in .venv`);
  try {
    const { version } = findPython();
    return remark("Python", `${version.join(".")}; .venv is not made yet`, installs);
  } catch (error) {
    const { message, cure } = /** @type {import("../shared/failure.mjs").Failure} */ (error);
    return wrong("Python", message, cure);
  }
}

/**
 * A package in the project's Python environment.
 *
 * @param {string} root
 * @param {string} subject as users call it
 * @param {string} name as the index calls it
 */
export function pythonPackage(root, subject, name) {
  const environment = join(root, ".venv");
  const metadata = new RegExp(`/site-packages/${name}-([^/]+)\\.dist-info/`, "i");
  const files = existsSync(environment) ? filesBelow(environment) : [];
  return installed(subject, files.map((file) => metadata.exec(file)?.[1]).find(Boolean));
}

/**
 * @param {string} root
 * @param {string} subject as users call it
 * @param {string} name as npm calls it
 */
export const npmPackage = (root, subject, name) =>
  installed(subject, readJsonIfThere(join(root, "node_modules", name, "package.json"))?.version);

/**
 * Whether JupyterLab knows the TypeScript kernel, and whether what it would start is there.
 *
 * @param {string} root
 * @returns {Finding}
 */
export function kernel(root) {
  const cure = "`npm run setup` registers it";
  const { argv, display_name: name } = readJsonIfThere(kernelFile(join(root, ".venv"))) ?? {};
  if (!Array.isArray(argv)) return wrong("Kernel", "not registered in .venv", cure);
  const missing = argv.filter((word) => isAbsolute(word) && !existsSync(word)).map((path) => basename(path));
  return missing.length > 0
    ? wrong("Kernel", `registered, but ${missing.join(" and ")} is gone or has moved`, cure)
    : ok("Kernel", `${name}, registered in .venv`);
}

/**
 * Which backend the library will choose, tried out, and why it is not the native one.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @param {typeof tryBackend} [tryIt]
 * @returns {Promise<Finding>}
 */
export async function backend(root, env = process.env, tryIt = tryBackend) {
  const tfjsNode = join(root, "node_modules/@tensorflow/tfjs-node");
  if (!existsSync(tfjsNode)) return wrong("Backend", "none is installed", installs);
  const forced = env["LINEAR_NETWORKS_BACKEND"];
  if (forced === "wasm" || forced === "cpu") {
    const name = forced === "wasm" ? "WebAssembly" : "plain JavaScript";
    const cure = "leave LINEAR_NETWORKS_BACKEND unset for the fastest that works";
    return remark("Backend", `${name}, because LINEAR_NETWORKS_BACKEND=${forced}`, cure);
  }
  const check = await tryIt(root);
  if (check.works) return ok("Backend", `native TensorFlow ${check.tensorflow}`);
  const record = readRecord(root);
  // It worked when it was installed: the set-up is to install it again.
  const wasLost = record?.status === "native";
  if (wasLost) markForSetUp(tfjsNode, removeStamp);
  const finding = forced === "tensorflow" ? wrong : remark;
  return finding(
    "Backend",
    `WebAssembly, slower than native TensorFlow: ${record?.reason ?? check.reason}`,
    wasLost ? "`npm run setup` installs it again" : (record?.cure ?? "`npm run setup -- --retry-native`"),
  );
}
