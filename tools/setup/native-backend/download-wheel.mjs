import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { digestOfFile } from "../shared/digest.mjs";
import { Failure } from "../shared/failure.mjs";

/**
 * Downloads a wheel with pip, which knows the user's mirrors and proxies, and checks it.
 *
 * @param {import("../step.mjs").Work} work
 * @param {string} python program
 * @param {typeof import("./downloads.mjs").tensorflowWheel | typeof import("./downloads.mjs").zigWheel} wheel
 * @param {string} folder where it is put, and where pip keeps its unfinished download
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} the wheel's path
 */
export async function downloadWheel(work, python, wheel, folder, env) {
  const partial = join(folder, "download");
  mkdirSync(partial, { recursive: true });
  const name = wheel.requirement.split("==")[0];
  // pip tells how far it is on a terminal only; its unfinished file tells it, too.
  const watch = setInterval(() => {
    const megabytes = Math.round(sizeBelow(partial) / 1e6);
    work.detail(`downloading ${name}: ${Math.min(megabytes, wheel.megabytes)} of ${wheel.megabytes} MB`);
  }, 500).unref();
  try {
    await work.run(
      `${name} could not be downloaded`,
      [
        ...[
          python,
          "-m",
          "pip",
          "download",
          "--no-deps",
          "--only-binary=:all:",
          "--no-cache-dir",
          "--no-input",
        ],
        ...["--disable-pip-version-check", "--progress-bar", "off", "--dest", folder],
        ...[...wheel.pipOptions, wheel.requirement],
      ],
      { env: { ...env, TMPDIR: partial } },
    );
  } finally {
    clearInterval(watch);
  }
  const file = join(folder, wheel.file);
  const found = await digestOfFile(file, work.signal).catch(() => "no such file");
  if (found !== wheel.sha256) {
    throw new Failure(`${wheel.file} is not the expected file: SHA-256 ${found} for ${wheel.sha256}`, {
      cure: "try again later; if you use a mirror of PyPI, check it (PIP_INDEX_URL)",
      log: work.log,
    });
  }
  return file;
}

/** @param {string} folder @returns {number} bytes */
function sizeBelow(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile()) bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
