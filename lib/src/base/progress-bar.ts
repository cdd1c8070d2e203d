import { output } from "../platform";
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
  if (!Number.isInteger(total) || total < 1) {
    throw new RangeError(`progressBar: total must be a whole number ≥ 1, got ${total} (for "${label}").`);
  }
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

  draw.first(line());
  return {
    update(done, note = "") {
      if (!(done >= 0 && done <= total)) {
        throw new RangeError(
          `progressBar.update: done must be from 0 to ${total}, got ${done} (for "${label}").`,
        );
      }
      state = { done, note };
      if (ended || now() - drawn < interval) return;
      drawn = now();
      draw.again(line(drawn - start));
    },
    end() {
      if (!ended) draw.last(line());
      ended = true;
    },
  };
}

const secondsLeft = (milliseconds: number) => `${Math.max(1, Math.round(milliseconds / 1000))} s left`;

/** Where a line can be drawn over and over. */
interface Drawer {
  first(line: string): void;
  again(line: string): void;
  last(line: string): void;
}

function drawer(): Drawer {
  if (insideKernel()) {
    const displayId = crypto.randomUUID();
    const redraw = (line: string) => display({ data: { "text/plain": line } }, { displayId, update: true });
    return {
      first: (line) => display({ data: { "text/plain": line } }, { displayId }),
      again: redraw,
      last: redraw,
    };
  }
  const { redraw } = output;
  if (redraw) return { first: redraw, again: redraw, last: (line) => redraw(`${line}\n`) };
  const nothing = () => undefined;
  return { first: nothing, again: nothing, last: nothing };
}
