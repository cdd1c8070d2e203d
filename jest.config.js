/** The rooms of `lib` whose code computes with tensors. */
const tensorRooms = "{tensor,data,losses,optimizers,models,training,exercises,notebook}";
/** Undefined: the best that works. */
const backends = [undefined, "wasm", "cpu"];

/** What takes a real set-up, a sandbox or another host is left to `npm run test:full`, long trainings to the night. */
const full = "\\.(full|real)\\.test\\.ts$";
const nightly = "\\.nightly\\.test\\.ts$";
const slow = [full, nightly];

/** @type {import("jest").Config} */
const common = {
  rootDir: __dirname,
  roots: ["<rootDir>/lib/src", "<rootDir>/notebooks", "<rootDir>/test"],
  testEnvironment: "<rootDir>/test/support/environment.js",
  setupFiles: ["<rootDir>/test/support/same-examples.js"],
  transform: {
    "\\.m?[jt]s$": ["@swc/jest", { jsc: { target: "es2022" } }],
    "\\.ipynb$": "<rootDir>/test/support/notebook-as-test.js",
  },
  // Tests that are modules name files of `lib` as they are called once compiled.
  moduleNameMapper: { "^(\\.\\./.*/lib/src/.*)\\.js$": "$1" },
  moduleFileExtensions: ["ts", "mjs", "js", "json", "node", "ipynb"],
};

/** @type {import("jest").Config["projects"]} */
const projects = [
  {
    ...common,
    displayName: "checks",
    testMatch: ["<rootDir>/test/checks/*.test.ts"],
    testPathIgnorePatterns: slow,
  },
  { ...common, displayName: "notebooks", testMatch: ["<rootDir>/notebooks/*.ipynb"] },
  ...backends.map((backend) => ({
    ...common,
    displayName: backend ? `lib on ${backend}` : "lib",
    testMatch: [`<rootDir>/test/${tensorRooms}/**/*.test.ts`],
    testPathIgnorePatterns: slow,
    testEnvironmentOptions: backend ? { backend } : {},
  })),
  {
    ...common,
    displayName: "once",
    testMatch: ["<rootDir>/test/{charts,setup,notebooks,kernel,support,bench,colab,site,grade}/**/*.test.ts"],
    testPathIgnorePatterns: slow,
  },
  { ...common, displayName: "slow", testRegex: full },
  { ...common, displayName: "nightly", testRegex: nightly },
  { ...common, displayName: "browser", testMatch: ["<rootDir>/test/browser/**/*.test.ts"] },
];

module.exports = {
  projects,
  // Kernels and servers are started in tests; on a busy machine each takes many seconds.
  testTimeout: 60_000,
  testSequencer: "<rootDir>/test/support/longest-first.js",
  reporters: ["default", "<rootDir>/test/support/last-line.js"],
  collectCoverageFrom: ["lib/src/**/*.ts"],
};
