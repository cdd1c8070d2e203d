import { startKernel } from "./start-kernel.mjs";

test("a cell that uses up the memory is stopped with a word on what to do, and the kernel goes on", async () => {
  process.env["NODE_OPTIONS"] = "--max-old-space-size=300";
  const kernel = await startKernel().finally(() => delete process.env["NODE_OPTIONS"]);
  try {
    await kernel.execute("const kept = 1;");
    const { status, reply } = await kernel.execute(
      "const all: number[][] = []; for (;;) all.push(new Array(1e5).fill(Math.random()));",
    );
    expect([status, reply.ename]).toEqual(["error", "OutOfMemory"]);
    expect(reply.evalue).toContain("work on a part of the data at a time");
    expect((await kernel.execute("kept")).results[0].data).toEqual({ "text/plain": "1" });
  } finally {
    await kernel.stop();
  }
}, 120_000);
