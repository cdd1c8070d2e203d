import { mkdirSync, renameSync, rmSync, statfsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../shared/failure.mjs";
import { linkOrCopy, readJson } from "../shared/files.mjs";
import { userCache } from "../shared/paths.mjs";
import { pipEnvironment, pythonProgram } from "../python-program.mjs";
import { cacheEntry, writableFolder } from "./cache.mjs";
import { compileBinding, findProgram } from "./compile-binding.mjs";
import { downloadWheel, tensorflowWheel } from "./wheels.mjs";

const extractor = fileURLToPath(new URL("extract_wheel.py", import.meta.url));
const bytesNeeded = 1.4e9;

/** The wheel's libraries that the binding needs, by the names under which it looks for them. */
const libraries = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];
const binding = "tfjs_binding.node";

/** Where tfjs-node looks for each file, relative to its package. */
export const places = [
  ...libraries.map((name) => ({ name, place: `deps/lib/${name}` })),
  // Last: where the binding is, the libraries are.
  { name: binding, place: `lib/napi-v8/${binding}` },
];

/**
 * The native backend on Linux x64: TensorFlow's libraries from its Python wheel and tfjs-node's binding compiled
 * against them, kept in the user's cache and put into node_modules from there.
 *
 * @param {import("../step.mjs").Work} work
 * @param {string} root the project's folder
 */
export async function installFromWheel(work, root) {
  const tfjsNode = join(root, "node_modules/@tensorflow/tfjs-node");
  const { version } = readJson(join(tfjsNode, "package.json"));
  const cache = writableFolder([join(userCache(), "native-backend"), join(root, ".setup/native-backend")]);
  const key = `tensorflow-${tensorflowWheel.version} tfjs-node-${version} linux-x64 1`;
  work.detail("looking into the cache");
  const entry = await cacheEntry(cache, key, (folder) => makeEntry(work, root, folder), work.signal);
  work.detail("putting the libraries in place");
  placeFiles(entry.folder, tfjsNode);
}

/** @param {import("../step.mjs").Work} work @param {string} root @param {string} folder */
async function makeEntry(work, root, folder) {
  const python = pythonProgram(join(root, ".venv"));
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytesNeeded) {
    const free = ((bavail * bsize) / 1e9).toFixed(1);
    const message = `the cache's disk is too full: ${bytesNeeded / 1e9} GB are needed, ${free} GB are free`;
    throw new Failure(message, {
      cure: "free some room, or set LINEAR_NETWORKS_CACHE to a folder on another disk",
    });
  }
  const env = await pipEnvironment(python, { signal: work.signal });
  const wheel = await downloadWheel(work, python, tensorflowWheel, folder, env);
  work.detail("unpacking TensorFlow");
  const extract = [python, extractor, wheel, folder, ...libraries];
  await work.run("TensorFlow's wheel could not be unpacked", extract, { env });
  rmSync(wheel);
  await stripLibraries(work, folder);
  await compileBinding(work, { root, folder, libraries, binding, python, env });
  return [...libraries, binding];
}

/**
 * Without the symbols that only a debugger reads, 150 MB are saved. A failure to remove them does no harm.
 * @param {import("../step.mjs").Work} work @param {string} folder
 */
async function stripLibraries(work, folder) {
  const strip = findProgram("strip");
  if (!strip) return;
  work.detail("removing what only debuggers read");
  for (const name of libraries) await work.try([strip, "--strip-unneeded", join(folder, name)]);
}

/**
 * Puts the libraries and the binding into tfjs-node.
 *
 * @param {string} from the folder that holds them
 * @param {string} tfjsNode the package's folder
 */
export function placeFiles(from, tfjsNode) {
  removeFiles(tfjsNode);
  for (const { name, place } of places) {
    const target = join(tfjsNode, place);
    mkdirSync(dirname(target), { recursive: true });
    linkOrCopy(join(from, name), `${target}.new`);
    renameSync(`${target}.new`, target);
  }
}

/**
 * Takes them away again, so that nothing tries to load what does not work here.
 *
 * @param {string} tfjsNode the package's folder
 */
export function removeFiles(tfjsNode) {
  for (const { place } of [...places].reverse()) {
    for (const name of [place, `${place}.new`]) rmSync(join(tfjsNode, name), { force: true });
  }
}
