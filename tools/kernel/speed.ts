import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { quantile } from "../bench/statistics.ts";
import { inRoot, root, venvProgram } from "../setup/shared/paths.mjs";
import { KernelClient } from "./client.ts";

/** The kernels that are compared, and how each is started. */
const kernels = {
  ours: {},
  python: { argv: [venvProgram("python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"] },
  stock: { stock: true },
};
type Which = keyof typeof kernels;

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
type Row = keyof typeof rows;

/** How long a kernel is left alone after its start, in milliseconds: by then it is ready for the first cell. */
const untilIdle = 3000;
/** Stock tslab loses messages after some hundred. */
const tensorCells = { ours: 300, python: 300, stock: 20 };

/** A kernel that is measured. */
class Measured {
  readonly #language: number;

  constructor(
    private readonly which: Which,
    private readonly kernel: KernelClient,
  ) {
    this.#language = which === "python" ? 1 : 0;
  }

  /** Executes a cell, and returns how many milliseconds it took. */
  async time(cell: keyof typeof cells, number = 0): Promise<number> {
    const code = cells[cell][this.#language].replaceAll("#", String(number));
    const begin = performance.now();
    const { status, reply } = await this.kernel.execute(code);
    if (status !== "ok") throw new Error(`${this.which}: ${code}: ${reply.evalue}`);
    this.kernel.published.length = 0;
    return performance.now() - begin;
  }

  /** The median of so many cells. */
  async median(cell: keyof typeof cells, count: number): Promise<number> {
    const times: number[] = [];
    for (let number = 0; number < count; number++) times.push(await this.time(cell, number));
    return quantile(times, 0.5);
  }

  /** In MB. */
  memory(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(this.#procfs("status"))?.[1]) / 1024;
  }

  /** In milliseconds. */
  processorTime(): number {
    const [user, system] = this.#procfs("stat").split(") ")[1].split(" ").slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  }

  #procfs(file: string) {
    return readFileSync(`/proc/${this.kernel.process?.pid}/${file}`, "utf8");
  }
}

async function withKernel(
  which: Which,
  measure: (kernel: Measured) => Promise<Partial<Record<Row, number>>>,
) {
  const begin = performance.now();
  const cwd = inRoot("notebooks");
  const kernel = await KernelClient.start({ root, ...kernels[which], cwd, timeout: 120_000 });
  const start = performance.now() - begin;
  try {
    return { start, ...(await measure(new Measured(which, kernel))) };
  } finally {
    await kernel.stop();
  }
}

const measureCells = (which: Which) =>
  withKernel(which, async (kernel) => {
    await pause(untilIdle);
    const idle = kernel.memory();
    const imports = await kernel.time("imports");
    const imported = kernel.memory();
    const trivial = await kernel.median("trivial", 20);
    const tensors = await kernel.median("tensors", tensorCells[which]);
    return {
      ...{ idle, imported, trivial, tensors },
      ...(which === "python" ? {} : { imports }), // its environment has no library that is comparable
      ...(which === "stock" ? {} : { many: kernel.memory() }),
    };
  });

const measureGrowth = (which: Which) =>
  withKernel(which, async (kernel) => {
    const hundreds: number[] = [];
    for (let hundred = 0; hundred < 10; hundred++) {
      const before = kernel.processorTime();
      for (let cell = 0; cell < 100; cell++) await kernel.time("chain", hundred * 100 + cell);
      hundreds.push(kernel.processorTime() - before);
    }
    return { growth: hundreds[9] / hundreds[0] };
  });

/**
 * Measures the kernel, ipykernel and stock tslab, started in turn.
 *
 * @param rounds how often each is started
 * @returns a table of the medians, in Markdown
 */
export async function measuredSpeed(rounds: number): Promise<string> {
  const found: Record<Which, Partial<Record<Row, number>>[]> = { ours: [], python: [], stock: [] };
  for (let round = 0; round < rounds; round++) {
    for (const which of ["ours", "python", "stock"] as const) found[which].push(await measureCells(which));
  }
  for (const which of ["ours", "python"] as const) {
    const { growth } = await measureGrowth(which);
    found[which].push({ growth });
  }
  const medianOf = (which: Which, row: Row) => {
    const values = found[which].map((each) => each[row]).filter((value) => value !== undefined);
    return values.length > 0 ? quantile(values, 0.5) : undefined;
  };
  const lines = (Object.keys(rows) as Row[]).map((row) => {
    const [ours, python, stock] = (["ours", "python", "stock"] as const).map((which) => medianOf(which, row));
    const shown = (value: number | undefined) =>
      value === undefined ? "" : row === "growth" ? times(value) : value.toFixed(value < 10 ? 1 : 0);
    const ratio = row !== "growth" && ours !== undefined && python ? times(ours / python) : "";
    return `| ${[rows[row], shown(ours), shown(python), ratio, shown(stock)].join(" | ")} |`;
  });
  return ["| | this kernel | ipykernel | ratio | stock tslab |", "|---|--:|--:|--:|--:|", ...lines].join(
    "\n",
  );
}

function times(value: number) {
  return `${value.toFixed(1)} ×`;
}
