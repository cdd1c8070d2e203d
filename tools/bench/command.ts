import { readFileSync } from "node:fs";
import { join } from "node:path";
import { againWithHugePages, hasHugePages } from "./again-with-huge-pages.ts";
import { benchEnvironment, benchPython } from "./environment.ts";
import { writeInputs } from "./inputs.ts";
import { loadNow, machineLines } from "./machine.ts";
import { benchOptions } from "./options.ts";
import { ourSide } from "./our-side.ts";
import { startPartner } from "./partner.ts";
import { closingLines, markdownTable, textTable, withResults } from "./report.ts";
import { resultOf, runRounds } from "./rounds.ts";
import { theirSide, touchMemory } from "./their-side.ts";
import { interruptible } from "../setup/interruption.mjs";
import { setUp } from "../setup/set-up.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import { inRoot, paths, root } from "../setup/shared/paths.mjs";
import { Progress } from "../setup/shared/progress.mjs";
import { writeAtomically } from "../setup/shared/files.mjs";

const help = `npm run bench [-- options]

Compares the speed of softmax regression on Fashion-MNIST with PyTorch and NumPy: the same data, first weights and
batches, float32, one thread each, one side after the other in one run. Ends with code 1 where a target is missed
or the two sides do not compute the same. On its first run it installs PyTorch and NumPy, into .setup/bench-venv.

  --rounds <k>     how often each side is measured; default 9, up to twice as often where the times spread widely
  --quick          three rounds
  --only <text>    only comparisons with this in their name
  --write          puts the results into tools/bench/README.md
  --help`;

type Options = ReturnType<typeof benchOptions>;

async function measure({ rows, rounds, atMost }: Options, progress: Progress, signal: AbortSignal) {
  const load = loadNow();
  const inputs = writeInputs(atMost);
  const partner = startPartner({ python: benchPython(root), data: join(paths.data, "fashion-mnist") });
  const stop = () => void partner.stop();
  signal.addEventListener("abort", stop, { once: true });
  const line = progress.start("measuring");
  try {
    const versions = await partner.ask({ task: "versions" });
    const { contenders, backend } = await ourSide(inputs, touchMemory(partner));
    const needed = new Set(rows.flatMap(({ ours, theirs }) => [ours, theirs]));
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
    return { results: rows.map((row) => resultOf(row, runs)), machine, counted };
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
  const options = benchOptions(words);
  if (options.help) console.log(help);
  else if (!hasHugePages()) process.exitCode = await againWithHugePages();
  else await bench(options);
}
