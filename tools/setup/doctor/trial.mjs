import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonProgram } from "../python-program.mjs";
import { labEnvironment } from "../shared/jupyter-environment.mjs";
import { endingInWords, runProgram } from "../shared/run-program.mjs";
import { markForSetUp } from "./files.mjs";
import { wrong } from "./finding.mjs";

const program = fileURLToPath(new URL("trial.py", import.meta.url));

/**
 * Tries out JupyterLab and the kernel, in processes of their own and without the user's settings: JupyterLab is
 * imported; the kernel starts, computes and draws a chart.
 *
 * @param {string} root the project's folder
 * @param {{ python?: string, signal?: AbortSignal }} [options] python: default: that of .venv
 * @returns {Promise<Map<string, string | undefined>>} for each part that was tried, what went wrong
 */
export async function tryOut(root, { python = pythonProgram(join(root, ".venv")), signal } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "doctor-"));
  const env = {
    ...labEnvironment(root, { ...process.env, JUPYTER_PATH: undefined }),
    JUPYTER_NO_CONFIG: "1",
    JUPYTER_DATA_DIR: folder,
    JUPYTER_RUNTIME_DIR: folder,
    IPYTHONDIR: folder,
  };
  try {
    const ending = await runProgram(python, [program], { cwd: root, env, signal, grace: 3_000 });
    const isAnswer = (/** @type {string} */ line) => line.startsWith('{"part": ');
    const lines = ending.output.split("\n");
    // What the kernel itself wrote tells more than that it has died.
    const words = lines.filter((line) => !isAnswer(line) && line.trim() !== "").at(-1);
    const tried = new Map(
      lines.filter(isAnswer).map((line) => {
        const { part, error } = JSON.parse(line);
        return [part, (/Kernel died/.test(error) && words) || (error ?? undefined)];
      }),
    );
    if (tried.size === 0) tried.set("JupyterLab", words ?? endingInWords(ending));
    return tried;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const good = /** @type {Record<string, string>} */ ({
  JupyterLab: ", loads",
  Kernel: "; starts, computes and draws",
});

/** What a machine that is short of memory or time brings about, whatever is installed. */
const passing = /memory|ENOMEM|killed|time ?out|timed out/i;

/**
 * A finding with what came of trying that part out.
 *
 * @param {import("./finding.mjs").Finding} finding
 * @param {Map<string, string | undefined>} tried as from `tryOut`
 * @param {string} [madeAgain] the folder that the set-up makes again where the part does not work
 * @returns {import("./finding.mjs").Finding}
 */
export function withTrial(finding, tried, madeAgain) {
  const { subject, state, found } = finding;
  if (state === "wrong" || !tried.has(subject)) return finding;
  const error = tried.get(subject);
  if (error === undefined) return { ...finding, found: `${found}${good[subject] ?? ""}` };
  if (madeAgain !== undefined && !passing.test(error)) markForSetUp(madeAgain);
  return wrong(
    subject,
    `${found}, but it does not work: ${error}`,
    "`npm run setup`; if that finds nothing to do, `git status` shows what was changed in this folder",
  );
}
