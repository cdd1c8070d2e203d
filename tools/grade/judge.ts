import { startSandbox } from "./sandbox.ts";

import type { Sandbox } from "./sandbox.ts";
import type { Limits, Lost } from "./run-answers.ts";

export type Judged =
  | { status: "right" | "not answered"; hint?: undefined }
  | { status: "not right yet"; hint: string }
  | Lost;

export type Judge = { judge: (id: string, record: string) => Promise<Judged>; stop: () => void };

function judgedOf(message: unknown): Judged {
  const { verdict, hint, reason } = (message ?? {}) as { verdict?: string; hint?: unknown; reason?: unknown };
  // For example for want of a data file: that is not the answer's doing, and says nothing about its grade.
  if (verdict === "unchecked") throw new Error(`an answer could not be checked: ${String(reason)}`);
  if (verdict === "right") return { status: "right" };
  if (verdict === "unanswered") return { status: "not answered" };
  const words = String(hint);
  // Where memory is refused to a typed array, its function throws and the kernel lives on.
  const refused = words.startsWith("It threw RangeError: Array buffer allocation failed");
  return { status: refused ? "too much memory" : "not right yet", hint: words };
}

/**
 * A judge for all submissions: one process that judges one record after the other, started again where a record
 * was too much for it.
 *
 * @param limits cellTime: seconds that it has for one record
 */
export function startJudge(limits: Limits): Judge {
  let sandbox: Sandbox | undefined;
  let before: Promise<unknown> = Promise.resolve();

  async function started(): Promise<Sandbox> {
    const fresh = startSandbox("judge.cjs", limits);
    const { done } = await fresh.messages.next(); // it says when it is ready
    if (done) throw new Error(`the judge could not be started: ${(await fresh.gone).log}`);
    void fresh.gone.then(() => (sandbox = undefined));
    return fresh;
  }

  async function judged(id: string, record: string): Promise<Judged> {
    const process = (sandbox ??= await started());
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      process.stop();
    }, limits.cellTime * 1000);
    process.write(`${JSON.stringify({ id, record })}\n`);
    const { done, value } = await process.messages.next();
    clearTimeout(timer);
    if (!done) return judgedOf(value);
    const { reason, log } = await process.gone;
    if (late) return { status: "too long", hint: `Trying it took more than ${limits.cellTime} s.` };
    const isMemory = reason === "too much memory" || /memory|allocation/.test(log);
    return { status: isMemory ? "too much memory" : "crashed", hint: "It could not be tried." };
  }

  return {
    judge: (id, record) => {
      const next = before.then(() => judged(id, record));
      before = next.catch(() => {});
      return next;
    },
    stop: () => sandbox?.stop(),
  };
}
