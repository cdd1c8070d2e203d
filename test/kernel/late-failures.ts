import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernel } from "./shared-kernel.mjs";
import { plain } from "./start-kernel.mjs";

const folder = mkdtempSync(join(tmpdir(), "late-failures-"));
afterAll(() => rmSync(folder, { recursive: true }));

const wait = "await new Promise((done) => setTimeout(done, 30))";

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
  let file: string;
  beforeEach(() => (file = join(folder, String(Math.random()))));

  /** Runs a cell that fails once the file is there. */
  async function cause(failure: string, options?: { stop_on_error: boolean }) {
    const { id, done } = kernel.begin(
      `{ const waiting = setInterval(() => { if (!require("fs").existsSync(${JSON.stringify(file)})) return;` +
        ` clearInterval(waiting); ${failure} }, 5); }`,
      options,
    );
    const { status, reply } = await done;
    expect(status).toBe("ok");
    return { id, count: reply.execution_count };
  }
  /** Lets that cell fail, before another one runs. */
  async function fail(id: string) {
    const failed = kernel.until(({ type, parent }) => type === "error" && parent === id);
    writeFileSync(file, "");
    await failed;
  }

  test("is shown at the cell that caused it, and fails the cell that runs by then, which says so", async () => {
    const { id, count } = await cause("throw new TypeError('late');");
    const next = await kernel.execute(
      `console.log("runs"); require("fs").writeFileSync(${JSON.stringify(file)}, ""); ${wait}`,
    );
    expect(next).toMatchObject({ status: "error", text: "runs\n" });
    expect(next.reply.ename).toBe("TypeError");
    expect(next.reply.evalue).toBe(`cell [${count}] failed after it had finished: late`);
    expect(kernel.outputsOf(id).map(({ type }) => type)).toContain("error");
    expect((await kernel.execute("1")).status).toBe("ok");
  });

  test("fails the next cell also where that comes after it", async () => {
    const { id } = await cause("void Promise.reject(new Error('later'));");
    await fail(id);
    expect((await kernel.execute("1")).reply.evalue).toContain("later");
  });

  test("is not carried on by a cell that was allowed to fail", async () => {
    const { id } = await cause("throw new TypeError('late');", { stop_on_error: false });
    await fail(id);
    expect((await kernel.execute("1")).status).toBe("ok");
  });

  test("is reported where all cells are allowed to fail", async () => {
    const { id } = await cause("throw new TypeError('late');", { stop_on_error: false });
    await fail(id);
    expect((await kernel.execute("1", { stop_on_error: false })).status).toBe("error");
  });
});
