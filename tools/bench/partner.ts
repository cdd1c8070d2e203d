import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { withoutPythonSettings } from "../setup/python-program.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import { tailOf } from "../setup/shared/run-program.mjs";

const program = fileURLToPath(new URL("partner.py", import.meta.url));
const patienceMilliseconds = 120_000;

/** What a task took, and what it came to. */
interface Answer {
  seconds: number;
  processor: number;
  [what: string]: unknown;
}

interface PartnerOptions {
  /** its program */
  python: string;
  /** the folder with the files of Fashion-MNIST */
  data: string;
  /** default: partner.py */
  script?: string;
  /** milliseconds that a task may take; default: two minutes */
  patience?: number;
}

/**
 * The other side of the comparison: a Python that stays, does one task at a time, and waits without load between
 * them. It ends with its standard input, and therefore also when this process is killed.
 */
export function startPartner({
  python,
  data,
  script = program,
  patience = patienceMilliseconds,
}: PartnerOptions) {
  const child = spawn(python, [script, data], { env: withoutPythonSettings(), windowsHide: true });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-20_000)));
  // Of a program that has ended; `close` says how.
  child.stdin.on("error", () => undefined);
  const reader = createInterface({ input: child.stdout });
  const answers: AsyncIterator<string, undefined> = reader[Symbol.asyncIterator]();
  const ended = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(`does not start: ${error.message}`));
    child.on("close", (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
  }).finally(() => reader.close());
  const failure = (how: string) =>
    new Failure(`the Python side of the comparison ${how}`, { tail: tailOf(errors) });

  return {
    /** @returns with the seconds that it took there */
    async ask(task: { task: string } & Record<string, unknown>): Promise<Answer> {
      let isLate = false;
      const timer = setTimeout(() => (isLate = child.kill()), patience);
      child.stdin.write(`${JSON.stringify(task)}\n`);
      const { done, value } = await answers.next();
      clearTimeout(timer);
      if (isLate) throw failure(`did not answer ${task.task} within ${patience / 1000} s`);
      if (done) throw failure(await ended);
      try {
        return JSON.parse(value) as Answer;
      } catch (cause) {
        throw new Failure(`the answer of the Python side is not JSON: ${value}`, { cause });
      }
    },
    /** Lets it end, and waits for that. */
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

export type Partner = ReturnType<typeof startPartner>;
