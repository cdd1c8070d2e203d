import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { digestOfFiles, filesBelow } from "./shared/files.mjs";
import { hasStamp, writeStampWithSums } from "./stamp.mjs";

/**
 * What is built from the project's own sources: the library `linear-networks`, the exercises, the kernel, and the
 * declarations of TensorFlow.js with which the kernel compiles cells.
 *
 * @param {{ root: string }} where
 */
export const builtParts = ({ root }) => [
  library({ root }),
  // With the library's declarations.
  workspace({ root, folder: "exercises", what: "exercise package", after: [library({ root }).name] }),
  workspace({ root, folder: "kernel", what: "kernel's program" }),
  built({
    root,
    name: "declarations of TensorFlow.js (kernel/types/bundled)",
    output: "kernel/types/bundled",
    sources: [
      "kernel/types/tensorflow",
      "tools/setup/bundle-declarations.mjs",
      "tsconfig.json",
      "package-lock.json",
    ],
    command: [join(root, "tools/setup/bundle-declarations.mjs")],
    failure: "the declarations of TensorFlow.js cannot be bundled",
    cure: "remove node_modules, then `npm run setup`",
  }),
];

/** @param {{ root: string }} where */
export const library = ({ root }) => workspace({ root, folder: "lib", what: "library" });

/**
 * A workspace that is compiled from src to dist.
 *
 * @param {{ root: string, folder: string, what: string, after?: string[] }} where after: the steps that must be done before
 */
const workspace = ({ root, folder, what, after }) =>
  built({
    root,
    after,
    name: `${what} (${folder}/dist)`,
    output: `${folder}/dist`,
    sources: [
      ...[`${folder}/src`, `${folder}/tsconfig.json`, "tsconfig.json", "package-lock.json"],
      "node_modules/typescript-native/package.json",
    ],
    command: [compilerOf(root), "--project", join(root, folder), "--outDir"],
    failure: `the ${what} does not compile`,
    cure: `correct the errors above in ${folder}/src, then "npm run build"`,
  });

/**
 * A folder that is made from others. A build that fails leaves the old one as it is.
 *
 * @param {object} what
 * @param {string} what.root
 * @param {string[]} [what.after] the steps that must be done before, beside the npm packages
 * @param {string} what.name
 * @param {string} what.output
 * @param {string[]} what.sources files and folders: where one has changed, the output is built again
 * @param {string[]} what.command a program for Node and its arguments; the last is the fresh folder to build into
 * @param {string} what.failure what a failure is called
 * @param {string} what.cure
 * @returns {import("./step.mjs").Step}
 */
function built({ root, after = [], name, output, sources, command, failure, cure }) {
  const compiled = join(root, output);
  // As deep below the project's folder as the compiled files, so that the source maps are right in both.
  const [fresh, old] = ["new", "old"].map((age) =>
    join(root, ".setup", `${output.replaceAll("/", "-")}-${age}`),
  );
  const digest = () => digestOfFiles(sources.map((source) => join(root, source)));

  return {
    name,
    after: ["npm packages", ...after],
    isDone: () => existsSync(compiled) && hasStamp(compiled, digest()),
    async run(work) {
      // Taken before: what changes while the compiler runs is built at the next start.
      const inputs = digest();
      for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
      await work.run(failure, [process.execPath, ...command, fresh], { cwd: root, cure });
      writeStampWithSums(fresh, inputs, filesBelow(fresh));
      if (existsSync(compiled)) renameSync(compiled, old);
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
export const compilerOf = (root) => join(root, "node_modules/typescript-native/bin/tsc");
