import type { AggregatedResult } from "@jest/reporters";
import LastLine from "./last-line.js";

let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => jest.restoreAllMocks());

interface TestFile {
  statuses: string[];
  failureMessage?: string;
}

/** What the reporter printed for these test files, its last line being printed as the process ends. */
function report(files: TestFile[], options: { testNamePattern?: string } = {}) {
  const exit: (() => void)[] = [];
  jest.spyOn(process, "once").mockImplementation((_, listener) => {
    exit.push(listener as () => void);
    return process;
  });
  const count = (status: string) =>
    files.flatMap(({ statuses }) => statuses).filter((s) => s === status).length;
  const reporter = new LastLine(options as ConstructorParameters<typeof LastLine>[0]);
  reporter.onRunComplete(new Set(), {
    numPassedTests: count("passed"),
    numFailedTests: count("failed"),
    testResults: files.map(({ statuses, failureMessage = "" }) => ({
      testFilePath: "/a.test.ts",
      failureMessage,
      numFailingTests: statuses.filter((status) => status === "failed").length,
      testResults: statuses.map((status) => ({ status, fullName: "adds" })),
    })),
  } as unknown as AggregatedResult);
  for (const end of exit) end();
  return { last: printed.at(-1), fails: reporter.getLastError() !== undefined };
}

test("a run ends with how many tests passed and how many failed", () => {
  expect(report([{ statuses: ["passed", "passed"] }])).toEqual({
    last: "\n2 passed, 0 failed",
    fails: false,
  });
  const failed = { statuses: ["passed", "failed"], failureMessage: "adds: no" };
  expect(report([failed])).toEqual({ last: "\n1 passed, 1 failed", fails: true });
});

test("a file that cannot be loaded has failed", () => {
  const broken = { statuses: [], failureMessage: "SyntaxError" };
  expect(report([{ statuses: ["passed"] }, broken])).toEqual({ last: "\n1 passed, 1 failed", fails: true });
});

test("a skipped test has failed, and is named", () => {
  expect(report([{ statuses: ["passed", "pending"] }])).toEqual({
    last: "\n1 passed, 1 failed",
    fails: true,
  });
  expect(printed).toContain("✗ not run: /a.test.ts › adds");
});

test("tests left out by -t have not failed", () => {
  const some = report([{ statuses: ["passed", "pending"] }], { testNamePattern: "adds" });
  expect(some).toEqual({ last: "\n1 passed, 0 failed", fails: false });
});

test("a run without any test has failed", () => {
  expect(report([])).toEqual({ last: "\n0 passed, 1 failed", fails: true });
});
