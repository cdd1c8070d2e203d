import { Router } from "zeromq";
import { address, type Connection } from "./connection";
import type { Control } from "./control";
import { logToServer } from "./log";
import { type Content, type Message, messageFrames, readMessage } from "./messages";
import { ShownText, type StreamName } from "./shown-text";

/** Answers one type of request. */
export type Answer = (message: Message) => Content | Promise<Content>;

/** What sends frames: a ZeroMQ socket, or the way to the control thread. */
interface Sender {
  send(frames: (string | Uint8Array)[]): unknown;
}

/** A request with the way back. */
export interface Received {
  message: Message;
  from: Sender;
}

/** The kernel's sockets, and the messages on them. */
export class Server {
  // Without a limit for what waits, each answer is taken at once.
  readonly #shell = new Router({ sendHighWaterMark: 0, sendTimeout: 0 });
  readonly #stdin = new Router();
  readonly #text: ShownText;

  constructor(
    private readonly connection: Connection,
    private readonly control: Control,
  ) {
    this.#text = new ShownText((name, text, { header }) => control.print(name, text, header));
  }

  /** Opens the sockets, and once all are open, passes the requests on. */
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
    this.control.publish(messageFrames(this.connection.key, type, content, parent, [type]));
  }

  /** Publishes text of a cell. */
  print(name: StreamName, text: string, parent: Message) {
    this.#text.print(name, text, parent);
  }

  /** Shows the end of a long text of a cell that is done. */
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
