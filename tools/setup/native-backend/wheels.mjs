import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../shared/failure.mjs";
import { digestOfFile, filesBelow } from "../shared/files.mjs";

/**
 * What is taken from PyPI for the native backend, each file pinned by its checksum.
 *
 * TensorFlow 2.15.1: from 2.17 on `tf.round` of int32 is wrong, before 2.12 the C interface is not exported.
 * Which Python the wheel is for does not matter: only its libraries and headers are used.
 */
export const tensorflowWheel = {
  requirement: "tensorflow-cpu==2.15.1",
  version: "2.15.1",
  file: "tensorflow_cpu-2.15.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
  sha256: "54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26",
  megabytes: 207,
  pipOptions: [
    ...["--implementation", "cp", "--python-version", "3.11"],
    ...["--platform", "manylinux2014_x86_64", "--platform", "manylinux_2_17_x86_64"],
  ],
};

/** A C++ compiler for machines without one. */
export const zigWheel = {
  requirement: "ziglang==0.15.2",
  version: "0.15.2",
  file: "ziglang-0.15.2-py3-none-manylinux_2_12_x86_64.manylinux2010_x86_64.musllinux_1_1_x86_64.whl",
  sha256: "806316453d1ede7174ed3fefb8e5348154629089c3bb5fe812dfd0e172fac130",
  megabytes: 94,
  pipOptions: ["--platform", "manylinux2010_x86_64"],
};

/**
 * Downloads a wheel with pip, which knows the user's mirrors and proxies, and checks it.
 *
 * @param {import("../step.mjs").Work} work
 * @param {string} python program
 * @param {typeof tensorflowWheel} wheel
 * @param {string} folder where it is put, and where pip keeps its unfinished download
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} the wheel's path
 */
export async function downloadWheel(work, python, wheel, folder, env) {
  const { requirement, megabytes, sha256 } = wheel;
  const [name] = requirement.split("==");
  const partial = join(folder, "download");
  mkdirSync(partial, { recursive: true });
  // pip reports its progress on a terminal only; the size of its unfinished file shows it, too.
  const watch = setInterval(() => {
    const done = Math.min(Math.round(sizeBelow(partial) / 1e6), megabytes);
    work.detail(`downloading ${name}: ${done} of ${megabytes} MB`);
  }, 500).unref();
  const command = [
    ...[python, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir", "--no-input"],
    ...["--disable-pip-version-check", "--progress-bar", "off", "--dest", folder],
    ...[...wheel.pipOptions, requirement],
  ];
  try {
    await work.run(`${name} could not be downloaded`, command, { env: { ...env, TMPDIR: partial } });
  } finally {
    clearInterval(watch);
  }
  const file = join(folder, wheel.file);
  const found = await digestOfFile(file, work.signal).catch(() => "no such file");
  if (found === sha256) return file;
  throw new Failure(`${wheel.file} is not the expected file: its SHA-256 must be ${sha256}, got ${found}`, {
    cure: "try again later; if you use a mirror of PyPI, check it (PIP_INDEX_URL)",
    log: work.log,
  });
}

/** @param {string} folder @returns {number} bytes */
const sizeBelow = (folder) =>
  filesBelow(folder)
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
