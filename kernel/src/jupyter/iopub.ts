import type { Content, Message } from "./messages";

/** What is collected of a cell's text before it is sent. */
interface Piece {
  parent: Message;
  name: StreamName;
  text: string;
}
export type StreamName = "stdout" | "stderr";

/** How long text is collected, in milliseconds. */
const collectFor = 10;
/** How much text is collected at most before it is sent, in characters. */
const collectAtMost = 2 ** 16;
/** How much text of a cell is shown, in characters: what Jupyter Server lets through, and a notebook can hold. */
const shownAtMost = 1_000_000;
/** How much of the end is shown of a longer text. */
const endAtMost = 10_000;

/** How much a cell has printed, and of a text that is too long its latest piece. */
interface Printed {
  shown: number;
  leftOut: number;
  linesLeftOut: number;
  end: Piece[];
  endLength: number;
}

/**
 * What the kernel publishes. Text is collected for some milliseconds, since each message costs far more than
 * the line in it; any other message first sends the text before it, so that the order stays.
 */
export class Publications {
  #pieces: Piece[] = [];
  #collected = 0;
  #timer: NodeJS.Timeout | undefined;
  #sentAt = 0;
  readonly #printed = new WeakMap<Message, Printed>();

  /** @param send sends one message */
  constructor(private readonly send: (type: string, content: Content, parent: Message) => void) {}

  /** Publishes a message that belongs to a request. */
  publish(type: string, content: Content, parent: Message) {
    this.#flush();
    this.send(type, content, parent);
  }

  /** Publishes text that a cell prints. */
  print(name: StreamName, text: string, parent: Message) {
    const printed = this.#printedBy(parent);
    const room = shownAtMost - printed.shown;
    if (text.length <= room) {
      printed.shown += text.length;
      return this.#collect({ parent, name, text });
    }
    if (room > 0) {
      const cut = text.lastIndexOf("\n", room - 1) + 1;
      if (cut > 0) this.#collect({ parent, name, text: text.slice(0, cut) });
      text = text.slice(cut);
      printed.shown = shownAtMost;
    }
    this.#keepEnd(printed, { parent, name, text });
  }

  /** Says what was left out of a cell's text, and shows its end. To be called when the cell is done. */
  finish(parent: Message) {
    const printed = this.#printed.get(parent);
    if (printed && printed.end.length > 0) {
      const { leftOut, linesLeftOut, end } = printed;
      const [{ name }] = end;
      const amount = linesLeftOut > 0 ? count(linesLeftOut, "line") : count(leftOut, "character");
      if (leftOut > 0) {
        const limit = count(shownAtMost, "character");
        const text = `\n[${amount} left out: a cell shows ${limit} of text. Print less, or write to a file.]\n`;
        this.#collect({ parent, name, text });
      }
      for (const piece of end) this.#collect(piece);
      this.#printed.set(parent, { ...nothing(), shown: shownAtMost });
    }
    this.#flush();
  }

  /** Sends what was collected, but for the first half of a character whose other half may come. */
  #flushWhole() {
    const last = this.#pieces.at(-1);
    if (!last || !/[\ud800-\udbff]$/.test(last.text)) return this.#flush();
    const half = { ...last, text: last.text.slice(-1) };
    last.text = last.text.slice(0, -1);
    this.#flush();
    this.#collect(half);
  }

  /** Sends what was collected. */
  #flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pieces = this.#pieces.filter(({ text }) => text !== "");
    this.#pieces = [];
    this.#collected = 0;
    this.#sentAt = performance.now();
    for (let first = 0, end; first < pieces.length; first = end) {
      const { parent, name } = pieces[first];
      end = first + 1;
      while (pieces[end]?.parent === parent && pieces[end].name === name) end++;
      const text = pieces
        .slice(first, end)
        .map((piece) => piece.text)
        .join("");
      this.send("stream", { name, text }, parent);
    }
  }

  #collect(piece: Piece) {
    this.#pieces.push(piece);
    this.#collected += piece.text.length;
    // Where a cell leaves no time for timers, the clock is looked at instead.
    const isDue = this.#timer !== undefined && performance.now() - this.#sentAt > 5 * collectFor;
    if (this.#collected >= collectAtMost || isDue) return this.#flushWhole();
    if (this.#timer) return;
    this.#sentAt = performance.now();
    this.#timer = setTimeout(() => this.#flushWhole(), collectFor).unref();
  }

  #keepEnd(printed: Printed, piece: Piece) {
    printed.end.push(piece);
    printed.endLength += piece.text.length;
    while (printed.endLength > endAtMost) {
      const [first] = printed.end;
      const excess = Math.min(first.text.length, printed.endLength - endAtMost);
      const gone = first.text.slice(0, excess);
      printed.leftOut += excess;
      for (let at = gone.indexOf("\n"); at >= 0; at = gone.indexOf("\n", at + 1)) printed.linesLeftOut++;
      if (excess === first.text.length) printed.end.shift();
      else printed.end[0] = { ...first, text: first.text.slice(excess) };
      printed.endLength -= excess;
    }
  }

  #printedBy(parent: Message): Printed {
    let printed = this.#printed.get(parent);
    if (!printed) this.#printed.set(parent, (printed = nothing()));
    return printed;
  }
}

function nothing(): Printed {
  return { shown: 0, leftOut: 0, linesLeftOut: 0, end: [], endLength: 0 };
}

function count(amount: number, what: string) {
  return `${amount.toLocaleString("en-US")} ${what}${amount === 1 ? "" : "s"}`;
}
