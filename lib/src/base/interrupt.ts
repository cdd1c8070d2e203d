import { interrupts } from "../platform";
import { InterruptedError } from "./errors";

export { InterruptedError };

/** Watches for interrupts while a loop runs. */
export interface InterruptWatch {
  /** Lets the event loop turn, so that signals, messages and timers get their turn. @throws InterruptedError */
  pause(): Promise<void>;
  /** For a generator, before `yield`: from here on it is up to the caller whether the loop goes on. */
  handOver(): void;
  /** For a generator, after `yield`: the loop goes on. */
  takeBack(): void;
  /** Stops watching; call it in `finally`. */
  end(): void;
}

/** Whose turn it is: the library's own, or that of a caller who may never come back. */
type Turn = "own" | "caller" | "over";

/** How many watches there are of each kind. */
const watches: Record<Turn, number> = { own: 0, caller: 0, over: 0 };

/** How many interrupts have come while anything was watching. */
let heard = 0;

/** When the first interrupt came that no watch has noticed yet, in milliseconds. */
let unnoticedSince: number | undefined;
let deadline: ReturnType<typeof setTimeout> | undefined;

/** After so many milliseconds an interrupt that no watch has noticed may end the process. */
const patience = 1000;

/** A generator that was left in the middle cannot end its watch; its watch is over once it is garbage. */
const abandoned = new FinalizationRegistry<{ turn: Turn }>((state) => pass(state, "over"));

/**
 * Starts watching for interrupts. Call it after the first `await` of a function: tslab takes a listener that
 * is added earlier for its own and an interrupt then ends the kernel.
 *
 * All watches share one listener. Where the process has no other, as in a script, Ctrl-C still ends it when nothing
 * reacts: after a second if only generators are watching whose callers do not come back, else when it is pressed again.
 */
export function watchForInterrupt(caller: string): InterruptWatch {
  const before = heard;
  const state: { turn: Turn } = { turn: "over" };
  pass(state, "own");
  interrupts.listen(hear);
  const watch: InterruptWatch = {
    async pause() {
      await interrupts.turn();
      if (heard === before) return;
      forget();
      throw new InterruptedError(`${caller}: interrupted. What was computed so far is kept.`);
    },
    handOver: () => pass(state, "caller"),
    takeBack: () => pass(state, "own"),
    end: () => pass(state, "over"),
  };
  abandoned.register(watch, state);
  return watch;
}

function pass(state: { turn: Turn }, turn: Turn): void {
  watches[state.turn]--;
  watches[turn]++;
  state.turn = turn;
  if (watches.own + watches.caller > 0) return;
  interrupts.unlisten(hear);
  forget();
}

function hear(): void {
  heard++;
  // A kernel, or a program with listeners of its own, decides for itself when to end.
  if (interrupts.heardByOthers(hear)) return;
  const now = performance.now();
  if (unnoticedSince === undefined) {
    unnoticedSince = now;
    deadline = setTimeout(() => watches.own === 0 && endProcess(), patience).unref();
  } else if (now - unnoticedSince >= patience) endProcess();
}

/** The interrupt was noticed, or nothing is left that could notice it. */
function forget(): void {
  unnoticedSince = undefined;
  clearTimeout(deadline);
}

/** Lets the signal do what it does where nobody listens. */
function endProcess(): void {
  interrupts.unlisten(hear);
  interrupts.endProcess();
}
