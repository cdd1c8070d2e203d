import { logToServer } from "./log";

/** How long requests may take to arrive, in milliseconds. */
const onTheWay = 1000;

/** A request to execute a cell. */
export interface QueuedRequest {
  /** Part of the header of the request's message. */
  header: { session: string; date: string };
  /** Resolves to the time at which its failure was reported, if the requests behind it are to be aborted. */
  execute: () => Promise<number | undefined>;
  abort: () => void;
}

/**
 * Executes requests one after the other, and aborts those that were made before an earlier one failed.
 * A client that makes a request after the failure knows about it, so that request is executed.
 */
export class ExecutionQueue {
  readonly #waiting: { request: QueuedRequest; made: number; arrived: number }[] = [];
  #busy = false;
  #failedAt = -Infinity;
  /** For each session, how far the client's clock is behind the kernel's. */
  readonly #clocks = new Map<string, number>();

  /** @param arrived in milliseconds, by the kernel's clock */
  add(request: QueuedRequest, arrived = Date.now()) {
    this.#waiting.push({ request, made: this.#timeOf(request, arrived), arrived });
    if (!this.#busy) void this.#work();
  }

  async #work() {
    this.#busy = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const { request, made, arrived } = next;
      try {
        if (made < this.#failedAt && arrived <= this.#failedAt + onTheWay) request.abort();
        else this.#failedAt = (await request.execute()) ?? this.#failedAt;
      } catch (error) {
        logToServer(`could not answer a request: ${String(error)}`); // the requests behind it are still executed
      }
    }
    this.#busy = false;
  }

  /**
   * When a request was made, by the kernel's clock. The client's clock may differ: the shortest delay so far is
   * taken as the difference.
   */
  #timeOf({ header: { session, date } }: QueuedRequest, arrived: number) {
    const made = Date.parse(date);
    if (Number.isNaN(made)) return arrived;
    const behind = Math.min(arrived - made, this.#clocks.get(session) ?? Infinity);
    this.#clocks.set(session, behind);
    return made + behind;
  }
}
