import { cpSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

/**
 * A project with this one's scripts and kernel, a library of one line, and one npm package, which lies on this
 * disk: setting it up does all that a set-up does, and fetches nothing.
 *
 * @returns its folder
 */
export function smallProject() {
  const root = temporaryFolder();
  for (const name of ["tools", "kernel"]) cpSync(resolve(name), join(root, name), { recursive: true });
  const typescript = resolve("node_modules/typescript-native");
  const { version } = JSON.parse(readFileSync(join(typescript, "package.json"), "utf8"));
  // Compiling the kernel itself takes more packages than this project has.
  rmSync(join(root, "kernel/src"), { recursive: true });
  const library = { name: "linear-networks", version: "1.0.0" };
  const exercises = { name: "linear-networks-exercises", version: "1.0.0" };
  const kernel = { name: "linear-networks-kernel", version: "1.0.0" };
  const compiled = {
    compilerOptions: { rootDir: "src", outDir: "dist", module: "commonjs", types: [] },
    include: ["src"],
  };
  const project = {
    name: "small",
    version: "1.0.0",
    workspaces: ["lib", "exercises", "kernel"],
    devDependencies: { "typescript-native": `file:${typescript}` },
  };
  const place = relative(root, typescript);
  const packages = {
    "": project,
    lib: library,
    exercises,
    kernel,
    [place]: { name: "typescript", version, bin: { tsc: "bin/tsc" } },
    "node_modules/linear-networks": { resolved: "lib", link: true },
    "node_modules/linear-networks-exercises": { resolved: "exercises", link: true },
    "node_modules/linear-networks-kernel": { resolved: "kernel", link: true },
    "node_modules/typescript-native": { resolved: place, link: true },
  };
  writeFiles(root, {
    "package.json": JSON.stringify(project),
    "package-lock.json": JSON.stringify({ ...project, lockfileVersion: 3, requires: true, packages }),
    "requirements.txt": "# nothing\n",
    "tsconfig.json": "{}",
    "lib/package.json": JSON.stringify(library),
    "lib/tsconfig.json": JSON.stringify(compiled),
    "lib/src/index.ts": "export const answer: number = 42;\n",
    "exercises/package.json": JSON.stringify(exercises),
    "exercises/tsconfig.json": JSON.stringify(compiled),
    "exercises/src/index.ts": "export const answer: number = 42;\n",
    "kernel/package.json": JSON.stringify(kernel),
    "kernel/tsconfig.json": JSON.stringify(compiled),
    "kernel/src/index.ts": "export const answer: number = 42;\n",
    "kernel/types/tensorflow/index.ts": "export {};\n",
    // Bundling the real ones takes TensorFlow.js, which this project does not have.
    "tools/setup/bundle-declarations.mjs": `import { mkdirSync } from "node:fs"; mkdirSync(process.argv[2]);\n`,
  });
  return root;
}
