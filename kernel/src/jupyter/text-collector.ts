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

/** At most this many messages in so many milliseconds keep the order of stdout and stderr; then each stream is joined. */
const window = 3000;
const inOrderAtMost = 1000;

/**
 * Collects text for some milliseconds, because a message costs far more than the line in it, and Jupyter Server lets only
 * a thousand messages per second through.
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

  /** Sends all that was collected. To be called before any other message is sent, so that the order stays. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (performance.now() - this.#windowStart > window) {
      this.#windowStart = performance.now();
      this.#sent = 0;
    }
    let messages = joined(this.#pieces);
    if (this.#sent + messages.length > inOrderAtMost) messages = joined(byStream(this.#pieces));
    this.#pieces = [];
    this.#collected = 0;
    for (const message of messages) this.send(message);
    this.#sent += messages.length;
  }

  /** Sends everything except for half a character at the end, whose other half may follow. */
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

/** Joins neighbouring pieces of one stream into one message. */
function joined<Parent>(pieces: Piece<Parent>[]): Piece<Parent>[] {
  const messages: Piece<Parent>[] = [];
  for (const piece of pieces) {
    const latest = messages.at(-1);
    if (latest?.parent === piece.parent && latest.name === piece.name) latest.text += piece.text;
    else messages.push({ ...piece });
  }
  return messages;
}

/** The pieces in an order that keeps each stream together. */
function byStream<Parent>(pieces: Piece<Parent>[]): Piece<Parent>[] {
  const parents = [...new Set(pieces.map(({ parent }) => parent))];
  const places = new Map(parents.map((parent, place) => [parent, place]));
  const placeOf = ({ parent, name }: Piece<Parent>) => 2 * places.get(parent)! + (name === "stdout" ? 0 : 1);
  return [...pieces].sort((one, other) => placeOf(one) - placeOf(other));
}
