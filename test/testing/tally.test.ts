import { lastLine, nothingYet, report, sum } from "../../scripts/testing/tally.mjs";

const one = {
  passed: 3,
  failures: [{ title: "lint", text: "a.ts\n  1:2 error\n" }],
  notRun: ["browser: none"],
};

test("a report shows each failure in full, then what did not run, and ends with the counts", () => {
  expect(report(sum([one, { ...nothingYet(), passed: 2 }]))).toBe(
    "\n✗ lint\n  a.ts\n    1:2 error\n\nnot run:\n  - browser: none\n\n5 passed, 1 failed",
  );
});

test("where all went well the counts are all that is left", () => {
  expect(report({ ...nothingYet(), passed: 7 })).toBe("\n7 passed, 0 failed");
});

test("what did not run for one reason is listed once", () => {
  expect(report(sum([one, one])).match(/browser: none/g)).toHaveLength(1);
  expect(lastLine(sum([one, one]))).toBe("6 passed, 2 failed");
});
