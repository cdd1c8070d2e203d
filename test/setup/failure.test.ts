import { exitCodeOf, explanation, Failure } from "../../tools/setup/shared/failure.mjs";

const failure = new Failure("npm could not install the packages: there is no network", {
  cure: "connect, then start again",
  log: ".setup/logs/npm-packages.log",
  tail: "npm error code ENOTFOUND\nnpm error syscall getaddrinfo\n",
});

test("a failure is told with the end of its log, the log's place and what to do", () => {
  expect(explanation(failure)).toBe(
    [
      "  │ npm error code ENOTFOUND",
      "  │ npm error syscall getaddrinfo",
      "✗ npm could not install the packages: there is no network",
      "  Log: .setup/logs/npm-packages.log",
      "  What to do: connect, then start again",
    ].join("\n"),
  );
});

test("what helps against several failures is said once", () => {
  const other = new Failure("pip could not either", { cure: failure.cure });
  const text = explanation(new AggregateError([failure, other]));
  expect(text.match(/connect, then start again/g)).toHaveLength(1);
  expect(text.trim().endsWith("What to do: connect, then start again")).toBe(true);
});

test("a mistake of the scripts' own keeps its stack", () => {
  expect(explanation(new TypeError("x is not a function"))).toMatch(
    /^TypeError: x is not a function\n {4}at /,
  );
});

test("the exit code tells an interruption from a failure", () => {
  expect(exitCodeOf(failure)).toBe(1);
  expect(exitCodeOf(new TypeError("x"))).toBe(1);
  expect(exitCodeOf(new Failure("interrupted", { interrupted: true }))).toBe(130);
});
