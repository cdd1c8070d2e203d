import { kernel } from "./shared-kernel.mjs";
import { beginEndless, pause, plain } from "./start-kernel.mjs";

beforeAll(async () => {
  await kernel.execute(
    "let ticks = 0; const tick = () => { ticks++; }; const tag = (_: TemplateStringsArray) => { ticks++; };" +
      " function* endless() { for (let i = 0; i < 1e15; i++) { ticks = i; yield i; } }",
  );
});

/** Starts a cell that never ends by itself, waits for its first output, and interrupts it. */
async function interrupted(
  code: string,
  interrupt: () => unknown = () => kernel.send("interrupt_request", {}, "control"),
) {
  const { done } = await beginEndless(kernel, code);
  await pause(20);
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
  ...Object.fromEntries(
    [
      ["that calls a function", "tick();"],
      ["that calls a method", "[i].at(0);"],
      ["that makes objects", "new Date(ticks = i);"],
      ["that calls a template's tag", "tag`x`;"],
      ["around a loop that counts", "for (let j = 0; j < 2; j++) ticks = i + j;"],
      ["around a loop over a list", "for (const j of [i, i]) ticks = j;"],
    ].map(([what, body]) => [
      `a loop that counts after an await, ${what}`,
      `await null; for (let i = 0; i < 1e15; i++) { ${body} }`,
    ]),
  ),
  "a generator that a library's function drains": "await null; Math.max(...endless());",
  "a promise that never settles": "await new Promise(() => {});",
  "a chain of promises": "const again = (): Promise<void> => Promise.resolve().then(again); await again();",
  "a program that it waits for": "require('child_process').execSync('sleep 60');",
  "a program that it waits for after an await": "await null; require('child_process').execSync('sleep 60');",
  "a loop of a library after an await": "await null; new Function('for (;;);')();",
  "a loop of a library in a timer":
    "setTimeout(() => new Function('for (;;);')(), 5); await new Promise(() => {});",
  "a library's chain of promises":
    "await null; await new Function('const again = () => Promise.resolve().then(again); return again();')();",
};

describe("an interrupt", () => {
  test.each(Object.entries(loops))("ends %s", async (_name, code) => {
    const { status, reply } = await interrupted(code);
    expect({ status, ename: reply.ename }).toEqual({ status: "error", ename: "Interrupted" });
  });

  test("leaves nothing of all these running, and a kernel that answers", async () => {
    const ticks = async () => (await kernel.execute("ticks")).results[0].data;
    const before = await ticks();
    await pause(50);
    expect(await ticks()).toEqual(before);
  });

  test("that ends code wherever it is leaves assigned names, and the older values of others", async () => {
    await kernel.execute("const older = 1; const vm = require('vm');");
    const deaf = "for (;;) try { vm.runInThisContext('for (;;);', { breakOnSigint: true }) } catch {}";
    await interrupted(
      `const assigned = 2; new Function("vm", ${JSON.stringify(deaf)})(vm); const older = "text";`,
    );
    expect((await kernel.execute("[assigned, older + 1]")).results[0].data).toEqual({
      "text/plain": "[ 2, 2 ]",
    });
  });

  test("ends the compiler, and the next cell compiles", async () => {
    const { id, done } = kernel.begin(`1${"+1".repeat(20_000)}`); // takes the compiler a minute
    await kernel.until(({ parent, type }) => parent === id && type === "execute_input");
    kernel.send("interrupt_request", {}, "control");
    const { reply, text } = await done;
    expect([reply.ename, text]).toEqual(["Interrupted", ""]);
    expect((await kernel.execute("40 + 2")).results[0].data).toEqual({ "text/plain": "42" });
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
    await kernel.sockets.control.send(["<IDS|MSG>", "0".repeat(64), header, "{}", "{}", "{}"]);
    expect((await done).status).toBe("ok");
  });
});
