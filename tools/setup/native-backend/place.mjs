import { copyFileSync, constants, linkSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { bindingFile, libraries } from "./downloads.mjs";

/** Where tfjs-node looks for each file, relative to its package. */
export const places = [
  ...libraries.map((name) => ({ name, place: `deps/lib/${name}` })),
  // Last: where the binding is, the libraries are.
  { name: bindingFile, place: `lib/napi-v8/${bindingFile}` },
];

/**
 * Puts the libraries and the binding into tfjs-node: as hard links, which take no room, else as copies.
 *
 * @param {string} from the folder that holds them
 * @param {string} tfjsNode the package's folder
 */
export function placeFiles(from, tfjsNode) {
  removeFiles(tfjsNode);
  for (const { name, place } of places) {
    const target = join(tfjsNode, place);
    const temporary = `${target}.new`;
    mkdirSync(dirname(target), { recursive: true });
    try {
      linkSync(join(from, name), temporary);
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code === "ENOENT" || code === "ENOSPC") throw error;
      copyFileSync(join(from, name), temporary, constants.COPYFILE_FICLONE);
    }
    renameSync(temporary, target);
  }
}

/**
 * Takes them away again, so that nothing tries to load what does not work here.
 *
 * @param {string} tfjsNode the package's folder
 */
export function removeFiles(tfjsNode) {
  for (const { place } of [...places].reverse()) {
    for (const name of [place, `${place}.new`]) rmSync(join(tfjsNode, name), { force: true });
  }
}
