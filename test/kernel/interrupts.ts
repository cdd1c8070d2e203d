import type { KernelClient } from "../../kernel/client.mjs";
import { pause, plain, startKernel } from "./start-kernel.mjs";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.execute("let ticks = 0; let started = 0;");
}, 60_000);
afterAll(() => kernel.stop());

/** Starts a cell that never ends by itself, waits for its first output, and interrupts it. */
async function interrupted(
  code: string,
  interrupt: () => unknown = () => kernel.send("interrupt_request", {}, "control"),
) {
  const { id, done } = kernel.begin(`console.log('started'); ${code}`);
  await kernel.until(({ type, parent }) => type === "stream" && parent === id);
  await pause(50);
  interrupt();
  return done;
}

const loops = {
  "a synchronous loop": "while (true) ticks++;",
  "a loop that counts": "for (let i = 0; i < 1e15; i++) ticks = i;",
  "a loop inside a library's function": "[2, 1].sort(() => { for (;;) ticks++; });",
  "a synchronous loop after an await": "await null; while (true) ticks++;",
  "a synchronous loop after a timer":
    "await new Promise((done) => setTimeout(done, 5)); do { ticks++; } while (ticks > 0);",
  "a loop that awaits timers": "while (true) { await new Promise((done) => setTimeout(done, 5)); ticks++; }",
  "a loop that never reaches the event loop": "while (true) { await null; ticks++; }",
  "a loop over asynchronous batches":
    "async function* batches() { while (true) { await new Promise((done) => setImmediate(done)); yield 1; } } for await (const batch of batches()) ticks += batch;",
  "a loop in a function that is awaited":
    "const train = async () => { for (;;) { await new Promise((done) => setTimeout(done, 5)); ticks++; } }; await train();",
  "a loop that catches everything": "for (;;) { try { while (true) ticks++; } catch { ticks++; } }",
  "a promise that never settles": "await new Promise(() => {});",
};

describe("an interrupt", () => {
  test.each(Object.entries(loops))("ends %s, and the kernel answers", async (_name, code) => {
    const { status, reply } = await interrupted(code);
    expect({ status, ename: reply.ename }).toEqual({ status: "error", ename: "Interrupted" });
    const before = (await kernel.execute("ticks")).results[0].data;
    await pause(60);
    expect((await kernel.execute("ticks")).results[0].data).toEqual(before);
  });

  test("tells the line of the loop", async () => {
    const { reply } = await interrupted("\n\nwhile (true) {\n  ticks++;\n}");
    expect(plain(reply.traceback)).toContain("line 3");
  });

  test("runs the cell's finally blocks", async () => {
    await interrupted(
      "try { while (true) await new Promise((done) => setTimeout(done, 5)); } finally { ticks = -7; }",
    );
    await pause(30);
    expect((await kernel.execute("ticks")).results[0].data).toEqual({ "text/plain": "-7" });
  });

  test("aborts the cells that wait", async () => {
    const running = interrupted("while (true) await null;");
    const waiting = kernel.begin("1");
    expect([(await running).status, (await waiting.done).status]).toEqual(["error", "aborted"]);
  });

  test("reaches the listeners of a cell, and does not kill the kernel", async () => {
    await interrupted("process.once('SIGINT', () => { ticks = -9; }); await new Promise(() => {});");
    expect((await kernel.execute("ticks")).results[0].data).toEqual({ "text/plain": "-9" });
  });

  test("with a listener set before a synchronous loop does not kill the kernel", async () => {
    await kernel.execute("const hear = () => {};");
    await interrupted("process.on('SIGINT', hear); while (true) ticks++;");
    await kernel.request("interrupt_request", {}, "control");
    expect((await kernel.execute("process.off('SIGINT', hear); 1")).status).toBe("ok");
  });

  test("while nothing runs does nothing, and the next cell runs", async () => {
    await kernel.request("interrupt_request", {}, "control");
    kernel.process?.kill("SIGINT");
    await pause(50);
    expect((await kernel.execute("for (let i = 0; i < 10; i++); await null; 'runs'")).status).toBe("ok");
  });

  test.each(["while (true) ticks++;", "await new Promise(() => {});"])("by signal ends %s", async (code) => {
    const { reply } = await interrupted(code, () => kernel.process?.kill("SIGINT"));
    expect(reply.ename).toBe("Interrupted");
  });

  test("with a wrong signature is ignored", async () => {
    const { id, done } = kernel.begin("await new Promise((done) => setTimeout(done, 200)); 'end'");
    await kernel.until(({ parent }) => parent === id);
    const header = JSON.stringify({
      msg_type: "interrupt_request",
      msg_id: "x",
      session: "x",
      username: "",
      version: "5.3",
      date: "",
    });
    await kernel.control.send(["<IDS|MSG>", "0".repeat(64), header, "{}", "{}", "{}"]);
    expect((await done).status).toBe("ok");
  });
});
