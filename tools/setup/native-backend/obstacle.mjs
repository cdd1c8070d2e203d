/**
 * @typedef {object} Circumstances
 * @property {string | undefined} forced the environment variable LINEAR_NETWORKS_BACKEND
 * @property {string} platform as process.platform
 * @property {string} arch as process.arch
 * @property {string | undefined} glibc version of the C library; undefined where it is another one (musl)
 */

/**
 * Why the native backend cannot be made on this machine.
 *
 * @param {Circumstances} circumstances
 * @returns {{ reason: string, cure: string } | undefined} undefined where nothing stands in the way
 */
export function obstacleTo({ forced, platform, arch, glibc }) {
  if (forced === "wasm" || forced === "cpu") {
    return {
      reason: `LINEAR_NETWORKS_BACKEND=${forced} asks for another one`,
      cure: "leave LINEAR_NETWORKS_BACKEND unset",
    };
  }
  if (platform !== "linux" || arch !== "x64") {
    return {
      reason: `it is made for Linux on x64, and this is ${platform} on ${arch}`,
      cure: "nothing is needed: every notebook also runs on WebAssembly",
    };
  }
  if (glibc === undefined) {
    return {
      reason:
        "TensorFlow is built for the GNU C library, and this Linux has another one (musl, as in Alpine)",
      cure: "use a Debian, Ubuntu or Fedora image, or stay with WebAssembly",
    };
  }
  if (isOlder(glibc, [2, 17])) {
    return {
      reason: `TensorFlow needs the GNU C library 2.17 or newer, and this is ${glibc}`,
      cure: "use a newer Linux, or stay with WebAssembly",
    };
  }
  return undefined;
}

/** @returns {Circumstances} those of this process */
export function circumstances() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return {
    forced: process.env["LINEAR_NETWORKS_BACKEND"],
    platform: process.platform,
    arch: process.arch,
    glibc: report.header.glibcVersionRuntime,
  };
}

/** @param {string} version @param {number[]} than */
function isOlder(version, [thanMajor, thanMinor]) {
  const [major, minor] = version.split(".").map(Number);
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}
