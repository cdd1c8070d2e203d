import type { StreamName } from "./shown-text";

interface Piece<Parent> {
  parent: Parent;
  name: StreamName;
  text: string;
}

/** How long text is collected, in milliseconds. */
const collectFor = 10;
/** How much text is collected at most before it is sent, in characters. */
const collectAtMost = 2 ** 16;

/**
 * Collects text for some milliseconds, since each message costs far more than the line in it, and Jupyter Server
 * lets through a thousand of them a second.
 */
export class TextCollector<Parent> {
  #pieces: Piece<Parent>[] = [];
  #collected = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param send sends one message */
  constructor(private readonly send: (piece: Piece<Parent>) => void) {}

  add(piece: Piece<Parent>) {
    this.#pieces.push({ ...piece });
    this.#collected += piece.text.length;
    if (this.#collected >= collectAtMost) this.#sendWhole();
    else this.#timer ??= setTimeout(() => this.#sendWhole(), collectFor);
  }

  /** Sends all that was collected: before any other message, so that the order stays. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#collected = 0;
    for (let first = 0, end; first < pieces.length; first = end) {
      const { parent, name } = pieces[first];
      end = first + 1;
      while (pieces[end]?.parent === parent && pieces[end].name === name) end++;
      const texts = pieces.slice(first, end).map((piece) => piece.text);
      this.send({ parent, name, text: texts.join("") });
    }
  }

  /** Sends all but the first half of a character whose other half may come. */
  #sendWhole() {
    const last = this.#pieces.at(-1);
    const half =
      last && /[\ud800-\udbff]$/.test(last.text) ? { ...last, text: last.text.slice(-1) } : undefined;
    if (last && half) last.text = last.text.slice(0, -1);
    if (last?.text === "") this.#pieces.pop();
    this.flush();
    if (half) this.add(half);
  }
}
