import { readFileSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../shared/failure.mjs";
import { userCache } from "../shared/paths.mjs";
import { pipEnvironment } from "../pip-environment.mjs";
import { pythonProgram } from "../python-program.mjs";
import { cacheEntry, writableFolder } from "./cache.mjs";
import { compileBinding } from "./compile-binding.mjs";
import { findProgram } from "./compilers.mjs";
import { bindingFile, libraries, tensorflowWheel } from "./downloads.mjs";
import { downloadWheel } from "./download-wheel.mjs";
import { placeFiles } from "./place.mjs";

const extractor = fileURLToPath(new URL("extract_wheel.py", import.meta.url));
const bytesNeeded = 1.4e9;

/**
 * The native backend on Linux x64: TensorFlow's libraries from its Python wheel and tfjs-node's binding compiled
 * against them, kept in the user's cache and put into node_modules from there.
 *
 * @param {import("../step.mjs").Work} work
 * @param {string} root the project's folder
 */
export async function installFromWheel(work, root) {
  const tfjsNode = join(root, "node_modules/@tensorflow/tfjs-node");
  const { version } = JSON.parse(readFileSync(join(tfjsNode, "package.json"), "utf8"));
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
    throw new Failure(
      `the disk of the cache is too full: ${free} GB are free, ${bytesNeeded / 1e9} GB are needed`,
      {
        cure: "free some room, or set LINEAR_NETWORKS_CACHE to a folder on another disk",
      },
    );
  }
  const env = await pipEnvironment(python, { signal: work.signal });
  const wheel = await downloadWheel(work, python, tensorflowWheel, folder, env);
  work.detail("unpacking TensorFlow");
  await work.run(
    "TensorFlow's wheel could not be unpacked",
    [python, extractor, wheel, folder, ...libraries],
    { env },
  );
  rmSync(wheel);
  await stripLibraries(work, folder);
  await compileBinding(work, { root, folder, python, env });
  return [...libraries, bindingFile];
}

/**
 * Without the symbols that only a debugger reads, 150 MB are saved. A failure to do it does no harm.
 * @param {import("../step.mjs").Work} work @param {string} folder
 */
async function stripLibraries(work, folder) {
  const strip = findProgram("strip");
  if (!strip) return;
  work.detail("taking out what only debuggers read");
  for (const name of libraries) await work.try([strip, "--strip-unneeded", join(folder, name)]);
}
