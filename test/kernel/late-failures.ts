import type { KernelClient } from "../../kernel/client.mjs";
import { pause, plain, startKernel } from "./start-kernel.mjs";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
}, 60_000);
afterAll(() => kernel.stop());

const wait = "await new Promise((done) => setTimeout(done, 200))";

describe("a rejection nobody handles", () => {
  test("fails its own cell", async () => {
    const { status, errors } = await kernel.execute(
      "\nvoid (async () => { await null; throw new RangeError('lost'); })();",
    );
    expect(status).toBe("error");
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ ename: "RangeError", evalue: "lost" });
    expect(plain(errors[0].traceback)).toMatch(/cell \[\d+\], line 2/);
  });

  test("fails its own cell while that goes on", async () => {
    const { status, errors, text } = await kernel.execute(
      `void Promise.reject(new Error('early')); ${wait}; console.log('end')`,
    );
    expect([status, errors.length, text]).toEqual(["error", 1, "end\n"]);
  });

  test("that is handled in time is no failure", async () => {
    const { status } = await kernel.execute(
      "const handled = Promise.reject(new Error('x')); await handled.catch(() => 'fine')",
    );
    expect(status).toBe("ok");
  });
});

describe("a failure after the cell has ended", () => {
  const late = "setTimeout(() => { throw new TypeError('late'); }, 50); undefined";

  test("is shown at the cell that caused it, and fails the next, which says so", async () => {
    // Fails as soon as the next cell runs, however long that takes to come.
    const cause = kernel.begin(
      "const waiting = setInterval(() => { if (!('next' in globalThis)) return;" +
        " clearInterval(waiting); throw new TypeError('late'); }, 10); undefined",
    );
    const done = await cause.done;
    expect(done.status).toBe("ok");
    const next = await kernel.execute(`console.log('runs'); Object.assign(globalThis, { next: 1 }); ${wait}`);
    expect(next).toMatchObject({ status: "error", text: "runs\n" });
    expect(next.reply.ename).toBe("TypeError");
    expect(next.reply.evalue).toBe(`cell [${done.reply.execution_count}] failed after it had finished: late`);
    expect(kernel.outputsOf(cause.id).map(({ type }) => type)).toContain("error");
    expect((await kernel.execute("1")).status).toBe("ok");
  });

  test("fails the next cell also where that comes long after", async () => {
    await kernel.execute("setTimeout(() => { void Promise.reject(new Error('later')); }, 20); undefined");
    await pause(200);
    expect((await kernel.execute("1")).reply.evalue).toContain("later");
  });

  test("is not carried on by a cell that was allowed to fail", async () => {
    await kernel.execute(late, { stop_on_error: false });
    expect((await kernel.execute(wait)).status).toBe("ok");
  });

  test("is told where all cells are allowed to fail", async () => {
    await kernel.execute(late, { stop_on_error: false });
    expect((await kernel.execute(wait, { stop_on_error: false })).status).toBe("error");
  });
});
