import { readFileSync } from "node:fs";
import { join } from "node:path";
import { benchEnvironment, benchPython } from "./environment.ts";
import { writeInputs } from "./inputs.ts";
import { againWithHugePages, hasHugePages, loadNow, machineLines } from "./machine.ts";
import { ourSide } from "./our-side.ts";
import { startPartner } from "./partner.ts";
import { closingLines, markdownTable, textTable, withResults } from "./report.ts";
import { resultOf, runRounds } from "./rounds.ts";
import { rows } from "./rows.ts";
import { theirSide, touchMemory } from "./their-side.ts";
import { interruptible } from "../setup/interruption.mjs";
import { setUp } from "../setup/set-up.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import { parseOptions, wholeNumber } from "../setup/shared/parse-options.mjs";
import { inRoot, paths, root } from "../setup/shared/paths.mjs";
import { Progress } from "../setup/shared/progress.mjs";
import { writeAtomically } from "../setup/shared/files.mjs";

const help = `npm run bench [-- options]

Compares the speed of softmax regression on Fashion-MNIST with PyTorch and NumPy. Both sides use the same data, first
weights and batches, float32 and one thread each, and they take turns within one run. The command ends with code 1 if a
target is missed or if the two sides do not compute the same. Its first run installs PyTorch and NumPy into
.setup/bench-venv.

  --rounds <k>     measures each side k times (default: 9), and up to twice as often if the times spread widely
  --quick          makes three rounds
  --only <text>    makes only the comparisons that have this text in their names
  --write          writes the results into tools/bench/README.md
  --kernel         measures the TypeScript kernel instead; see npm run bench -- --kernel --help
  --help           shows this`;

/**
 * What `npm run bench` is asked to do.
 *
 * @param args the words of the command line
 * @throws Failure where they contradict each other or name nothing
 */
export function benchOptions(args: string[]) {
  const { values } = parseOptions({
    args,
    options: {
      rounds: { type: "string" },
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const { only = "", quick, write, help } = values;
  if (quick && values.rounds !== undefined) throw new Failure("--quick and --rounds exclude each other");
  if (write && (quick || only !== "")) {
    throw new Failure(`--write needs a whole measurement, without ${quick ? "--quick" : "--only"}`);
  }
  const chosen = rows.filter(({ name, theirs }) => `${name} ${theirs}`.includes(only));
  if (chosen.length === 0) throw new Failure(`no comparison has "${only}" in its name (--only)`);
  const rounds = wholeNumber(values.rounds ?? (quick ? "3" : "9"), "rounds");
  return { rows: chosen, rounds, atMost: quick ? rounds : 2 * rounds, write, help };
}

type Options = ReturnType<typeof benchOptions>;

async function measure({ rows: chosen, rounds, atMost }: Options, progress: Progress, signal: AbortSignal) {
  const load = loadNow();
  const inputs = writeInputs(atMost);
  const partner = startPartner({ python: benchPython(root), data: join(paths.data, "fashion-mnist") });
  const stop = () => void partner.stop();
  signal.addEventListener("abort", stop, { once: true });
  const line = progress.start("measuring");
  try {
    const versions = await partner.ask({ task: "versions" });
    const { contenders, backend } = await ourSide(inputs, touchMemory(partner));
    const needed = new Set(chosen.flatMap(({ ours, theirs }) => [ours, theirs]));
    const runs = await runRounds(
      [...contenders, ...theirSide(partner, inputs)].filter(({ name }) => needed.has(name)),
      {
        ...{ rounds, atMost, spread: 0.2, signal },
        onRun: (round, name) =>
          line.detail(
            round === 0 ? `warming up: ${name}` : `round ${round} of ${rounds} to ${atMost}: ${name}`,
          ),
      },
    );
    const counted = [...runs.values()][0]?.length;
    line.done(`${counted} rounds`);
    const machine = machineLines(versions, backend, load);
    return { results: chosen.map((row) => resultOf(row, runs)), machine, counted };
  } catch (error) {
    line.failed(signal.aborted ? "interrupted" : undefined);
    if (signal.aborted) throw new Failure("interrupted", { interrupted: true, cause: error });
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    inputs.remove();
    await partner.stop();
  }
}

async function bench(options: Options) {
  const progress = new Progress();
  await setUp({
    ...{ progress, quiet: true, command: "npm run bench", goal: "the benchmark is set up" },
    steps: [benchEnvironment({ root })],
  });
  const { results, machine, counted } = await interruptible((signal) => measure(options, progress, signal));
  const closing = closingLines(results);
  console.log(`\n${machine.join("\n")}\n\n${textTable(results)}\n\n${closing.join("\n")}`);
  if (options.write) {
    const file = inRoot("tools/bench/README.md");
    const taken = `${counted} rounds, ${new Date().toISOString().slice(0, 10)}. ${machine.join(". ")}.`;
    const next = withResults(
      readFileSync(file, "utf8"),
      `${taken}\n\n${markdownTable(results)}\n\n${closing.join("\n")}.`,
    );
    if (next === undefined) throw new Failure("tools/bench/README.md has no place for results");
    writeAtomically(file, next);
  }
  const fine = results.every(({ verdict }) => verdict === "met" || verdict === "for information");
  if (!fine) process.exitCode = 1;
}

/** @param words what follows the command's name */
export async function run(words: string[]) {
  if (words.includes("--kernel")) return (await import("../kernel/command.ts")).run(words);
  const options = benchOptions(words);
  if (options.help) console.log(help);
  else if (!hasHugePages()) process.exitCode = await againWithHugePages();
  else await bench(options);
}
