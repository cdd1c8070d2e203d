import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};
const cure =
  "What to do: install one (Debian: apt-get install chromium), or set CHROMIUM_PATH to where it lies";

/** On Ubuntu `chromium-browser` may be there and only say that a snap has to be installed. */
const isProgram = (path: string) => spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;

/**
 * Where a Chromium or Chrome lies: what `CHROMIUM_PATH` names, else the first on the PATH or in the system's usual
 * places.
 *
 * @throws Error where there is none, with what to do
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const named = env["CHROMIUM_PATH"];
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM_PATH must be a program, got "${named}". ${cure}`);
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...candidates, ...(elsewhere[platform] ?? [])].find(isProgram);
  if (!found) throw new Error(`The tests in a browser need Chromium or Chrome, and none was found. ${cure}`);
  return found;
}

/** A headless Chromium that asks the network for nothing by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      "--disable-gpu",
      "--disable-background-networking",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}
