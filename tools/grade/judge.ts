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
  let onMessage: (message: unknown) => void = (): void => {};
  let before: Promise<unknown> = Promise.resolve();

  async function started(): Promise<Sandbox> {
    if (sandbox) return sandbox;
    const fresh = startSandbox("judge.cjs", limits, (message) => onMessage(message));
    const ready = new Promise((resolve) => (onMessage = () => resolve(true)));
    const dead = fresh.gone.then(({ log }) =>
      Promise.reject(new Error(`the judge could not be started: ${log}`)),
    );
    await Promise.race([ready, dead]);
    dead.catch(() => {});
    sandbox = fresh;
    void fresh.gone.then(() => sandbox === fresh && (sandbox = undefined));
    return fresh;
  }

  async function judged(id: string, record: string): Promise<Judged> {
    const process = await started();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      process.stop();
    }, limits.cellTime * 1000);
    const answer = new Promise((resolve) => (onMessage = resolve));
    process.write(`${JSON.stringify({ id, record })}\n`);
    const message = await Promise.race([answer, process.gone.then(({ reason, log }) => ({ reason, log }))]);
    clearTimeout(timer);
    if (!("reason" in (message as object))) return judgedOf(message);
    const { reason, log } = message as { reason: string; log: string };
    sandbox = undefined;
    if (late) return { status: "too long", hint: `To try it took more than ${limits.cellTime} s.` };
    const status =
      reason === "too much memory" || /memory|allocation/.test(log) ? "too much memory" : "crashed";
    return { status, hint: "It could not be tried." };
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
