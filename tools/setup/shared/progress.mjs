import { clearLine, cursorTo, moveCursor } from "node:readline";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const signOfLifeMilliseconds = 15_000;

/** @typedef {{ title: string, detail: string, started: number, told: number }} Running */

/**
 * Tells how the steps of a longer work get on. On a terminal each running step has one live line with its
 * seconds and what it is doing; elsewhere there is a line when it starts, when it ends, and every 15 seconds.
 */
export class Progress {
  /**
   * @param {object} [options]
   * @param {{ write(text: string): unknown, isTTY?: boolean, columns?: number }} [options.stream] default: standard output
   * @param {() => number} [options.now] a clock in milliseconds
   */
  constructor({ stream = process.stdout, now = Date.now } = {}) {
    this.stream = stream;
    this.now = now;
    this.live = Boolean(stream.isTTY) && process.env["TERM"] !== "dumb";
    /** @type {Running[]} */
    this.running = [];
    this.linesDrawn = 0;
    this.frame = 0;
    /** @type {NodeJS.Timeout | undefined} */
    this.timer = undefined;
  }

  /**
   * Begins a step. Call `done` or `failed` of what it returns exactly once.
   *
   * @param {string} title
   */
  start(title) {
    const step = { title, detail: "", started: this.now(), told: this.now() };
    this.running.push(step);
    if (!this.live) this.stream.write(`… ${title}\n`);
    this.timer ??= setInterval(() => this.tick(), this.live ? 120 : 1000).unref();
    this.redraw();
    return {
      /** @param {string} text what it is doing just now */
      detail: (text) => void (step.detail = text),
      /** @param {string} [note] what came of it */
      done: (note) => this.end(step, "✓", note),
      /** @param {string} [note] why */
      failed: (note) => this.end(step, "✗", note),
    };
  }

  /**
   * Writes a line of its own, above the live lines.
   *
   * @param {string} text
   */
  note(text) {
    this.erase();
    this.stream.write(`${text}\n`);
    this.redraw();
  }

  /** Redraws the live lines, or gives a sign of life where that is due. */
  tick() {
    this.frame += 1;
    if (this.live) return this.redraw();
    for (const step of this.running) {
      if (this.now() - step.told < signOfLifeMilliseconds) continue;
      step.told = this.now();
      this.stream.write(`… ${this.lineOf(step)}\n`);
    }
  }

  /** @param {Running} step @param {string} mark @param {string} [note] */
  end(step, mark, note = "") {
    this.running = this.running.filter((other) => other !== step);
    if (this.running.length === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
    this.note(`${mark} ${this.lineOf(step, note)}`);
  }

  /** @param {Running} step @param {string} [words] default: what it is doing just now */
  lineOf({ title, started, detail }, words = detail) {
    return `${title} (${Math.round((this.now() - started) / 1000)} s)${words ? `: ${words}` : ""}`;
  }

  erase() {
    if (this.linesDrawn === 0) return;
    const stream = /** @type {NodeJS.WritableStream} */ (/** @type {unknown} */ (this.stream));
    for (; this.linesDrawn > 0; this.linesDrawn -= 1) {
      moveCursor(stream, 0, -1);
      clearLine(stream, 0);
    }
    cursorTo(stream, 0);
  }

  redraw() {
    if (!this.live) return;
    this.erase();
    const width = (this.stream.columns || 80) - 1;
    for (const step of this.running) {
      const line = `${frames[this.frame % frames.length]} ${this.lineOf(step)}`;
      this.stream.write(`${line.length > width ? `${line.slice(0, width - 1)}…` : line}\n`);
      this.linesDrawn += 1;
    }
  }
}
