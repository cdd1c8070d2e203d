import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Export } from "../language/advice";

/** The package that the notebooks teach with. */
export const library = "linear-networks";
let known: Map<string, string> | undefined;

/** How a notebook imports a name, if the library exports it. */
export function exportedBy(name: string): Export | undefined {
  known ??= exportsOf(library);
  const path = known.get(name);
  return path === undefined ? undefined : { from: library, path };
}

/** The names that a package exports, and how each is written, such as `losses.softmax`; none if it is not installed. */
function exportsOf(name: string): Map<string, string> {
  try {
    const manifest = createRequire(join(process.cwd(), "cell.js")).resolve(`${name}/package.json`);
    const main = join(manifest, "../dist/index.d.ts");
    const text = readFileSync(main, "utf8");
    const groups = [...text.matchAll(/export \* as (\w+) from "([^"]+)"/g)];
    const inGroups = groups
      .filter(([, , from]) => from.startsWith("."))
      .flatMap(([, group, from]) => {
        const names = listed(readFileSync(join(dirname(main), `${from}.d.ts`), "utf8"));
        return names.map((each): [string, string] => [each, `${group}.${each}`]);
      });
    const flat = [...groups.map(([, group]) => group), ...listed(text)];
    return new Map([...inGroups, ...flat.map((each): [string, string] => [each, each])]);
  } catch {
    return new Map();
  }
}

/** The names in lists such as `export { softmax, type Loss as SoftmaxLoss }`. */
function listed(text: string): string[] {
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list]) => list.split(","));
  return lists.map((each) => each.trim().split(" ").at(-1) ?? "");
}
