import { stripVTControlCharacters } from "node:util";
import { drive, printed, setUpCell, type StepResult } from "./drive.mjs";

const ts = (code: string) => ({ code: `%%ts\n${code}` });
const pause = (milliseconds: number) => `await new Promise((go) => setTimeout(go, ${milliseconds}));`;

const steps = {
  setUp: { code: setUpCell() },
  transport: {
    code: "from typescript_magic import begin as b; print(b.__globals__['_running']['kernel'].manager.transport)",
  },
  imports: ts(`import { charts, notebook, show } from "linear-networks";\nconst kept = 41;`),
  prints: ts(`console.log("first"); console.error("second"); console.log("third");`),
  value: ts("kept + 1"),
  moves: ts(
    `const bar = notebook.progressBar("work", 3, { interval: 0 });\nfor (const k of [1, 2]) { await null; bar.update(k); }`,
  ),
  movesLater: ts(`bar.update(3);`),
  throws: ts(`const inside = 1;\nthrow new RangeError("too far");`),
  wrongType: ts(`const text: string = kept;`),
  afterFailure: ts(`console.log(kept);`),
  waits: { ...ts(`console.log("begun");\nfor (;;) ${pause(20)}`), interruptAt: "begun" },
  afterWaiting: ts(`console.log(kept);`),
  computes: { ...ts(`console.log("begun");\n${pause(20)}\nwhile (true) {}`), interruptAt: "begun" },
  afterComputing: ts(`console.log(kept);`),
  lateThrow: ts(
    `{ const waiting = setInterval(() => { if (!("next" in globalThis)) return;
  clearInterval(waiting); throw new TypeError("too late"); }, 5); }`,
  ),
  afterLateThrow: ts(`Object.assign(globalThis, { next: 1 });\n${pause(50)}\nconsole.log("next");`),
  chart: ts(`const line = { name: "loss", x: [1, 2, 3], y: [1, 2, 3] };
const chart = charts.curves({ series: [line], title: "rises", xTitle: "x", yTitle: "y" });
await show(chart, { alt: "It rises." });`),
  asHtml: { code: `import os; os.environ["LINEAR_NETWORKS_CHARTS"] = "html"` },
  liveChart: ts(`await notebook.liveCurves(
  { names: ["loss"], title: "falls", xTitle: "x", yTitle: "y", alt: "It falls.", interval: 0 },
  async (add) => { for (const k of [1, 2, 3]) { add("loss", k, 4 - k); ${pause(20)} } },
);`),
  again: { code: setUpCell() },
  dies: ts(`console.log("last words");\nprocess.exit(3);`),
  dead: ts(`1;`),
};

let results: Record<keyof typeof steps, StepResult>;

beforeAll(async () => {
  const list = await drive(Object.values(steps), { transport: "ipc" });
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

test("over IPC, as on Colab, the TypeScript kernel is driven over IPC, too", () => {
  expect(printed(results.transport)).toBe("ipc\n");
});

test("what a cell prints goes to the stream that it chose", () => {
  expect(printed(results.prints)).toBe("first\nthird\n");
  expect(printed(results.prints, "stderr")).toBe("second\n");
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
  // Two cells in Python came first, and %%ts is the first line.
  expect(traceback).toContain(`cell [8], line 3, column 7`);
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
  expect(printed(results[after])).toBe("41\n");
});

test("an error that comes after its cell has ended is shown by the next, which fails", () => {
  expect(plain(printed(results.afterLateThrow, "stderr"))).toContain("TypeError: too late");
  expect(results.afterLateThrow.reply).toMatchObject({ status: "error" });
});

interface Shown {
  data: Record<string, string>;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}
const displayed = ({ messages }: StepResult) => messages.map(({ content }) => content as Shown);

test("a chart is sent in every form, so that each viewer takes the best that it knows", () => {
  const vegaLite = "application/vnd.vegalite.v5+json";
  const [{ data, metadata }] = displayed(results.chart);
  expect(Object.keys(data).sort()).toEqual([vegaLite, "image/png", "text/plain"]);
  expect(metadata).toHaveProperty([vegaLite, "embed_options"]);
});

test("a live chart ends as HTML in place of its last frame", () => {
  const outputs = displayed(results.liveChart);
  expect(outputs.length).toBeGreaterThan(2);
  expect(results.liveChart.messages.at(-1)?.type).toBe("update_display_data");
  expect(outputs.at(-1)?.data).toHaveProperty(["text/html"]);
  expect(outputs[0]?.data).toHaveProperty(["image/svg+xml"]);
  expect(new Set(outputs.map(({ transient }) => transient.display_id)).size).toBe(1);
});

test("a kernel that dies is reported, with what to do", () => {
  const { dies, dead } = results;
  expect(printed(dies)).toBe("last words\n");
  for (const result of [dies, dead]) {
    expect(result.reply).toMatchObject({ status: "error", ename: "KernelDied" });
    expect(errorOf(result).traceback.join("\n")).toMatch(/has ended[^]*What to do: .*%ts_restart/);
  }
});

test("the first cell, run again, leaves a kernel as it is that runs", () => {
  expect(printed(results.again)).toMatch(/runs already/);
});
