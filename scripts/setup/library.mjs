import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { digestOf, digestOfFolder } from "../shared/digest.mjs";
import { hasStamp, writeStampWithSums } from "./stamp.mjs";

/**
 * The library `linear-networks`, compiled from lib/src to lib/dist. A build that fails leaves the old one as it
 * is.
 *
 * @param {{ root: string }} where
 * @returns {import("./step.mjs").Step}
 */
export function library({ root }) {
  const compiled = join(root, "lib/dist");
  // As deep below the project's folder as lib/dist, so that the source maps are right in both.
  const fresh = join(root, ".setup/dist-new");
  const old = join(root, ".setup/dist-old");

  /** @param {string} file */
  const text = (file) => readFileSync(join(root, file), "utf8");
  const digest = () =>
    digestOf(
      digestOfFolder(join(root, "lib/src")),
      ...[
        "lib/tsconfig.json",
        "tsconfig.json",
        "package-lock.json",
        "node_modules/typescript/package.json",
      ].map(text),
    );

  return {
    name: "library (lib/dist)",
    after: ["npm packages"],
    isDone: () => existsSync(compiled) && hasStamp(compiled, digest()),
    async run(work) {
      // Taken before: what changes while the compiler runs is built at the next start.
      const inputs = digest();
      for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
      await work.run(
        "the library does not compile",
        [process.execPath, compilerOf(root), "--project", join(root, "lib"), "--outDir", fresh],
        { cwd: root, cure: "mend the errors above in lib/src, then `npm run build`" },
      );
      writeStampWithSums(fresh, inputs, filesBelow(fresh));
      mkdirSync(old, { recursive: true });
      if (existsSync(compiled)) renameSync(compiled, join(old, "dist"));
      renameSync(fresh, compiled);
      rmSync(old, { recursive: true, force: true });
    },
  };
}

/**
 * The TypeScript compiler; node_modules/.bin/tsc is that of another version, which the kernel brings.
 *
 * @param {string} root
 */
export const compilerOf = (root) => join(root, "node_modules/typescript/bin/tsc");

/** @param {string} folder */
const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
