import { Router } from "zeromq";
import { address, type Connection } from "./connection";
import type { Control } from "./control";
import { logToServer } from "./log";
import { type Content, type Frames, type Message, messageFrames, readMessage } from "./messages";
import { ShownText, type StreamName } from "./shown-text";

/** Answers one type of request. */
export type Answer = (message: Message) => Content | Promise<Content>;

/** Sends frames: a ZeroMQ socket, or the control thread. */
interface Sender {
  send(frames: Frames): unknown;
}

/** A request, and the sender of its answer. */
export interface Received {
  message: Message;
  from: Sender;
}

/** The kernel's sockets, and the messages on them. */
export class Server {
  // Without a limit for waiting messages, each answer is accepted at once.
  readonly #shell = new Router({ sendHighWaterMark: 0, sendTimeout: 0 });
  readonly #stdin = new Router();
  readonly #text: ShownText;

  constructor(
    private readonly connection: Connection,
    private readonly control: Control,
  ) {
    this.#text = new ShownText((name, text, { header }) => control.print(name, text, header));
  }

  /** Opens the sockets, and passes the requests on once all are open. */
  async open(onRequest: (request: Received) => void) {
    const { shell_port, stdin_port } = this.connection;
    await Promise.all([
      this.#shell.bind(address(this.connection, shell_port)),
      this.#stdin.bind(address(this.connection, stdin_port)),
      this.control.bound,
    ]);
    this.control.listen((frames) => this.#receive(this.control, frames, onRequest));
    void this.#readRequests(onRequest);
  }

  /** Publishes a message that belongs to a request. */
  publish(type: string, content: Content, parent: Message) {
    if (type !== "stream") {
      return this.control.publish(messageFrames(this.connection.key, type, content, parent, [type]));
    }
    const { name, text } = content as { name: StreamName; text: string };
    this.#text.print(name, text, parent);
  }

  /** Shows the end of a long text. To be called when the cell has ended. */
  finish(parent: Message) {
    this.#text.finish(parent);
  }

  /** Answers a request. */
  async reply({ message, from }: Received, content: Content) {
    const type = message.header.msg_type.replace(/_request$/, "_reply");
    try {
      await from.send(messageFrames(this.connection.key, type, content, message, message.identities));
    } catch (error) {
      logToServer(`could not send ${type}: ${String(error)}`);
    }
  }

  close() {
    for (const socket of [this.#shell, this.#stdin]) socket.close();
    this.control.close();
  }

  async #readRequests(onRequest: (request: Received) => void) {
    for await (const frames of this.#shell) this.#receive(this.#shell, frames, onRequest);
  }

  #receive(from: Sender, frames: Uint8Array[], onRequest: (request: Received) => void) {
    let message: Message;
    try {
      message = readMessage(this.connection.key, frames);
    } catch (error) {
      return logToServer(`ignored a message: ${String(error)}`);
    }
    onRequest({ message, from });
  }
}
