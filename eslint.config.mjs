import js from "@eslint/js";
import jest from "eslint-plugin-jest";
import globals from "globals";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["**/dist/", ".venv/", ".setup/", "data/", "site/", "kernel/types/", "test/**/fixtures/"] },
  js.configs.recommended,
  { languageOptions: { globals: globals.node } },
  { files: ["scripts/site/client/**"], languageOptions: { globals: globals.browser } },
  {
    files: ["**/*.ts"],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    // The language also runs where there is no Node: what it needs of one it is given, see host.ts.
    files: ["kernel/src/language/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: [{ group: ["node:*"], allowTypeImports: true, message: "Ask for it in host.ts." }] },
      ],
      "no-restricted-globals": ["error", "process", "Buffer", "require", "__dirname", "__filename", "global"],
    },
  },
  {
    files: ["test/**/*.ts"],
    extends: [jest.configs["flat/recommended"]],
    rules: {
      // What must hold after every test of a file is checked there.
      "jest/no-standalone-expect": ["error", { additionalTestBlockFunctions: ["afterEach"] }],
    },
  },
);
