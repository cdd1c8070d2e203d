import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { digestOf, digestOfFolder } from "../shared/digest.mjs";
import { hasStamp, writeStampWithSums } from "./stamp.mjs";

/**
 * The library `linear-networks`, compiled from lib/src to lib/dist.
 *
 * @param {{ root: string }} where
 */
export const library = ({ root }) => workspace({ root, folder: "lib", what: "library" });

/**
 * The kernel, compiled from kernel/src to kernel/dist.
 *
 * @param {{ root: string }} where
 */
export const kernelProgram = ({ root }) => workspace({ root, folder: "kernel", what: "kernel's program" });

/**
 * A workspace that is compiled from src to dist. A build that fails leaves the old one as it is.
 *
 * @param {{ root: string, folder: string, what: string }} where
 * @returns {import("./step.mjs").Step}
 */
function workspace({ root, folder, what }) {
  const compiled = join(root, folder, "dist");
  // As deep below the project's folder as the compiled files, so that the source maps are right in both.
  const fresh = join(root, ".setup", `${folder}-dist-new`);
  const old = join(root, ".setup", `${folder}-dist-old`);

  /** @param {string} file */
  const text = (file) => readFileSync(join(root, file), "utf8");
  const digest = () =>
    digestOf(
      digestOfFolder(join(root, folder, "src")),
      ...[
        `${folder}/tsconfig.json`,
        "tsconfig.json",
        "package-lock.json",
        "node_modules/typescript/package.json",
      ].map(text),
    );

  return {
    name: `${what} (${folder}/dist)`,
    after: ["npm packages"],
    isDone: () => existsSync(compiled) && hasStamp(compiled, digest()),
    async run(work) {
      // Taken before: what changes while the compiler runs is built at the next start.
      const inputs = digest();
      for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
      await work.run(
        `the ${what} does not compile`,
        [process.execPath, compilerOf(root), "--project", join(root, folder), "--outDir", fresh],
        { cwd: root, cure: `mend the errors above in ${folder}/src, then "npm run build"` },
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
