import { join } from "node:path";
import { Failure } from "../shared/failure.mjs";
import { tailOf } from "../shared/run-program.mjs";
import { findCompilers } from "./compilers.mjs";
import { bindingFile, libraries, zigWheel } from "./downloads.mjs";
import { downloadWheel } from "./download-wheel.mjs";

/**
 * Compiles tfjs-node's binding against TensorFlow's libraries: one file that runs on every Node, since it uses
 * only Node-API. Tries the machine's compilers, then fetches one.
 *
 * @param {import("../step.mjs").Work} work
 * @param {object} where
 * @param {string} where.root the project's folder
 * @param {string} where.folder where the libraries and their headers are, and the binding is to be
 * @param {string} where.python program with pip
 * @param {NodeJS.ProcessEnv} where.env
 * @throws {Failure} if no compiler could do it
 */
export async function compileBinding(work, { root, folder, python, env }) {
  const rest = argumentsOf(root, folder);
  for (const compiler of findCompilers(env)) {
    work.detail(`compiling the binding with ${compiler}`);
    if ((await work.try([compiler, ...rest])).code === 0) return;
  }
  work.note("no compiler of this machine does it: fetching one");
  const zig = await fetchZig(work, folder, python, env);
  work.detail("compiling the binding with zig");
  const ending = await work.try([...zig.command, ...rest], { env: zig.env });
  if (ending.code !== 0) {
    throw new Failure("no C++ compiler could build the binding", {
      cure: "`sudo apt-get install g++` (Debian, Ubuntu) or `sudo dnf install gcc-c++`",
      log: work.log,
      tail: tailOf(ending.output),
    });
  }
}

/** @param {string} root @param {string} folder */
function argumentsOf(root, folder) {
  const tfjsNode = join(root, "node_modules/@tensorflow/tfjs-node");
  return [
    ...["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"],
    ...["-I", join(root, "node_modules/node-api-headers/include"), "-I", join(folder, "include")],
    ...["-I", tfjsNode, join(tfjsNode, "binding/tfjs_backend.cc"), join(tfjsNode, "binding/tfjs_binding.cc")],
    ...["-o", join(folder, bindingFile), ...libraries.map((name) => join(folder, name))],
    // Where it looks for the libraries, seen from its place in node_modules/@tensorflow/tfjs-node.
    "-Wl,-rpath,$ORIGIN/../../deps/lib",
  ];
}

/** @param {import("../step.mjs").Work} work @param {string} folder @param {string} python @param {NodeJS.ProcessEnv} env */
async function fetchZig(work, folder, python, env) {
  const wheel = await downloadWheel(work, python, zigWheel, folder, env);
  const packages = join(folder, "zig");
  work.detail("unpacking zig");
  await work.run(
    "the compiler ziglang could not be unpacked",
    [
      ...[python, "-m", "pip", "install", "--no-index", "--no-deps", "--no-compile"],
      ...["--disable-pip-version-check", "--target", packages, wheel],
    ],
    { env },
  );
  return {
    command: [python, "-m", "ziglang", "c++", "-target", "x86_64-linux-gnu.2.28"],
    env: {
      ...env,
      PYTHONPATH: packages,
      ZIG_GLOBAL_CACHE_DIR: join(folder, "zig-cache"),
      ZIG_LOCAL_CACHE_DIR: join(folder, "zig-cache"),
    },
  };
}
