/** The rooms of `lib` whose code computes with tensors: their tests run once on each backend. */
const tensorRooms = "{tensor,data,losses,optimizers,models,training,exercises,notebook}";
const forced = process.env["LINEAR_NETWORKS_BACKEND"];
const backends = forced ? [forced] : ["tensorflow", "wasm", "cpu"];

/** @type {import("jest").Config} */
const common = {
  rootDir: __dirname,
  testEnvironment: "<rootDir>/test/environment.js",
  setupFiles: ["<rootDir>/test/same-examples.js"],
  transform: { "\\.m?[jt]s$": ["@swc/jest", { jsc: { target: "es2022" } }] },
  // Tests that are modules name files of `lib` as they are called once compiled.
  moduleNameMapper: { "^(\\.\\./.*/lib/src/.*)\\.js$": "$1" },
  moduleFileExtensions: ["ts", "mjs", "js", "json", "node"],
};

module.exports = {
  // Kernels, compilers and set-ups are started in tests; on a busy machine each takes many seconds.
  testTimeout: 60_000,
  projects: [
    ...backends.map((backend) => ({
      ...common,
      displayName: `lib on ${backend}`,
      testMatch: [`<rootDir>/test/${tensorRooms}/**/*.test.ts`],
      testEnvironmentOptions: { backend },
      setupFilesAfterEnv: ["<rootDir>/test/on-its-backend.js"],
    })),
    {
      ...common,
      displayName: "once",
      testMatch: [
        "<rootDir>/test/{charts,setup,notebooks,kernel,testing,bench,colab,site,grade}/**/*.test.ts",
      ],
    },
    // Long trainings, once, on the best backend there is.
    {
      ...common,
      displayName: "figures",
      testMatch: ["<rootDir>/test/figures-of-training/**/*.test.ts"],
    },
    { ...common, displayName: "browser", testMatch: ["<rootDir>/test/browser/**/*.test.ts"] },
  ],
};
