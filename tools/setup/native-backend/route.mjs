/**
 * @typedef {object} Circumstances
 * @property {string | undefined} forced the environment variable LINEAR_NETWORKS_BACKEND
 * @property {string} platform as process.platform
 * @property {string} arch as process.arch
 * @property {string | undefined} glibc version of the C library; undefined where it is another one (musl)
 */

/**
 * @typedef {{ way: "wheel" | "upstream" } | { way: "none", reason: string, cure: string }} Route
 */

/**
 * How to get the native backend on this machine: from TensorFlow's Python wheel, by upstream's own installer,
 * or not at all.
 *
 * @param {Circumstances} circumstances
 * @returns {Route}
 */
export function routeFor({ forced, platform, arch, glibc }) {
  if (forced === "wasm" || forced === "cpu") {
    return {
      way: "none",
      reason: `LINEAR_NETWORKS_BACKEND=${forced} asks for another one`,
      cure: "leave LINEAR_NETWORKS_BACKEND unset",
    };
  }
  if (platform !== "linux") return { way: "upstream" };
  if (glibc === undefined) {
    return {
      way: "none",
      reason:
        "TensorFlow is built for the GNU C library, and this Linux has another one (musl, as in Alpine)",
      cure: "use a Debian, Ubuntu or Fedora image, or stay with WebAssembly",
    };
  }
  if (arch === "x64" && isOlder(glibc, [2, 17])) {
    return {
      way: "none",
      reason: `TensorFlow needs the GNU C library 2.17 or newer, and this is ${glibc}`,
      cure: "use a newer Linux, or stay with WebAssembly",
    };
  }
  return { way: arch === "x64" ? "wheel" : "upstream" };
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
