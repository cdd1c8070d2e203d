import { jestResult, type JestReport } from "../../scripts/testing/jest-result.mjs";

const result = (...testResults: JestReport["testResults"]) =>
  jestResult("lib on cpu", { testResults }, (path) => path.replace("/root/", ""));

const passed = { fullName: "adds", status: "passed", failureMessages: [] };

test("each test counts, and a failure is named by project, file and test", () => {
  const stack = "Error: no\n    at f (/root/test/a.test.ts:1:2)\n    at g (/root/node_modules/jest/x.js:1:2)";
  const failed = {
    fullName: "subtracts",
    status: "failed",
    failureMessages: [`\u001b[31m${stack}\u001b[39m`],
  };
  expect(
    result({ name: "/root/test/a.test.ts", message: "long", assertionResults: [passed, failed] }),
  ).toEqual({
    passed: 1,
    failures: [
      {
        title: "lib on cpu › test/a.test.ts › subtracts",
        text: "Error: no\n    at f (/root/test/a.test.ts:1:2)",
      },
    ],
    notRun: [],
  });
});

test("a test file that cannot be run is a failure", () => {
  expect(result({ name: "/root/test/a.test.ts", message: "SyntaxError", assertionResults: [] })).toEqual({
    passed: 0,
    failures: [{ title: "lib on cpu › test/a.test.ts", text: "SyntaxError" }],
    notRun: [],
  });
});

test("a file whose tests pass and that fails nevertheless is a failure", () => {
  expect(result({ name: "/root/a", message: "teardown failed", assertionResults: [passed] })).toMatchObject({
    passed: 1,
    failures: [{ text: "teardown failed" }],
  });
});

test("skipped tests did not run", () => {
  const skipped = { fullName: "saves to a file", status: "pending", failureMessages: [] };
  expect(result({ name: "/root/a", message: "", assertionResults: [passed, skipped] })).toEqual({
    passed: 1,
    failures: [],
    notRun: ["lib on cpu › a › saves to a file: pending in its file"],
  });
});
