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

/** In so many milliseconds so many messages keep the order of stdout and stderr; then each is joined by itself. */
const window = 3000;
const inOrderAtMost = 1000;

/**
 * Collects text for some milliseconds, since each message costs far more than the line in it, and Jupyter Server
 * lets through a thousand of them a second.
 */
export class TextCollector<Parent> {
  #pieces: Piece<Parent>[] = [];
  #collected = 0;
  #timer: NodeJS.Timeout | undefined;
  #sent = 0;
  #windowStart = 0;

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
    const pieces = this.#ordered();
    this.#pieces = [];
    this.#collected = 0;
    for (let first = 0, end; first < pieces.length; first = end) {
      const { parent, name } = pieces[first];
      end = first + 1;
      while (pieces[end]?.parent === parent && pieces[end].name === name) end++;
      const texts = pieces.slice(first, end).map((piece) => piece.text);
      this.send({ parent, name, text: texts.join("") });
      this.#sent++;
    }
  }

  /** The pieces, each stream's together where too many messages would be needed for the order of both. */
  #ordered(): Piece<Parent>[] {
    if (performance.now() - this.#windowStart > window) {
      this.#windowStart = performance.now();
      this.#sent = 0;
    }
    if (this.#sent + this.#pieces.length <= inOrderAtMost) return this.#pieces;
    const isSame = (piece: Piece<Parent>, other: Piece<Parent> | undefined) =>
      piece.parent === other?.parent && piece.name === other.name;
    const messages = this.#pieces.filter((piece, index) => !isSame(piece, this.#pieces[index - 1])).length;
    if (this.#sent + messages <= inOrderAtMost) return this.#pieces;
    const groups = new Map<Parent, Record<StreamName, Piece<Parent>[]>>();
    for (const piece of this.#pieces) {
      const group = groups.get(piece.parent) ?? { stdout: [], stderr: [] };
      groups.set(piece.parent, group);
      group[piece.name].push(piece);
    }
    return [...groups.values()].flatMap(({ stdout, stderr }) => [...stdout, ...stderr]);
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
