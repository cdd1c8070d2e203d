const { readdirSync, readFileSync } = require("node:fs");
const { join, sep } = require("node:path");

/** The rooms of `lib` whose code computes with tensors, and the exercises. */
const tensorRooms = "platform,base,data,losses,optim,models,training,exercises,notebook".split(",");

/**
 * Tests of files and of messages: what they do with tensors goes through batches(), resizing and the exercises' checks,
 * which have tests of their own on each backend.
 */
const onBestBackend = [
  "data/fashion-mnist/",
  "data/class-folders/",
  "data/file-dataset",
  "platform/",
  "base/interrupt",
  "notebook/check",
];

/** The tests that ask for a backend: all others give the same on each, and run once. */
const onEachBackend = readdirSync(join(__dirname, "test"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts") && tensorRooms.includes(file.split(sep)[0]))
  .filter((file) => !onBestBackend.some((part) => file.replaceAll(sep, "/").startsWith(part)))
  .filter((file) => readFileSync(join(__dirname, "test", file), "utf8").includes("useBackend"))
  .map((file) => `<rootDir>/test/${file.replaceAll(sep, "/")}`);

/** What takes a real set-up, a sandbox, a browser or another host is left to `npm run test:full`, long trainings to the night. */
const full = "\\.(full|real)\\.test\\.ts$";
const nightly = "\\.nightly\\.test\\.ts$";
const slow = [full, nightly];

/** Looking up a global takes long in a test's realm: every module is given these as parameters. */
const numbers = ["Math", "Number", "Float32Array", "Float64Array", "Int32Array", "Uint8Array", "Uint32Array"];
const fastGlobals = [...numbers, "Array", "Object", "String", "Map", "Set"];

/** @type {import("jest").Config} */
const common = {
  rootDir: __dirname,
  // Each project's own setting: Jest heeds no other. `npm test` removes the folder for temporary files.
  cacheDirectory: join(__dirname, ".setup", "jest"),
  roots: ["<rootDir>/lib/src", "<rootDir>/exercises/src", "<rootDir>/notebooks", "<rootDir>/test"],
  testEnvironment: "<rootDir>/test/support/environment.js",
  sandboxInjectedGlobals: fastGlobals,
  setupFiles: ["<rootDir>/test/support/same-examples.js"],
  transform: {
    "\\.m?[jt]s$": ["@swc/jest", { jsc: { target: "es2022" } }],
    "\\.ipynb$": "<rootDir>/test/support/notebook-as-test.js",
  },
  moduleNameMapper: {
    "^linear-networks$": "<rootDir>/lib/src/index",
    "^linear-networks-exercises$": "<rootDir>/exercises/src/index",
    // Tests that are modules, and modules that are loaded late, name files as they are called once compiled.
    "^(\\.\\./.*/(?:lib|exercises)/src/.*|\\./sections/.*)\\.js$": "$1",
  },
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
  {
    ...common,
    displayName: "lib",
    testMatch: tensorRooms.map((room) => `<rootDir>/test/${room}/**/*.test.ts`),
    setupFilesAfterEnv: ["<rootDir>/test/support/on-its-backend.js"],
    testPathIgnorePatterns: slow,
  },
  ...["wasm", "cpu"].map((backend) => ({
    ...common,
    displayName: `lib on ${backend}`,
    testMatch: onEachBackend,
    setupFilesAfterEnv: ["<rootDir>/test/support/on-its-backend.js"],
    testPathIgnorePatterns: slow,
    testEnvironmentOptions: { backend },
  })),
  {
    ...common,
    displayName: "once",
    testMatch: [
      "<rootDir>/test/{charts,setup,notebooks,kernel,support,bench,colab,site,grade,examples}/**/*.test.ts",
    ],
    testPathIgnorePatterns: slow,
  },
  { ...common, displayName: "slow", testRegex: full },
  { ...common, displayName: "nightly", testRegex: nightly },
];

module.exports = {
  projects,
  // Kernels and servers are started in tests; on a busy machine each takes many seconds.
  testTimeout: 60_000,
  testSequencer: "<rootDir>/test/support/longest-first.js",
  reporters: ["default", "<rootDir>/test/support/last-line.js"],
  collectCoverageFrom: ["{lib,exercises}/src/**/*.ts"],
};
