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
    const reason = `LINEAR_NETWORKS_BACKEND=${forced} asks for another one`;
    return { reason, cure: "leave LINEAR_NETWORKS_BACKEND unset" };
  }
  if (platform !== "linux" || arch !== "x64") {
    const reason = `it is made for Linux on x64, and this is ${platform} on ${arch}`;
    return { reason, cure: "nothing is needed: every notebook also runs on WebAssembly" };
  }
  if (glibc === undefined) {
    const reason =
      "TensorFlow is built for the GNU C library, and this Linux has another (musl, as in Alpine)";
    return { reason, cure: "use a Debian, Ubuntu or Fedora image, or stay with WebAssembly" };
  }
  if (glibc.localeCompare("2.17", "en", { numeric: true }) < 0) {
    const reason = `TensorFlow needs the GNU C library 2.17 or newer, and this is ${glibc}`;
    return { reason, cure: "use a newer Linux, or stay with WebAssembly" };
  }
  return undefined;
}

/** @returns {Circumstances} those of this process */
export function circumstances() {
  const { env, platform, arch, report } = process;
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (report.getReport());
  return { forced: env["LINEAR_NETWORKS_BACKEND"], platform, arch, glibc: header.glibcVersionRuntime };
}
