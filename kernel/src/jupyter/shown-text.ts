import type { Message } from "./messages";

export type StreamName = "stdout" | "stderr";
type Print = (name: StreamName, text: string, parent: Message) => void;

/** How much text of a cell is shown, in characters: more would exceed the limits of Jupyter Server and of notebooks. */
const shownAtMost = 1_000_000;
/** How much of the end of a longer text is shown, in characters. */
const endAtMost = 10_000;

/** How much a cell has printed, and the end of its text if that is too long. */
class Printed {
  leftOut = 0;
  linesLeftOut = 0;
  end: { name: StreamName; text: string }[] = [];
  endLength = 0;

  constructor(public shown = 0) {}

  /** Keeps text that is not shown at once, and leaves out all but the last of it. */
  keep(name: StreamName, text: string) {
    this.end.push({ name, text });
    this.endLength += text.length;
    while (this.endLength > endAtMost) {
      const [first] = this.end;
      const excess = Math.min(first.text.length, this.endLength - endAtMost);
      const gone = first.text.slice(0, excess);
      this.leftOut += excess;
      for (let at = gone.indexOf("\n"); at >= 0; at = gone.indexOf("\n", at + 1)) this.linesLeftOut++;
      if (excess === first.text.length) this.end.shift();
      else this.end[0] = { ...first, text: first.text.slice(excess) };
      this.endLength -= excess;
    }
  }
}

/** Shows the text that cells print, but only the beginning and the end of a very long text. */
export class ShownText {
  readonly #printed = new WeakMap<Message, Printed>();

  /** @param show publishes text */
  constructor(private readonly show: Print) {}

  /** @param parent the request whose cell prints */
  print(name: StreamName, text: string, parent: Message) {
    const printed = this.#printed.get(parent) ?? new Printed();
    this.#printed.set(parent, printed);
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
    printed.keep(name, text);
  }

  /** Says how much of a cell's text was left out, and shows its end. To be called when the cell has ended. */
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
    this.#printed.set(parent, new Printed(shownAtMost));
  }
}

function count(amount: number, what: string) {
  return `${amount.toLocaleString("en-US")} ${what}${amount === 1 ? "" : "s"}`;
}
