import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { format } from "oxfmt";
import { root, venvProgram } from "../tools/setup/shared/paths.mjs";
import { KernelClient } from "./client.mjs";

const usage = `Measures the kernel beside ipykernel and stock tslab, started in turn, and writes the medians into
kernel/README.md. Takes some minutes. Memory and processor time are read from /proc, on Linux only.

  node kernel/bench.mjs [--rounds 3] [--print]

  --print  only print the table
  --help`;

/**
 * @typedef {"ours" | "python" | "stock"} Which
 * @typedef {(name: string, value: number) => void} Note
 */

/** @type {Record<Which, { title: string, argv?: string[], stock?: boolean }>} */
const kernels = {
  ours: { title: "this kernel" },
  python: {
    title: "ipykernel",
    argv: [venvProgram("python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
  },
  stock: { title: "stock tslab", stock: true },
};

/** The same in both languages: [TypeScript, Python]. */
const cells = {
  imports: [
    'import { notebook, tf } from "linear-networks";\nawait notebook.useBackend();',
    "import array, math",
  ],
  trivial: ["1 + 1", "1 + 1"],
  tensors: [
    "const w# = tf.tensor([1, 2, 3]);\nconst v# = w#.mul(2).add(1);\nconsole.log(v#.sum().dataSync()[0]);",
    "w# = array.array('f', [1, 2, 3])\nv# = [2 * x + 1 for x in w#]\nprint(math.fsum(v#))",
  ],
  chain: [
    "const c#: number = # + 1;\nfunction f#(x: number) { return x + c#; }\nf#(1)",
    "c# = # + 1\ndef f#(x): return x + c#\nf#(1)",
  ],
};

const rows = {
  start: "start to the first answer, ms",
  imports: "first cell: the library and its backend (not for ipykernel), ms",
  trivial: "a trivial cell, ms",
  tensors: "a small cell with tensors (ipykernel: lists), ms",
  growth: "processor time of a cell, last hundred of 1,000 cells against the first hundred",
  idle: "memory when idle, MB",
  imported: "memory after the imports, MB",
  many: "memory after 300 such cells, MB",
};

/** How long a kernel is left alone after its start, in milliseconds; it has got ready for the first cell by then. */
const untilIdle = 3000;

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** @param {number | undefined} pid */
function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** In milliseconds. @param {number | undefined} pid */
function processorTimeOf(pid) {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

/** @param {KernelClient} kernel @param {string} code */
async function timed(kernel, code) {
  const begin = performance.now();
  const { status, reply } = await kernel.execute(code);
  if (status !== "ok") throw new Error(`${code}: ${reply.evalue}`);
  kernel.published.length = 0;
  return performance.now() - begin;
}

/** @param {Which} which @param {Note} note */
async function measure(which, note) {
  const language = which === "python" ? 1 : 0;
  const begin = performance.now();
  const { argv, stock } = kernels[which];
  const kernel = await KernelClient.start({
    root,
    argv,
    stock,
    cwd: join(root, "notebooks"),
    timeout: 120_000,
  });
  note("start", performance.now() - begin);
  const pid = kernel.process?.pid;
  try {
    await pause(untilIdle);
    note("idle", memoryOf(pid));
    const imports = await timed(kernel, cells.imports[language]);
    if (which !== "python") note("imports", imports); // the environment has no library that would be comparable
    note("imported", memoryOf(pid));
    const trivial = [];
    for (let time = 0; time < 20; time++) trivial.push(await timed(kernel, cells.trivial[language]));
    note("trivial", median(trivial));
    const tensors = [];
    const count = which === "stock" ? 20 : 300; // stock tslab loses messages after some hundred
    for (let cell = 0; cell < count; cell++) {
      tensors.push(await timed(kernel, cells.tensors[language].replaceAll("#", String(cell))));
    }
    note("tensors", median(tensors));
    if (count === 300) note("many", memoryOf(pid));
  } finally {
    await kernel.stop();
  }
}

/** @param {Which} which @param {Note} note */
async function measureGrowth(which, note) {
  const language = which === "python" ? 1 : 0;
  const { argv, stock } = kernels[which];
  const kernel = await KernelClient.start({
    root,
    argv,
    stock,
    cwd: join(root, "notebooks"),
    timeout: 120_000,
  });
  try {
    const pid = kernel.process?.pid;
    const hundreds = [];
    for (let hundred = 0; hundred < 10; hundred++) {
      const before = processorTimeOf(pid);
      for (let cell = 0; cell < 100; cell++) {
        await timed(kernel, cells.chain[language].replaceAll("#", String(hundred * 100 + cell)));
      }
      hundreds.push(processorTimeOf(pid) - before);
    }
    note("growth", hundreds[9] / hundreds[0]);
  } finally {
    await kernel.stop();
  }
}

/** @param {Map<string, Record<Which, number[]>>} values */
function table(values) {
  const shown = (/** @type {string} */ row, /** @type {number | undefined} */ value) =>
    value === undefined ? "" : row === "growth" ? `${value.toFixed(1)} ×` : value.toFixed(value < 10 ? 1 : 0);
  const lines = Object.entries(rows).map(([row, title]) => {
    const found = values.get(row);
    const [ours, python, stock] = /** @type {const} */ (["ours", "python", "stock"]).map((which) =>
      found?.[which].length ? median(found[which]) : undefined,
    );
    const ratio = ours !== undefined && python ? `${(ours / python).toFixed(1)} ×` : "";
    return `| ${title} | ${shown(row, ours)} | ${shown(row, python)} | ${row === "growth" ? "" : ratio} | ${shown(row, stock)} |`;
  });
  return ["| | this kernel | ipykernel | ratio | stock tslab |", "|---|--:|--:|--:|--:|", ...lines].join(
    "\n",
  );
}

/** @param {string} text */
async function write(text) {
  const readme = join(root, "kernel/README.md");
  const marks = ["<!-- speed: node kernel/bench.mjs -->", "<!-- end of speed -->"];
  const [head, rest] = readFileSync(readme, "utf8").split(marks[0]);
  const tail = rest?.split(marks[1])[1];
  if (tail === undefined) throw new Error(`kernel/README.md lacks the lines ${marks.join(" and ")}.`);
  const { code: after } = await format(readme, `${head}${marks[0]}\n\n${text}\n\n${marks[1]}${tail}`);
  writeFileSync(`${readme}.new`, after);
  renameSync(`${readme}.new`, readme);
}

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    print: { type: "boolean" },
    help: { type: "boolean" },
  },
});
if (options.help) console.log(usage);
else {
  /** @type {Map<string, Record<Which, number[]>>} */
  const values = new Map();
  const noteOf =
    (/** @type {Which} */ which) => (/** @type {string} */ name, /** @type {number} */ value) => {
      const entry = values.get(name) ?? { ours: [], python: [], stock: [] };
      entry[which].push(value);
      values.set(name, entry);
    };
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const which of /** @type {const} */ (["ours", "python", "stock"]))
      await measure(which, noteOf(which));
  }
  for (const which of /** @type {const} */ (["ours", "python"])) await measureGrowth(which, noteOf(which));
  const text = table(values);
  console.log(text);
  if (!options.print) await write(text);
}
