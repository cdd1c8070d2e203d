import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The package that the notebooks are about. */
export const library = "linear-networks";
let names: Set<string> | undefined;

/** The package that a notebook imports a name from, if it is one of the library's. */
export function exportedBy(name: string): string | undefined {
  names ??= namesOf(library);
  return names.has(name) ? library : undefined;
}

/** What the declarations of a package say that it exports; nothing where it is not installed. */
function namesOf(name: string): Set<string> {
  try {
    const manifest = createRequire(join(process.cwd(), "cell.js")).resolve(`${name}/package.json`);
    const text = readFileSync(join(manifest, "../dist/index.d.ts"), "utf8");
    const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list]) => list.split(","));
    const modules = [...text.matchAll(/export \* as (\w+)/g)].map(([, each]) => each);
    return new Set([...lists.map((each) => each.trim().split(" ").at(-1) ?? ""), ...modules]);
  } catch {
    return new Set();
  }
}
