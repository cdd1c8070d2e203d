import { output } from "../platform";
import { assertWhole } from "./assertions";
import { display, insideKernel } from "./display";

/** A running progress bar. */
export interface ProgressBar {
  /**
   * Says how far the work has come.
   * @param done how many of `total` are done, from 0 to total
   * @param note what else is worth seeing, as in "loss 0.447"
   */
  update(done: number, note?: string): void;
  /** Ends the bar where it stands, also after an error or an interrupt; call it in `finally`. */
  end(): void;
}

/** How `progressBar` looks; each has a default. */
export interface ProgressBarOptions {
  /** What is counted, in the plural. Default: "steps". */
  unit?: string;
  /** Milliseconds between two drawings at least. Default: 100. */
  interval?: number;
  /** The clock in milliseconds. Default: `performance.now`. */
  now?: () => number;
}

const width = 24;

/**
 * Shows a bar for work that takes longer than a reader likes to wait without a sign: in a notebook as an
 * output of the cell that is redrawn in place, in a terminal as one line, elsewhere (a log, a pipe) not at all.
 * While it runs it estimates the time left; its last state holds no time, so that a notebook that is run again
 * shows the same.
 *
 * @param label what is going on, as in "training"
 * @param total how many steps there are, a whole number ≥ 1
 * @throws RangeError if `total` or a later `done` is out of range
 */
export function progressBar(label: string, total: number, options: ProgressBarOptions = {}): ProgressBar {
  assertWhole("progressBar", `total of "${label}"`, total, 1);
  const { unit = "steps", interval = 100, now = () => performance.now() } = options;
  const draw = drawer();
  const start = now();
  let drawn = start;
  let state = { done: 0, note: "" };
  let ended = false;

  const line = (elapsed?: number) => {
    const { done, note } = state;
    const filled = Math.round((width * done) / total);
    const bar = "━".repeat(filled) + "─".repeat(width - filled);
    const left = elapsed === undefined || done === 0 ? "" : secondsLeft((elapsed * (total - done)) / done);
    return [label, bar, `${done} of ${total} ${unit}`, note, left].filter(Boolean).join("  ");
  };

  draw(line(), "first");
  return {
    update(done, note = "") {
      if (!(done >= 0 && done <= total)) {
        throw new RangeError(
          `progressBar.update: done of "${label}" must be from 0 to ${total}, got ${done}.`,
        );
      }
      state = { done, note };
      if (ended || now() - drawn < interval) return;
      drawn = now();
      draw(line(drawn - start), "next");
    },
    end() {
      if (!ended) draw(line(), "last");
      ended = true;
    },
  };
}

const secondsLeft = (milliseconds: number) => `${Math.max(1, Math.round(milliseconds / 1000))} s left`;

/** Draws a line over and over where there is something to draw on. */
function drawer(): (line: string, turn: "first" | "next" | "last") => void {
  if (insideKernel()) {
    const displayId = crypto.randomUUID();
    return (line, turn) => display({ data: { "text/plain": line } }, { displayId, update: turn !== "first" });
  }
  const { redraw } = output;
  return redraw ? (line, turn) => redraw(turn === "last" ? `${line}\n` : line) : () => undefined;
}
