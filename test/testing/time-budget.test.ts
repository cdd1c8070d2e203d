import { Progress } from "../../scripts/shared/progress.mjs";
import type { TestContext } from "../../scripts/testing/context.mjs";
import { solvedRuns } from "../../scripts/testing/notebook-runs.mjs";
import { Slots } from "../../scripts/testing/slots.mjs";
import { timeBudget } from "../../scripts/testing/time-budget.mjs";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const lasting = (seconds: number) => () =>
  new Promise<string>((settle) => setTimeout(() => settle("ended"), seconds * 1000));
const passing = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);

test("pieces of work one after the other spend it together", async () => {
  const budget = timeBudget(10);
  const first = budget.use(lasting(4));
  await passing(4);
  expect(await first).toBe("ended");
  const second = budget.use(lasting(4));
  await passing(4);
  expect(await second).toBe("ended");
  void budget.use(lasting(4));
  await passing(1.9);
  expect(budget.signal.aborted).toBe(false);
  await passing(0.2);
  expect(budget.signal.aborted).toBe(true);
});

test("pieces side by side spend it once, and the time between pieces costs nothing", async () => {
  const budget = timeBudget(10);
  const both = [budget.use(lasting(4)), budget.use(lasting(6))];
  await passing(6);
  await Promise.all(both);
  await passing(100);
  void budget.use(lasting(5));
  await passing(3.9);
  expect(budget.signal.aborted).toBe(false);
  await passing(0.2);
  expect(budget.signal.aborted).toBe(true);
});

test("one piece where two could run at once spends half of the time that passes", async () => {
  const budget = timeBudget(10, 2);
  void budget.use(lasting(100));
  await passing(10);
  expect(budget.signal.aborted).toBe(false);
  void budget.use(lasting(100));
  await passing(4.9);
  expect(budget.signal.aborted).toBe(false);
  await passing(0.2);
  expect(budget.signal.aborted).toBe(true);
});

test("a piece that fails gives its time back as the others do", async () => {
  const budget = timeBudget(10);
  await expect(budget.use(() => Promise.reject(new Error("no kernel")))).rejects.toThrow("no kernel");
  await passing(100);
  expect(budget.signal.aborted).toBe(false);
});

describe("solved runs", () => {
  const context = (): TestContext => ({
    progress: new Progress({ stream: { write: () => true } }),
    slots: new Slots(1),
    signal: new AbortController().signal,
    pattern: "1-",
  });
  const result = {
    name: "1-1.ipynb",
    seconds: 3,
    problems: [] as string[],
    differences: [] as string[],
    written: false,
  };

  test("each notebook with exercises counts once", async () => {
    const files: string[] = [];
    const run = ([file]: string[]) => Promise.resolve([{ ...result, name: files[files.push(file) - 1] }]);
    const { passed, failures } = await solvedRuns(context(), { run });
    expect(failures).toEqual([]);
    expect(passed).toBe(files.length);
    expect(passed).toBeGreaterThanOrEqual(5);
  });

  test("those that have not ended when their time is over have failed, begun or not, and say why", async () => {
    const started: string[] = [];
    const run = ([file]: string[], _: unknown, { signal }: { signal?: AbortSignal } = {}) => {
      started.push(file);
      return new Promise<(typeof result)[]>((settle) =>
        signal?.addEventListener("abort", () => settle([{ ...result, problems: ["interrupted"] }])),
      );
    };
    const running = solvedRuns(context(), { budget: timeBudget(480), run });
    await passing(481);
    const { passed, failures } = await running;
    expect(started).toHaveLength(1);
    expect(passed).toBe(0);
    expect(failures.length).toBeGreaterThanOrEqual(5);
    for (const { title, text } of failures) {
      expect(title).toMatch(/\.ipynb solved$/);
      expect(text).toContain("longer than 480 s together");
    }
  });
});
