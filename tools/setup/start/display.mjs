/**
 * Whether this machine can open a browser window for its user.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (env["BROWSER"]) return true;
  if (env["SSH_CONNECTION"] && !env["DISPLAY"]) return false;
  if (platform === "darwin" || platform === "win32") return true;
  return Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"] || env["WSL_DISTRO_NAME"]);
}
