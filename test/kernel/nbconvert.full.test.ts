import { python } from "./python.mjs";

interface Told {
  failed: string | null;
  cells: { count: number | null; outputs: string[] }[];
}

test("nbconvert executes cells after a failure that is allowed, and no others", async () => {
  const fails = "throw new TypeError('expected')";
  const cells = (...sources: (string | { source: string; tags: string[] })[]) =>
    sources.map((source) => (typeof source === "string" ? { source } : source));
  // Fails as soon as the next cell runs, however long that takes to come.
  const late =
    "const waiting = setInterval(() => { if (!('next' in globalThis)) return;" +
    " clearInterval(waiting); throw new RangeError('late'); }, 10); undefined";
  const next = "Object.assign(globalThis, { next: 1 }); await new Promise((done) => setTimeout(done, 1000))";
  const notebooks = [
    { cells: cells("console.log(1)", fails, "console.log(2)") },
    { cells: cells({ source: fails, tags: ["raises-exception"] }, "console.log(2)", "3") },
    { cells: cells(fails, "console.log(2)", fails, "console.log(3)"), allow_errors: true },
    { cells: cells(late, next, "3") },
  ];
  const { stdout, stderr } = await python("run_notebooks.py", JSON.stringify(notebooks));
  expect(stderr).toBe("");
  const [stopped, tagged, allowed, failedLate] = JSON.parse(stdout) as Told[];

  expect(stopped.failed).toBe("TypeError");
  expect(stopped.cells).toEqual([
    { count: 1, outputs: ["1\n"] },
    { count: 2, outputs: ["TypeError"] },
    { count: null, outputs: [] },
  ]);
  expect(tagged.failed).toBeNull();
  expect(tagged.cells.map(({ count }) => count)).toEqual([3, 4, 5]);
  expect(tagged.cells.map(({ outputs }) => outputs)).toEqual([["TypeError"], ["2\n"], ["execute_result"]]);
  expect(allowed.failed).toBeNull();
  expect(allowed.cells.map(({ outputs }) => outputs)).toEqual([
    ["TypeError"],
    ["2\n"],
    ["TypeError"],
    ["3\n"],
  ]);
  expect(failedLate.failed).toBe("RangeError");
  expect(failedLate.cells.map(({ count }) => count)).toEqual([10, 11, null]);
}, 120_000);
