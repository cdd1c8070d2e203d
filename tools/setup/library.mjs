import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { digestOf, digestOfFolder } from "./shared/digest.mjs";
import { hasStamp, writeStampWithSums } from "./stamp.mjs";

/**
 * What is built from the project's own sources: the library `linear-networks`, the exercises, the kernel, and the
 * declarations of TensorFlow.js with which the kernel compiles cells.
 *
 * @param {{ root: string }} where
 */
export const builtParts = ({ root }) => [
  library({ root }),
  exercises({ root }),
  kernelProgram({ root }),
  tensorFlowDeclarations({ root }),
];

/** @param {{ root: string }} where */
export const library = ({ root }) => workspace({ root, folder: "lib", what: "library" });

/** They are compiled with the library's declarations. @param {{ root: string }} where */
const exercises = ({ root }) =>
  workspace({ root, folder: "exercises", what: "exercise package", after: [library({ root }).name] });

/** @param {{ root: string }} where */
const kernelProgram = ({ root }) => workspace({ root, folder: "kernel", what: "kernel's program" });

/** @param {{ root: string }} where */
const tensorFlowDeclarations = ({ root }) =>
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
    command: (fresh) => [process.execPath, join(root, "tools/setup/bundle-declarations.mjs"), fresh],
    failure: {
      what: "the declarations of TensorFlow.js cannot be bundled",
      cure: "remove node_modules, then `npm run setup`",
    },
  });

/**
 * A workspace that is compiled from src to dist.
 *
 * @param {{ root: string, folder: string, what: string, after?: string[] }} where after: the steps that must be done before
 */
const workspace = ({ root, folder, what, after = [] }) =>
  built({
    root,
    after,
    name: `${what} (${folder}/dist)`,
    output: `${folder}/dist`,
    sources: [
      `${folder}/src`,
      `${folder}/tsconfig.json`,
      "tsconfig.json",
      "package-lock.json",
      "node_modules/typescript-native/package.json",
    ],
    command: (fresh) => [
      process.execPath,
      compilerOf(root),
      "--project",
      join(root, folder),
      "--outDir",
      fresh,
    ],
    failure: {
      what: `the ${what} does not compile`,
      cure: `mend the errors above in ${folder}/src, then "npm run build"`,
    },
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
 * @param {(fresh: string) => string[]} what.command builds into a fresh folder
 * @param {{ what: string, cure: string }} what.failure
 * @returns {import("./step.mjs").Step}
 */
function built({ root, after = [], name, output, sources, command, failure }) {
  const compiled = join(root, output);
  // As deep below the project's folder as the compiled files, so that the source maps are right in both.
  const fresh = join(root, ".setup", `${output.replaceAll("/", "-")}-new`);
  const old = join(root, ".setup", `${output.replaceAll("/", "-")}-old`);

  /** @param {string} source */
  const contents = (source) => {
    const path = join(root, source);
    return statSync(path).isDirectory() ? digestOfFolder(path) : readFileSync(path, "utf8");
  };
  const digest = () => digestOf(...sources.map(contents));

  return {
    name,
    after: ["npm packages", ...after],
    isDone: () => existsSync(compiled) && hasStamp(compiled, digest()),
    async run(work) {
      // Taken before: what changes while the compiler runs is built at the next start.
      const inputs = digest();
      for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
      await work.run(failure.what, command(fresh), { cwd: root, cure: failure.cure });
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
export const compilerOf = (root) => join(root, "node_modules/typescript-native/bin/tsc");

/** @param {string} folder */
const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
