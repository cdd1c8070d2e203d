import { ExecutionQueue } from "../../kernel/src/jupyter/execution-queue";
import { logToServer } from "../../kernel/src/jupyter/log";

jest.mock("../../kernel/src/jupyter/log", () => ({ logToServer: jest.fn() }));

/** A queue whose requests note what became of them. Times are in milliseconds by the kernel's clock. */
function queueOf(log: string[], { clientBehind = 0 } = {}) {
  const queue = new ExecutionQueue();
  return (name: string, made: number, arrived: number, failedAt?: number) =>
    queue.add(
      {
        header: { session: "one", date: new Date(made - clientBehind).toISOString() },
        execute: () => Promise.resolve(void log.push(`${name} executed`)).then(() => failedAt),
        abort: () => void log.push(`${name} aborted`),
      },
      arrived,
    );
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("requests are executed in their order", async () => {
  const log: string[] = [];
  const add = queueOf(log);
  add("first", 1000, 1001);
  add("second", 1000, 1001);
  await settled();
  expect(log).toEqual(["first executed", "second executed"]);
});

test("requests made before a failure are aborted, those made after it are executed", async () => {
  const log: string[] = [];
  const add = queueOf(log);
  add("failing", 1000, 1001, 1100);
  add("waiting", 1002, 1003);
  await settled();
  add("on its way", 1090, 1110);
  add("made at once", 1100, 1101);
  await settled();
  expect(log).toEqual(["failing executed", "waiting aborted", "on its way aborted", "made at once executed"]);
});

test.each([3_600_000, -3_600_000])(
  "a client's clock that is %d ms behind changes nothing",
  async (clientBehind) => {
    const log: string[] = [];
    const add = queueOf(log, { clientBehind });
    add("failing", 1000, 1001, 1100);
    add("waiting", 1002, 1003);
    add("after it", 1120, 1121);
    await settled();
    expect(log).toEqual(["failing executed", "waiting aborted", "after it executed"]);
  },
);

test("a clock that is set back aborts nothing for longer than a second", async () => {
  const log: string[] = [];
  const add = queueOf(log);
  add("failing", 1000, 1001, 1100);
  await settled();
  add("clock set back", 500, 3000);
  await settled();
  expect(log).toEqual(["failing executed", "clock set back executed"]);
});

test("a request that cannot be answered does not keep those behind it from being executed", async () => {
  const queue = new ExecutionQueue();
  const log: string[] = [];
  const header = { session: "one", date: new Date().toISOString() };
  queue.add({ header, execute: () => Promise.reject(new Error("no answer")), abort: () => {} });
  queue.add({ header, execute: () => Promise.resolve(void log.push("next")), abort: () => {} });
  await settled();
  expect(log).toEqual(["next"]);
  expect(logToServer).toHaveBeenCalledWith(expect.stringContaining("no answer"));
});
