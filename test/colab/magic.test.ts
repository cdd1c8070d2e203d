import { stripVTControlCharacters } from "node:util";
import { drive, printed, setUpCell, type StepResult } from "./drive.mjs";

const ts = (code: string) => ({ code: `%%ts\n${code}` });
const pause = (milliseconds: number) => `await new Promise((go) => setTimeout(go, ${milliseconds}));`;

const steps = {
  setUp: { code: setUpCell() },
  imports: ts(`import { progressBar } from "linear-networks";\nconst kept = 41;`),
  prints: ts(
    `console.log("first"); ${pause(800)} console.log("second"); ${pause(800)} console.error("third");`,
  ),
  value: ts("kept + 1"),
  moves: ts(
    `const bar = progressBar("work", 3, { interval: 0 });\nfor (const k of [1, 2]) { ${pause(400)} bar.update(k); }`,
  ),
  movesLater: ts(`bar.update(3);`),
  throws: ts(`const inside = 1;\nthrow new RangeError("too far");`),
  wrongType: ts(`const text: string = kept;`),
  afterFailure: ts(`console.log(kept);`),
  waits: { ...ts(`console.log("begun");\nfor (;;) ${pause(20)}`), interruptAt: "begun" },
  afterWaiting: ts(`console.log(kept);`),
  computes: { ...ts(`console.log("begun");\n${pause(300)}\nwhile (true) {}`), interruptAt: "begun" },
  afterComputing: ts(`console.log(kept);`),
  lateThrow: ts(`setTimeout(() => { throw new TypeError("too late"); }, 200); 0;`),
  pauses: { code: "import time; time.sleep(1)" },
  afterLateThrow: ts(`console.log("next");`),
  restart: { code: "%ts_restart" },
  afterRestart: ts(`console.log(typeof (globalThis as { kept?: unknown }).kept);\nconst kept = "new";`),
  dies: ts(`console.log("last words");\nprocess.exit(3);`),
  dead: ts(`1;`),
  revived: { code: "%ts_restart" },
  afterRevival: ts(`console.log("alive");`),
  again: { code: setUpCell() },
};

let results: Record<keyof typeof steps, StepResult>;

beforeAll(async () => {
  const list = await drive(Object.values(steps));
  results = Object.fromEntries(Object.keys(steps).map((name, i) => [name, list[i]])) as typeof results;
}, 240_000);

/** Without a terminal's colours. */
const plain = (text: string) => stripVTControlCharacters(text);
const errorOf = ({ messages }: StepResult) =>
  messages.find(({ type }) => type === "error")?.content as {
    ename: string;
    evalue: string;
    traceback: string[];
  };

test("the first cell starts the kernel and says so", () => {
  expect(results.setUp.reply).toMatchObject({ status: "ok" });
  expect(printed(results.setUp)).toMatch(/✓ TypeScript kernel ready \(Node \d+\.\d+\.\d+\)/);
  expect(printed(results.setUp, "stderr")).toBe("");
});

test("what a cell prints appears while it runs, on the stream that it chose", () => {
  const { prints } = results;
  expect(printed(prints)).toBe("first\nsecond\n");
  expect(printed(prints, "stderr")).toBe("third\n");
  const [first, second, third] = prints.messages.map(({ at }) => at);
  expect(second - first).toBeGreaterThan(0.4);
  expect(third - second).toBeGreaterThan(0.4);
});

test("the value of the last expression is the cell's result", () => {
  expect(results.value.messages).toMatchObject([
    { type: "execute_result", content: { data: { "text/plain": "42" } } },
  ]);
});

const shown = ({ messages }: StepResult) =>
  messages.map(({ type, content }) => {
    const { data, transient } = content as {
      data: { "text/plain": string };
      transient: { display_id: string };
    };
    return { type, text: data["text/plain"], id: transient.display_id };
  });

test("an output with a name is redrawn in place while the cell runs", () => {
  const [first, second, third] = shown(results.moves);
  expect(results.moves.messages).toHaveLength(3);
  expect(first).toMatchObject({ type: "display_data", text: expect.stringContaining("0 of 3") as string });
  expect(second).toMatchObject({ type: "update_display_data", id: first?.id });
  expect(third).toMatchObject({ type: "update_display_data", id: first?.id });
  expect(third?.text).toContain("2 of 3");
  const [before, , after] = results.moves.messages.map(({ at }) => at);
  expect(after - before).toBeGreaterThan(0.5);
});

test("a later cell redraws it, too", () => {
  const [again] = shown(results.movesLater);
  expect(again).toMatchObject({ type: "update_display_data", id: shown(results.moves)[0]?.id });
  expect(again?.text).toContain("3 of 3");
});

test("a cell that throws fails as a Python cell does, and shows TypeScript's error only", () => {
  const { throws } = results;
  expect(throws.reply).toMatchObject({ status: "error", ename: "RangeError", evalue: "too far" });
  const traceback = plain(errorOf(throws).traceback.join("\n"));
  expect(traceback).toContain("RangeError: too far");
  // The first cell was the one in Python, and %%ts is the first line.
  expect(traceback).toContain(`cell [7], line 3, column 7`);
  expect(traceback).toContain(`throw new RangeError("too far")`);
  expect(traceback).not.toMatch(/Traceback|\.py|typescript_magic/);
});

test("a cell that does not compile fails with the compiler's message", () => {
  expect(results.wrongType.reply).toMatchObject({ status: "error" });
  expect(errorOf(results.wrongType).traceback.join("\n")).toMatch(
    /'number' is not assignable to type 'string'/,
  );
});

test("after a failure the kernel goes on with all that was declared", () => {
  expect(printed(results.afterFailure)).toBe("41\n");
});

test.each([
  ["awaits", "waits", "afterWaiting"],
  ["computes without a pause", "computes", "afterComputing"],
] as const)("an interrupt ends a cell that %s, and the kernel lives on", (_, cell, after) => {
  expect(results[cell].reply).toMatchObject({ status: "error", ename: "Interrupted" });
  expect(errorOf(results[cell]).traceback.join("\n")).not.toMatch(/Traceback|\.py/);
  expect(results[cell].seconds).toBeLessThan(20);
  expect(printed(results[after])).toBe("41\n");
});

test("an error that comes after its cell has ended is shown by the next, which fails", () => {
  expect(plain(printed(results.afterLateThrow, "stderr"))).toContain("TypeError: too late");
  expect(results.afterLateThrow.reply).toMatchObject({ status: "error" });
});

test("a restart gives a fresh kernel", () => {
  expect(printed(results.restart)).toMatch(/^✓ new TypeScript kernel/);
  expect(results.afterRestart.reply).toMatchObject({ status: "ok" });
  expect(printed(results.afterRestart)).toBe("undefined\n");
});

test("a kernel that dies is told with what to do, and a restart helps", () => {
  const { dies, dead } = results;
  expect(printed(dies)).toBe("last words\n");
  for (const result of [dies, dead]) {
    expect(result.reply).toMatchObject({ status: "error", ename: "KernelDied" });
    expect(errorOf(result).traceback.join("\n")).toMatch(/has ended[^]*What to do: .*%ts_restart/);
    expect(result.seconds).toBeLessThan(20);
  }
  expect(printed(results.afterRevival)).toBe("alive\n");
});

test("the first cell, run again, leaves a kernel as it is that runs", () => {
  expect(printed(results.again)).toMatch(/runs already/);
});

test("over IPC, as on Colab, the TypeScript kernel is driven over IPC, too", async () => {
  const told = {
    code: "from typescript_magic import begin as b; print(b.__globals__['_running']['kernel'].manager.transport)",
  };
  const [setUp, transport, value] = await drive([steps.setUp, told, ts("6 * 7")], { transport: "ipc" });
  expect(setUp?.reply).toMatchObject({ status: "ok" });
  expect(transport && printed(transport)).toBe("ipc\n");
  expect(value?.messages).toMatchObject([{ content: { data: { "text/plain": "42" } } }]);
}, 120_000);
