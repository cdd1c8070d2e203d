import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateDtsBundle } from "dts-bundle-generator";
import ts from "typescript";
import { inRoot } from "./shared/paths.mjs";

/**
 * Writes the declarations of TensorFlow.js into one file in place of some 580: for each file, TypeScript has work to do
 * with every cell.
 */
const [folder] = process.argv.slice(2);
if (!folder || folder.startsWith("-"))
  throw new Error("usage: node tools/setup/bundle-declarations.mjs <folder>");
const source = inRoot("kernel", "types", "tensorflow");
const parts = ["tfjs", "tfjs-core", "tfjs-layers", "tfjs-data", "tfjs-converter"];
const backends = ["tfjs-backend-cpu", "tfjs-backend-webgl"];
const [generated] = generateDtsBundle(
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
// What tfjs-layers calls tfc is tfjs-core, of whose types the generator leaves most out of that namespace.
const text = generated.replaceAll(/\btfc\.(?=[A-Za-z])/g, "");

/** The declarations of a cell can only refer to types that are exported. */
function typesWithoutExport() {
  const file = ts.createSourceFile("tfjs.d.ts", text, ts.ScriptTarget.ES2022);
  const names = file.statements.flatMap((statement) => {
    const isType =
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isEnumDeclaration(statement);
    const isExported =
      isType && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    return isType && statement.name && !isExported ? [statement.name.text] : [];
  });
  const exported = file.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
      : [],
  );
  return [...new Set(names)].filter((name) => !exported.includes(name));
}

// The kernel names a package after the last node_modules of a path.
const target = join(folder, "node_modules/@tensorflow/tfjs");
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "index.d.ts"), `${text}export type { ${typesWithoutExport().join(", ")} };\n`);
