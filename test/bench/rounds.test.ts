import { resultOf, runRounds } from "../../tools/bench/rounds.ts";

jest.setTimeout(60_000);

const steady = { rounds: 3, atMost: 6, spread: 0.2 };
const times = (seconds: number, loss = 0.5) => ({ seconds, processor: seconds, loss });
const row = { name: "an epoch", ours: "a", theirs: "b", atMost: 0.9, same: ["loss"] };

test("the sides alternate, each round begins with another one, and the first round is not counted", async () => {
  const order: string[] = [];
  const contenders = ["a", "b", "c"].map((name) => ({
    name,
    run: (round: number) => {
      order.push(`${name}${round}`);
      return Promise.resolve(times(1));
    },
  }));
  const runs = await runRounds(contenders, { ...steady, rounds: 2 });
  expect(order).toEqual(["a0", "b0", "c0", "b1", "c1", "a1", "c2", "a2", "b2"]);
  expect(runs.get("a")).toHaveLength(2);
});

test("what prepares a run comes right before it, in each round", async () => {
  const order: string[] = [];
  const note = (what: string) => () => Promise.resolve(void order.push(what));
  const run = async () => (await note("run")(), times(1));
  await runRounds([{ name: "a", run, prepare: note("prepare") }], { ...steady, rounds: 1, atMost: 1 });
  expect(order).toEqual(["prepare", "run", "prepare", "run"]);
});

test("times that spread widely are taken again, but not forever", async () => {
  let count = 0;
  const restless = [{ name: "a", run: () => Promise.resolve(times(1 + (count++ % 2))) }];
  expect((await runRounds(restless, steady)).get("a")).toHaveLength(6);
  const calm = [{ name: "a", run: () => Promise.resolve(times(1)) }];
  expect((await runRounds(calm, steady)).get("a")).toHaveLength(3);
});

test("an interrupt ends the rounds before the next run", async () => {
  const controller = new AbortController();
  const run = jest.fn(() => {
    controller.abort();
    return Promise.resolve(times(1));
  });
  const stopped = runRounds([{ name: "a", run }], { ...steady, signal: controller.signal });
  await expect(stopped).rejects.toThrow("aborted");
  expect(run).toHaveBeenCalledTimes(1);
});

test("a target is met by a ratio that is not above it", () => {
  const judge = (ours: number) =>
    resultOf(
      row,
      new Map([
        ["a", [times(ours)]],
        ["b", [times(1)]],
      ]),
    ).verdict;
  expect(judge(0.9)).toBe("met");
  expect(judge(0.91)).toBe("missed");
});

test("a row without a target is for information", () => {
  const information = { name: row.name, ours: row.ours, theirs: row.theirs, same: row.same };
  const runs = new Map([
    ["a", [times(5)]],
    ["b", [times(1)]],
  ]);
  expect(resultOf(information, runs)).toMatchObject({ verdict: "for information", ratio: { median: 5 } });
});

test("a comparison in which the two sides compute different things is void, however fast", () => {
  const runs = new Map([
    ["a", [times(0.1), times(0.1, 0.6)]],
    ["b", [times(1), times(1)]],
  ]);
  expect(resultOf(row, runs)).toMatchObject({ verdict: "void", difference: "loss 0.6 and 0.5" });
});

test("a comparison with a side that was not run is a mistake", () => {
  expect(() => resultOf(row, new Map([["a", [times(1)]]]))).toThrow("there is no run of b");
});
