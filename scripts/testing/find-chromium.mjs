import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere = {
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where a Chromium or Chrome lies: what `CHROMIUM_PATH` names, else the first on the PATH or in the system's
 * usual places.
 *
 * @param {{ env?: NodeJS.ProcessEnv, platform?: string }} [machine] default: this one
 * @returns {string | undefined}
 */
export function findChromium({ env = process.env, platform = process.platform } = {}) {
  const named = env["CHROMIUM_PATH"];
  if (named) return isProgram(named) ? named : undefined;
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const usual = platform === "darwin" || platform === "win32" ? elsewhere[platform] : [];
  return [...candidates, ...usual].find(isProgram);
}
