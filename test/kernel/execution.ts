import { kernel } from "./shared-kernel.mjs";
import { beginEndless } from "./start-kernel.mjs";

describe("execution counts", () => {
  test("rise by one with each cell, in the announcement, the result and the reply", async () => {
    const first = await kernel.execute("1");
    const second = await kernel.execute("2");
    const count = Number(first.reply.execution_count);
    expect(second.reply.execution_count).toBe(count + 1);
    expect(second.outputs.map(({ type, content }) => [type, content.execution_count])).toEqual([
      ["execute_input", count + 1],
      ["execute_result", count + 1],
    ]);
  });

  test("do not rise for a silent cell, which shows nothing", async () => {
    const before = await kernel.execute("0");
    const silent = await kernel.execute("globalThis; 5", { silent: true });
    expect(silent.outputs).toEqual([]);
    expect((await kernel.execute("0")).reply.execution_count).toBe(Number(before.reply.execution_count) + 1);
  });

  test("rise for a cell that fails", async () => {
    const before = await kernel.execute("0");
    await kernel.execute("throw new Error('x')");
    expect((await kernel.execute("0")).reply.execution_count).toBe(Number(before.reply.execution_count) + 2);
  });
});

describe("after a failure", () => {
  test("cells that were asked for before it are aborted", async () => {
    const begun = ["throw new Error('first')", "console.log('second')", "console.log('third')"].map((code) =>
      kernel.begin(code),
    );
    const [first, second, third] = await Promise.all(begun.map(({ done }) => done));
    expect([first.status, second.status, third.status]).toEqual(["error", "aborted", "aborted"]);
    expect([second.outputs, third.outputs]).toEqual([[], []]);
  });

  test("cells that were asked for before it are aborted also where the cell left no time to hear of them", async () => {
    const begun = [
      "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200); throw new Error('busy')",
      "1",
    ].map((code) => kernel.begin(code));
    const [, second] = await Promise.all(begun.map(({ done }) => done));
    expect(second.status).toBe("aborted");
  });

  test("a cell that is asked for at once is executed", async () => {
    for (let time = 0; time < 5; time++) {
      await kernel.execute("throw new Error('again')");
      expect(await kernel.execute("'alive'")).toMatchObject({ status: "ok" });
    }
  });

  test("nothing is aborted where the failed cell was allowed to fail", async () => {
    const failing = kernel.begin("throw new Error('allowed')", { stop_on_error: false });
    const next = kernel.begin("'next'");
    expect([(await failing.done).status, (await next.done).status]).toEqual(["error", "ok"]);
  });
});

describe("messages", () => {
  const header = {
    msg_id: "x",
    msg_type: "execute_request",
    session: "x",
    username: "",
    version: "5.3",
    date: "",
  };
  const withType = (msg_type: unknown) => ({ ...header, msg_type });

  test.each<[string, unknown[]]>([
    ["no parts", []],
    ["null for a header", [null, {}, {}, {}]],
    ["a list for a header", [[], {}, {}, {}]],
    ["no type", [withType(undefined), {}, {}, {}]],
    ["a number for a type", [withType(1), {}, {}, {}]],
    ["a type of every object", [withType("constructor"), {}, {}, {}]],
    ["no id", [{ ...header, msg_id: undefined }, {}, {}, {}]],
    ["null for content", [header, {}, {}, null]],
    ["no code", [header, {}, {}, {}]],
    ["a number for code", [header, {}, {}, { code: 1 }]],
    ["no session and no date", [{ msg_id: "x", msg_type: "execute_request" }, {}, {}, { code: "1" }]],
    ["objects for session and date", [{ ...header, session: {}, date: {} }, {}, {}, { code: "1" }]],
    ["no code to complete", [withType("complete_request"), {}, {}, {}]],
    ["a place outside of the code", [withType("complete_request"), {}, {}, { code: "a", cursor_pos: -7 }]],
    ["no place to inspect", [withType("inspect_request"), {}, {}, { code: "Math", cursor_pos: null }]],
    ["no code to judge", [withType("is_complete_request"), {}, {}, {}]],
  ])("with %s, signed with the key, leave the kernel and both channels in order", async (_, parts) => {
    await kernel.sendParts("shell", parts);
    await kernel.sendParts("control", parts);
    expect(await kernel.request("kernel_info_request", {}, "control")).toMatchObject({ status: "ok" });
    expect(await kernel.execute("'in order'")).toMatchObject({ status: "ok" });
  });

  test("arrive all, however many a cell prints", async () => {
    const { text, status } = await kernel.execute(
      "for (let line = 0; line < 5000; line++) console.log(line);",
    );
    expect(status).toBe("ok");
    expect(text).toBe(Array.from({ length: 5000 }, (_, line) => `${line}\n`).join(""));
  });

  test("of two streams keep their order and their names", async () => {
    const { outputs } = await kernel.execute(
      "console.log('a'); console.error('b'); process.stdout.write('c', () => {});",
    );
    const streams = outputs
      .filter(({ type }) => type === "stream")
      .map(({ content }) => [content.name, content.text]);
    expect(streams).toEqual([
      ["stdout", "a\n"],
      ["stderr", "b\n"],
      ["stdout", "c"],
    ]);
  });

  test("keep characters whole that are written in pieces", async () => {
    const { text } = await kernel.execute(
      "const bytes = Buffer.from('线'); process.stdout.write(bytes.subarray(0, 1)); process.stdout.write(bytes.subarray(1)); undefined",
    );
    expect(text).toBe("线");
  });

  test("say busy only when a cell's turn has come", async () => {
    const start = kernel.published.length;
    const first = kernel.begin("await new Promise((done) => setTimeout(done, 100))");
    const second = kernel.begin("2");
    await Promise.all([first.done, second.done]);
    const names = new Map([
      [first.id, "first"],
      [second.id, "second"],
    ]);
    const states = kernel.published
      .slice(start)
      .filter(({ type }) => type === "status")
      .map(({ parent, content }) => `${names.get(parent)} ${content.execution_state}`);
    expect(states).toEqual(["first busy", "first idle", "second busy", "second idle"]);
  });

  test("say busy again after another request while a cell is running", async () => {
    const running = await beginEndless(kernel);
    const isBusyAgain = kernel.until(
      ({ parent, content }) => parent === running.id && content.execution_state === "busy",
    );
    await kernel.request("kernel_info_request", {});
    await expect(isBusyAgain).resolves.toMatchObject({ type: "status" });
    kernel.send("interrupt_request", {}, "control");
    await running.done;
  });
});

describe("while nobody asks for anything", () => {
  test("what a cell has left behind is collected, without another cell", async () => {
    const collected = kernel.until(({ content }) => content.text === "collected\n");
    await kernel.execute(`
      const watchedGarbage = new FinalizationRegistry(() => console.log("collected"));
      (() => watchedGarbage.register({ garbage: Array.from({ length: 3e6 }, (_, i) => [i]) }, 0))();
    `);
    await expect(collected).resolves.toMatchObject({ type: "stream" });
  });
});

describe("output", () => {
  test("that comes late belongs to the cell that caused it", async () => {
    const cause = kernel.begin(
      "setTimeout(() => { console.log('late'); lateDisplay.html('<b>late</b>'); }, 30); import { display as lateDisplay } from 'tslab';",
    );
    await cause.done;
    const later = await kernel.execute(
      "await new Promise((done) => setTimeout(done, 60)); console.log('mine')",
    );
    expect(later.text).toBe("mine\n");
    const late = kernel
      .outputsOf(cause.id)
      .filter(({ type }) => type === "stream" || type === "display_data");
    expect(late.map(({ content }) => content.text ?? content.data)).toEqual([
      "late\n",
      { "text/html": "<b>late</b>" },
    ]);
  });

  test("is shown by code that calls tslab's inside, and replaced by its display id", async () => {
    const { outputs } = await kernel.execute(
      "const show = require('tslab/dist/jupyter').lastWriteDisplayData; for (const [text, update] of [['a', false], ['b', true]] as const) show({ data: { 'text/plain': text }, metadata: {}, transient: { display_id: 'one' } }, update);",
    );
    expect(outputs.slice(1).map(({ type, content }) => [type, content.data])).toEqual([
      ["display_data", { "text/plain": "a" }],
      ["update_display_data", { "text/plain": "b" }],
    ]);
  });
});
