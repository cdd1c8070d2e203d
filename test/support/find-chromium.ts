import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere: Partial<Record<string, string[]>> = {
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Chromium or Chrome that `CHROMIUM_PATH` names, else the first on the PATH or in the system's usual places.
 *
 * @throws Error where there is none, with what to do
 */
export function findChromium({ env = process.env, platform = process.platform as string } = {}): string {
  const named = env["CHROMIUM_PATH"];
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM_PATH must be the path of a Chromium or Chrome, got ${named}`);
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...candidates, ...(elsewhere[platform] ?? [])].find(isProgram);
  if (found) return found;
  throw new Error(
    "the browser tests need Chromium or Chrome, and neither was found. " +
      "What to do: install one (Debian: apt-get install chromium), or set CHROMIUM_PATH",
  );
}
