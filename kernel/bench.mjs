import { parseArgs } from "node:util";
import { root } from "../scripts/shared/paths.mjs";
import { KernelClient } from "./client.mjs";

const usage = `Measures the launcher beside stock tslab: the time to the first answer, and that of cells. The two are
started in turn; of each the median is shown, in milliseconds.

  node kernel/bench.mjs [--rounds 5]`;

/** @type {Record<string, { before?: string, cell: string, once?: boolean }>} */
const cells = {
  "a trivial cell": { cell: "1 + 1" },
  "import tfjs": { cell: "import * as tf from '@tensorflow/tfjs';", once: true },
  "a cell beside tfjs": { cell: "tf.tensor1d([1, 2]).sum().dataSync()[0]" },
  "a sum in a top-level loop": { cell: "let s = 0; for (let i = 0; i < 3e6; i++) s += i & 7; s" },
  "a dot product in a function": {
    before: "const xs = Float64Array.from({ length: 1e6 }, (_, i) => i % 7);",
    cell: "function dot(a: Float64Array, b: Float64Array) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] * b[i]; return s; } let d = 0; for (let k = 0; k < 100; k++) d += dot(xs, xs); d",
  },
  "a matrix product": {
    cell: "function product(n: number) { const a = new Float64Array(n * n).fill(1), c = new Float64Array(n * n); for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) { let s = 0; for (let k = 0; k < n; k++) s += a[i * n + k] * a[k * n + j]; c[i * n + j] = s; } return c[0]; } product(400)",
  },
  "a loop over an earlier array": {
    before: "let t = 0;",
    cell: "for (let i = 0; i < 1e6; i++) t += xs[i]; t",
    once: true,
  },
  "calls of an earlier function": {
    before: "const f = (v: number) => v * 2;",
    cell: "let h = 0; for (let i = 0; i < 1e6; i++) h += f(i); h",
  },
  "a loop of 200,000 awaits": {
    cell: "let w = 0; for (let i = 0; i < 200000; i++) w += await Promise.resolve(1); w",
  },
};

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** @param {boolean} stock @param {(name: string, milliseconds: number) => void} note */
async function measure(stock, note) {
  const start = performance.now();
  const kernel = await KernelClient.start({ root, stock, cwd: `${root}/notebooks` });
  note("start", performance.now() - start);
  try {
    await kernel.execute("0");
    for (const [name, { before, cell, once }] of Object.entries(cells)) {
      if (before) await kernel.execute(before);
      const times = [];
      for (let time = 0; time < (once ? 1 : 3); time++) {
        const begin = performance.now();
        const { status, text, reply } = await kernel.execute(cell);
        if (status !== "ok") throw new Error(`${name}: ${text}${reply.evalue}`);
        times.push(performance.now() - begin);
      }
      note(name, Math.min(...times));
    }
  } finally {
    await kernel.stop();
  }
}

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, help: { type: "boolean" } },
});
if (values.help) console.log(usage);
else {
  /** @type {Map<string, { stock: number[], launcher: number[] }>} */
  const times = new Map();
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const kernel of /** @type {const} */ (["stock", "launcher"])) {
      await measure(kernel === "stock", (name, milliseconds) => {
        const entry = times.get(name) ?? { stock: [], launcher: [] };
        entry[kernel].push(milliseconds);
        times.set(name, entry);
      });
    }
  }
  console.log("stock  launcher  ratio");
  for (const [name, { stock, launcher }] of times) {
    const [one, other] = [median(stock), median(launcher)];
    console.log(
      `${one.toFixed(0).padStart(5)} ${other.toFixed(0).padStart(8)} ${(other / one).toFixed(2).padStart(7)}  ${name}`,
    );
  }
}
