import type { Message } from "./messages";

export type StreamName = "stdout" | "stderr";
type Print = (name: StreamName, text: string, parent: Message) => void;

/** How much text of a cell is shown, in characters: what Jupyter Server lets through, and a notebook can hold. */
const shownAtMost = 1_000_000;
/** How much of the end is shown of a longer text. */
const endAtMost = 10_000;

/** How much a cell has printed, and the end of a text that is too long. */
interface Printed {
  shown: number;
  leftOut: number;
  linesLeftOut: number;
  end: { name: StreamName; text: string }[];
  endLength: number;
}

/** Shows the text that cells print; of a very long one the beginning and the end. */
export class ShownText {
  readonly #printed = new WeakMap<Message, Printed>();

  /** @param show sends text to whoever looks at the cell */
  constructor(private readonly show: Print) {}

  /** @param parent the request whose cell prints */
  print(name: StreamName, text: string, parent: Message) {
    const printed = this.#printedBy(parent);
    const room = shownAtMost - printed.shown;
    if (text.length <= room) {
      printed.shown += text.length;
      return this.show(name, text, parent);
    }
    if (room > 0) {
      const cut = text.lastIndexOf("\n", room - 1) + 1;
      if (cut > 0) this.show(name, text.slice(0, cut), parent);
      text = text.slice(cut);
      printed.shown = shownAtMost;
    }
    keepEnd(printed, name, text);
  }

  /** Says what was left out of a cell's text, and shows its end. To be called when the cell is done. */
  finish(parent: Message) {
    const printed = this.#printed.get(parent);
    if (!printed || printed.end.length === 0) return;
    const { leftOut, linesLeftOut, end } = printed;
    if (leftOut > 0) {
      const amount = linesLeftOut > 0 ? count(linesLeftOut, "line") : count(leftOut, "character");
      const limit = count(shownAtMost, "character");
      const note = `\n[${amount} left out: a cell shows ${limit} of text. Print less, or write to a file.]\n`;
      this.show(end[0].name, note, parent);
    }
    for (const { name, text } of end) this.show(name, text, parent);
    this.#printed.set(parent, { ...nothing(), shown: shownAtMost });
  }

  #printedBy(parent: Message): Printed {
    let printed = this.#printed.get(parent);
    if (!printed) this.#printed.set(parent, (printed = nothing()));
    return printed;
  }
}

function keepEnd(printed: Printed, name: StreamName, text: string) {
  printed.end.push({ name, text });
  printed.endLength += text.length;
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

function nothing(): Printed {
  return { shown: 0, leftOut: 0, linesLeftOut: 0, end: [], endLength: 0 };
}

function count(amount: number, what: string) {
  return `${amount.toLocaleString("en-US")} ${what}${amount === 1 ? "" : "s"}`;
}
