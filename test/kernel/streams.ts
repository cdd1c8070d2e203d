import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernel } from "./shared-kernel.mjs";
import { eventually } from "./start-kernel.mjs";

const streamsOf = (outputs: { type: string; content: { name?: string; text?: string } }[]) =>
  outputs.filter(({ type }) => type === "stream").map(({ content }) => content);

describe("text", () => {
  test("of many lines arrives in few messages, whole, before the result", async () => {
    const { text, outputs } = await kernel.execute("for (let i = 0; i < 10000; i++) console.log(i); 5");
    expect(text).toBe(Array.from({ length: 10_000 }, (_, line) => `${line}\n`).join(""));
    expect(streamsOf(outputs).length).toBeLessThan(500);
    expect(outputs.at(-1)?.type).toBe("execute_result");
  });

  test("of both streams in turn stays below what Jupyter Server lets through", async () => {
    const { outputs } = await kernel.execute(
      "for (let i = 0; i < 10000; i++) { console.log(i); console.error(i); }",
    );
    const streams = streamsOf(outputs);
    expect(streams.length).toBeLessThan(2000);
    const expected = Array.from({ length: 10_000 }, (_, line) => `${line}\n`).join("");
    for (const name of ["stdout", "stderr"]) {
      const texts = streams.filter((stream) => stream.name === name).map(({ text }) => text);
      expect(texts.join("")).toBe(expected);
    }
  });

  test("is seen while the cell goes on computing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "seen-"));
    const seen = JSON.stringify(join(folder, "seen"));
    const { id, done } = kernel.begin(
      `console.log('a'); console.log('b'); while (!require('fs').existsSync(${seen})) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);`,
    );
    try {
      await eventually(() => streamsOf(kernel.outputsOf(id)).some(({ text }) => text?.includes("b")));
    } finally {
      writeFileSync(join(folder, "seen"), "");
      await done;
      rmSync(folder, { recursive: true });
    }
    expect(
      streamsOf(kernel.outputsOf(id))
        .map(({ text }) => text)
        .join(""),
    ).toBe("a\nb\n");
  });

  test("that is too long is cut, with its end and the amount that is left out", async () => {
    const { text, status } = await kernel.execute("for (let i = 0; i < 200_000; i++) console.log(i);");
    expect(status).toBe("ok");
    expect(text.length).toBeLessThan(1_020_000);
    expect(text).toMatch(/^0\n1\n2\n/);
    expect(text).toMatch(/\n\[\d\d,\d{3} lines left out: a cell shows 1,000,000 characters of text\./);
    expect(text).toMatch(/\n199998\n199999\n$/);
  }, 60_000);

  test("with half of a character can be saved", async () => {
    const { text, results, errors } = await kernel.execute("console.log('\\ud83d'); '\\ude00'");
    expect([text, results[0].data, errors]).toEqual(["\ufffd\n", { "text/plain": "\ufffd" }, []]);
  });

  test("keeps characters whole whose halves are written one by one", async () => {
    const { text } = await kernel.execute(
      "process.stdout.write('\\ud83d'); await new Promise((done) => setTimeout(done, 50)); process.stdout.write('\\ude00'); undefined",
    );
    expect(text).toBe("😀");
  });
});

test("of thousands of errors some are shown", async () => {
  const { status, errors } = await kernel.execute(
    "for (let i = 0; i < 1000; i++) void Promise.reject(new Error(String(i)));",
  );
  expect([status, errors.length]).toEqual(["error", 20]);
});

test("a value is cut that no notebook could hold", async () => {
  const { results } = await kernel.execute("'x'.repeat(5e6)");
  expect(results[0].data?.["text/plain"]).toMatch(/x… \(4,000,000 more characters\)$/);
});
