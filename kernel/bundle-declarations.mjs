import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateDtsBundle } from "dts-bundle-generator";

/**
 * Writes the declarations of TensorFlow.js into one file in place of some 580: for each file, TypeScript has work to do
 * with every cell.
 */
const [folder] = process.argv.slice(2);
if (!folder || folder.startsWith("-")) throw new Error("usage: node kernel/bundle-declarations.mjs <folder>");
const source = join(import.meta.dirname, "types/tensorflow");
const parts = ["tfjs", "tfjs-core", "tfjs-layers", "tfjs-data", "tfjs-converter"];
const backends = ["tfjs-backend-cpu", "tfjs-backend-webgl"];
const [declarations] = generateDtsBundle(
  [
    {
      filePath: join(source, "index.ts"),
      libraries: {
        inlinedLibraries: [...parts, ...backends].map((name) => `@tensorflow/${name}`),
        allowedTypesLibraries: [],
      },
      output: { exportReferencedTypes: false, noBanner: true },
    },
  ],
  { preferredConfigPath: join(source, "tsconfig.json") },
);
// Messages of the compiler name the package that a file belongs to.
const target = join(folder, "node_modules/@tensorflow/tfjs");
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "index.d.ts"), declarations);
