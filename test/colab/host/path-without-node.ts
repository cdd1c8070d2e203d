import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";

const left = new Set(["node", "nodejs", "npm", "npx", "corepack"]);

/**
 * A folder with links to all programs of the PATH but Node's: as PATH it stands for a host without Node.
 *
 * @param folder is made
 * @returns the folder
 */
export function pathWithoutNode(folder: string, path = process.env["PATH"] ?? ""): string {
  mkdirSync(folder, { recursive: true });
  for (const place of path.split(delimiter).filter((each) => each !== "" && existsSync(each))) {
    for (const name of readdirSync(place)) {
      const link = join(folder, name);
      if (left.has(name) || existsSync(link)) continue;
      try {
        symlinkSync(join(place, name), link);
      } catch {
        // A link to nothing has that name already.
      }
    }
  }
  return folder;
}
