import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { jupyterEnvironment } from "../../tools/setup/shared/jupyter-environment.mjs";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import { runProgram } from "../../tools/setup/shared/run-program.mjs";

/**
 * @typedef {object} Step what the reader does
 * @property {string} code of the cell
 * @property {string} [interruptAt] interrupt once the cell has printed this
 * @property {number} [again] interrupt once more, so many seconds later
 * @property {number} [limit] seconds after which to give up; default 90
 *
 * @typedef {object} Message
 * @property {number} at seconds from the beginning of the cell
 * @property {string} type
 * @property {any} content
 *
 * @typedef {object} StepResult
 * @property {number} seconds
 * @property {any} reply
 * @property {Message[]} messages
 */

/** The cell that each notebook of this edition begins with. */
export const setUpCell = () =>
  readFileSync(resolve("tools", "colab", "first_cell.py"), "utf8").replace("<repository>", "");

/**
 * Runs cells, one after the other, in a Python kernel that lies in the project.
 *
 * @param {Step[]} steps
 * @param {{ transport?: "tcp" | "ipc", folder?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<StepResult[]>}
 */
export async function drive(steps, { transport = "tcp", folder = resolve("notebooks"), env = {} } = {}) {
  const temporary = mkdtempSync(join(tmpdir(), "drive-"));
  try {
    const scenario = join(temporary, "scenario.json");
    writeFileSync(scenario, JSON.stringify({ transport, folder, steps }));
    const { code, output } = await runProgram(
      venvProgram("python"),
      [resolve("test", "colab", "drive.py"), scenario],
      { env: { ...jupyterEnvironment(temporary), ...env } },
    );
    const last = output.trimEnd().split("\n").at(-1) ?? "";
    if (code !== 0) throw new Error(`drive.py ended with code ${code}:\n${output}`);
    return JSON.parse(last);
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** All that a step printed. @param {StepResult} result @param {string} [name] */
export const printed = ({ messages }, name = "stdout") =>
  messages
    .filter(({ type, content }) => type === "stream" && content.name === name)
    .map(({ content }) => content.text)
    .join("");
