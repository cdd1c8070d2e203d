import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

/** The project's files that a program loads, with those that they load. */
function loadedBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(resolve(file), "utf8");
  for (const [, path = ""] of text.matchAll(/^(?:import|\} from|(?:import|export) .* from) "(\.[^"]+)"/gm)) {
    loadedBy(relative(resolve("."), resolve(dirname(file), path)), found);
  }
  return found;
}

test("what the set-up loads and reads is in the image before its first run", () => {
  const [first = ""] = readFileSync(resolve("Dockerfile"), "utf8").split("RUN node scripts/setup.mjs");
  const copied = [...first.matchAll(/^COPY --chown=\S+ (.+) \S+$/gm)].flatMap(([, files = ""]) =>
    files.split(" "),
  );
  expect(copied.filter((path) => !existsSync(resolve(path)))).toEqual([]);
  const manifests = ["lib/package.json", "exercises/package.json", "kernel/package.json"];
  const read = [...manifests, "package.json", "package-lock.json", "requirements.txt", ".npmrc"];
  const missing = [...loadedBy("scripts/setup.mjs"), ...read].filter(
    (file) => !copied.some((path) => file === path || file.startsWith(`${path}/`)),
  );
  expect(missing).toEqual([]);
  expect(loadedBy("scripts/setup.mjs").size).toBeGreaterThan(40);
});
