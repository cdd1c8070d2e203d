import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { withoutPythonSettings } from "../setup/python-program.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import { tailOf } from "../setup/shared/run-program.mjs";

const program = fileURLToPath(new URL("partner.py", import.meta.url));
const patienceMilliseconds = 120_000;

/** What a task took, and what it came to. */
export interface Answer {
  seconds: number;
  processor: number;
  [what: string]: unknown;
}

/**
 * The other side of the comparison: a Python that stays, does one task at a time, and waits without load between
 * them. It ends with its standard input, also when this process is killed.
 *
 * @param options.python its program
 * @param options.data the folder with the files of Fashion-MNIST
 * @param options.script default: partner.py
 * @param options.patience milliseconds that a task may take; default two minutes
 */
export function startPartner({
  python,
  data,
  script = program,
  patience = patienceMilliseconds,
}: {
  python: string;
  data: string;
  script?: string;
  patience?: number;
}) {
  const child = spawn(python, [script, data], {
    env: withoutPythonSettings(),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-20_000)));
  // Of a program that has ended; `exit` tells why.
  child.stdin.on("error", () => undefined);
  let waiting: { resolve: (answer: Answer) => void; reject: (error: unknown) => void } | undefined;
  let ended: string | undefined;

  const fail = (how: string) => {
    ended ??= how;
    waiting?.reject(new Failure(`the Python side of the comparison ${how}`, { tail: tailOf(errors) }));
    waiting = undefined;
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    const asked = waiting;
    waiting = undefined;
    try {
      asked?.resolve(JSON.parse(line) as Answer);
    } catch (cause) {
      asked?.reject(new Failure(`the Python side answers with no JSON: ${line}`, { cause }));
    }
  });
  child.on("error", (error) => fail(`does not start: ${error.message}`));
  child.on("close", (code, signal) => fail(`has ended by ${signal ?? `code ${code}`}`));

  return {
    /** @returns with the seconds that it took there */
    async ask(task: { task: string } & Record<string, unknown>): Promise<Answer> {
      if (waiting) throw new Error("ask: the task before this one is not done yet.");
      const timer = setTimeout(() => {
        fail(`gives no answer to ${task.task} within ${patience / 1000} s`);
        child.kill();
      }, patience);
      try {
        return await new Promise((resolve, reject) => {
          waiting = { resolve, reject };
          if (ended !== undefined) fail(ended);
          else child.stdin.write(`${JSON.stringify(task)}\n`);
        });
      } finally {
        clearTimeout(timer);
      }
    },
    /** Lets it end, and waits for that. */
    async stop() {
      if (ended !== undefined) return;
      await new Promise((closed) => child.once("close", closed) && child.stdin.end());
    },
  };
}

export type Partner = ReturnType<typeof startPartner>;
