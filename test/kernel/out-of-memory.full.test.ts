import { KernelClient } from "../../tools/kernel/client.ts";
import { startKernel } from "./start-kernel.mjs";

let kernel: KernelClient;
beforeAll(async () => {
  process.env["NODE_OPTIONS"] = "--max-old-space-size=300";
  kernel = await startKernel().finally(() => delete process.env["NODE_OPTIONS"]);
  await kernel.execute("const kept = 1; const all: number[][] = [];");
});
afterAll(() => kernel.stop());

/** For longer than it takes to look at the memory several times. */
const longCell = "const until = Date.now() + 500; while (Date.now() < until); kept";
const advice = expect.stringContaining("Work on a part of the data at a time") as string;

test.each([
  ["in a loop", "for (;;) mine.push(new Array(1e5).fill(kept));"],
  [
    "behind awaits",
    "for (;;) { await new Promise((turn) => setTimeout(turn)); mine.push(new Array(1e5).fill(kept)); }",
  ],
  ["in a library", "Array.from({ length: 1e4 }, () => mine.push(new Array(1e5).fill(kept)));"],
])(
  "a cell that uses up the memory %s is stopped with advice, gives up what it declared, and the kernel goes on",
  async (_where, code) => {
    const { status, reply } = await kernel.execute(`const mine: number[][] = []; ${code}`);
    expect([status, reply.ename, reply.evalue]).toEqual(["error", "OutOfMemory", advice]);
    expect((await kernel.execute(longCell)).results[0].data).toEqual({ "text/plain": "1" });
    expect((await kernel.execute("mine")).reply.evalue).toContain("mine");
  },
  60_000,
);

test("memory that an earlier cell's list holds can be made free", async () => {
  expect((await kernel.execute("for (;;) all.push(new Array(1e5).fill(kept));")).reply.ename).toBe(
    "OutOfMemory",
  );
  expect((await kernel.execute("all.length = 0")).status).toBe("ok");
  expect((await kernel.execute(longCell)).status).toBe("ok");
}, 60_000);

test("a cell is not stopped for what nothing refers to any more", async () => {
  await kernel.execute("const live = Array.from({ length: 200 }, () => new Array(1e5).fill(kept));");
  const discarding = "for (let i = 0; i < 1000; i++) new Array(1e5).fill(Math.random());";
  expect((await kernel.execute(discarding)).status).toBe("ok");
}, 60_000);
