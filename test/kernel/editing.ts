import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kernel } from "./shared-kernel.mjs";
import { beginEndless, root } from "./start-kernel.mjs";

/** What JupyterLab compares with what the kernel says: a notebook that differs is marked as changed when it is opened. */
const notebook = readFileSync(join(root, "notebooks/1-1-linear-regression.ipynb"), "utf8");
const { language_info: savedWith } = (
  JSON.parse(notebook) as { metadata: { language_info: Record<string, unknown> } }
).metadata;

beforeAll(async () => {
  const documented = [
    "/** Adds what is *given*; see {@link greatest}.",
    " * @param first the first number",
    " * @returns the sum */",
    "function sum(first: number, second: number): number { return first + second; }",
    "const greatest = Math.max;",
  ];
  await kernel.execute(documented.join("\n"));
});

const complete = (code: string, cursor = [...code].length) =>
  kernel.request("complete_request", { code, cursor_pos: cursor });
const inspect = (code: string, cursor = [...code].length) =>
  kernel.request("inspect_request", { code, cursor_pos: cursor, detail_level: 0 });

describe("completion", () => {
  test("offers names of earlier cells", async () => {
    expect(await complete("grea")).toMatchObject({
      status: "ok",
      matches: expect.arrayContaining(["greatest"]) as unknown,
      cursor_start: 0,
      cursor_end: 4,
    });
  });

  test("offers members, with their kinds", async () => {
    const { matches, metadata } = await complete("[1].fla");
    expect(matches).toEqual(expect.arrayContaining(["flat", "flatMap"]));
    expect(metadata?.["_jupyter_types_experimental"]).toContainEqual({
      text: "flat",
      type: "method",
      start: 4,
      end: 7,
    });
  });

  test("counts characters as Jupyter does", async () => {
    expect(await complete("'😀😀'; grea")).toMatchObject({ cursor_start: 6, cursor_end: 10 });
  });

  test("answers while a cell waits", async () => {
    const running = await beginEndless(kernel);
    expect((await complete("grea")).matches).toContain("greatest");
    kernel.send("interrupt_request", {}, "control");
    expect((await running.done).reply.ename).toBe("Interrupted");
  });
});

describe("inspection", () => {
  test("shows a function of an earlier cell with its documentation", async () => {
    const { found, data } = await inspect("sum", 1);
    expect(found).toBe(true);
    expect(data?.["text/plain"]).toContain("function sum(first: number, second: number): number");
    expect(data?.["text/plain"]).toContain("Adds what is *given*; see");
    expect(data?.["text/plain"]).toContain("@returns the sum");
    expect(data?.["text/markdown"]).toMatch(/^```ts\nfunction sum[^]*\*@returns\* the sum/);
  });

  test.each(["sum(", "sum(1, ", "[sum(1, Math.abs(2), "])(
    "shows the function whose arguments are written: %s",
    async (code) => {
      expect((await inspect(code)).data?.["text/plain"]).toContain("function sum");
    },
  );

  test("shows what a package documents", async () => {
    await kernel.execute("import * as matrices from 'ml-matrix';");
    const { data } = await inspect("matrices.inverse(");
    expect(data?.["text/plain"]).toContain("Computes the inverse of a matrix");
  });

  test("finds nothing where there is nothing", async () => {
    expect(await inspect("  ")).toMatchObject({ status: "ok", found: false });
  });

  test("counts characters as Jupyter does", async () => {
    expect((await inspect("'😀😀😀😀'; sum", 9)).found).toBe(true);
  });
});

describe("requests", () => {
  test("about the kernel tell the TypeScript that it runs, and what notebooks are saved with", async () => {
    const info = await kernel.request("kernel_info_request", {});
    expect(info).toMatchObject({ status: "ok", implementation: "tslab", implementation_version: "1.0.22" });
    expect(info["banner"]).toMatch(/^TypeScript 5\.0\.4 on Node /);
    expect(info.language_info).toEqual(savedWith);
  });

  test("about history and comms have an answer of their own type", async () => {
    expect(await kernel.request("history_request", {})).toEqual({ status: "ok", history: [] });
    expect(await kernel.request("comm_info_request", {})).toEqual({ status: "ok", comms: {} });
  });

  test("about complete code tell what is missing", async () => {
    expect(await kernel.request("is_complete_request", { code: "function f() {" })).toMatchObject({
      status: "incomplete",
    });
    expect(await kernel.request("is_complete_request", { code: "1" })).toMatchObject({ status: "complete" });
  });

  test("that are unknown leave no trace in a cell", async () => {
    const start = kernel.published.length;
    kernel.send("comm_open", { comm_id: "1", target_name: "jupyter.widget", data: {} });
    await kernel.request("comm_info_request", {});
    expect(kernel.published.slice(start).filter(({ type }) => type === "stream")).toEqual([]);
  });
});
