import { chmodSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a folder and those below it readable and writable for their owner, so that they can be deleted.
 *
 * @param {string} folder may be missing
 */
export function openFolders(folder) {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return;
  if ((found.mode & 0o700) !== 0o700 && found.uid === process.getuid?.())
    chmodSync(folder, found.mode | 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openFolders(join(folder, entry.name));
  }
}
