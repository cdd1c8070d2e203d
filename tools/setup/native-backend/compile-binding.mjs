import { constants } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "../shared/failure.mjs";
import { allows } from "../shared/files.mjs";
import { tailOf } from "../shared/run-program.mjs";
import { downloadWheel, zigWheel } from "./wheels.mjs";

/**
 * The C++ compilers on the PATH, best first: the one that the environment variable CXX names, g++, clang++.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string[]} their paths
 */
export function findCompilers(env = process.env) {
  const names = [...(env["CXX"] ? [env["CXX"]] : []), "g++", "clang++"];
  return [...new Set(names.map((name) => findProgram(name, env)).filter((path) => path !== undefined))];
}

/**
 * Where on the PATH a program lies.
 *
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findProgram(name, env = process.env) {
  const folders = name.includes("/") ? [""] : (env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => allows(path, constants.X_OK));
}

/**
 * Compiles tfjs-node's binding against TensorFlow's libraries: one file that runs on every Node, since it uses
 * only Node-API. Tries the machine's compilers, then fetches one.
 *
 * @param {import("../step.mjs").Work} work
 * @param {object} where
 * @param {string} where.root the project's folder
 * @param {string} where.folder where the libraries and their headers are
 * @param {string[]} where.libraries names of the libraries
 * @param {string} where.binding name of the file that is made in the folder
 * @param {string} where.python program with pip
 * @param {NodeJS.ProcessEnv} where.env
 * @throws {Failure} if no compiler could do it
 */
export async function compileBinding(work, { root, folder, libraries, binding, python, env }) {
  const tfjsNode = join(root, "node_modules/@tensorflow/tfjs-node");
  const rest = [
    ...["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"],
    ...["-I", join(root, "node_modules/node-api-headers/include"), "-I", join(folder, "include")],
    ...["-I", tfjsNode, join(tfjsNode, "binding/tfjs_backend.cc"), join(tfjsNode, "binding/tfjs_binding.cc")],
    ...["-o", join(folder, binding), ...libraries.map((name) => join(folder, name))],
    // Where it looks for the libraries, seen from its place in node_modules/@tensorflow/tfjs-node.
    "-Wl,-rpath,$ORIGIN/../../deps/lib",
  ];
  for (const compiler of findCompilers(env)) {
    work.detail(`compiling the binding with ${compiler}`);
    if ((await work.try([compiler, ...rest])).code === 0) return;
  }
  work.note("none of this machine's compilers can do it: fetching one");
  const zig = await fetchZig(work, folder, python, env);
  work.detail("compiling the binding with zig");
  const ending = await work.try([...zig.command, ...rest], { env: zig.env });
  if (ending.code === 0) return;
  throw new Failure("no C++ compiler could build the binding", {
    cure: "`sudo apt-get install g++` (Debian, Ubuntu) or `sudo dnf install gcc-c++`",
    log: work.log,
    tail: tailOf(ending.output),
  });
}

/** @param {import("../step.mjs").Work} work @param {string} folder @param {string} python @param {NodeJS.ProcessEnv} env */
async function fetchZig(work, folder, python, env) {
  const wheel = await downloadWheel(work, python, zigWheel, folder, env);
  const packages = join(folder, "zig");
  const cache = join(folder, "zig-cache");
  work.detail("unpacking zig");
  const install = [
    ...[python, "-m", "pip", "install", "--no-index", "--no-deps", "--no-compile"],
    ...["--disable-pip-version-check", "--target", packages, wheel],
  ];
  await work.run("the compiler ziglang could not be unpacked", install, { env });
  return {
    command: [python, "-m", "ziglang", "c++", "-target", "x86_64-linux-gnu.2.28"],
    env: { ...env, PYTHONPATH: packages, ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache },
  };
}
