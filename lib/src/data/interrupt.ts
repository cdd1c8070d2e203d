import { setImmediate as eventLoop } from "node:timers/promises";

/** A loop was ended by an interrupt: Kernel → Interrupt in JupyterLab, Ctrl-C in a terminal. */
export class InterruptedError extends Error {
  override name = "InterruptedError";
}

/** Watches for interrupts while a loop runs. */
export interface InterruptWatch {
  /** Lets the event loop turn, so that signals, messages and timers get their turn. @throws InterruptedError */
  pause(): Promise<void>;
  /** Stops watching; call it in `finally`. */
  end(): void;
}

/**
 * Starts watching for interrupts. Call it after the first `await` of a function: tslab takes a listener that
 * is added earlier for its own and an interrupt then ends the kernel.
 */
export function watchForInterrupt(caller: string): InterruptWatch {
  let interrupted = false;
  const listener = () => {
    interrupted = true;
  };
  process.on("SIGINT", listener);
  return {
    async pause() {
      await eventLoop();
      if (interrupted)
        throw new InterruptedError(`${caller}: interrupted. What was computed so far is kept.`);
    },
    end: () => void process.off("SIGINT", listener),
  };
}
