import { Publisher, Router } from "zeromq";
import { address, type Connection } from "./connection";
import type { Control } from "./control";
import { Publications, type StreamName } from "./iopub";
import { logToServer } from "./log";
import { type Content, type Message, messageFrames, readMessage } from "./messages";

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

// Without a limit for what waits, each message is taken at once: ZeroMQ would drop messages, or refuse them.
const unlimited = { sendHighWaterMark: 0, sendTimeout: 0 };

/** The kernel's sockets, and the messages on them. */
export class Server {
  readonly #shell = new Router(unlimited);
  readonly #stdin = new Router();
  readonly #iopub = new Publisher(unlimited);
  readonly #publications: Publications;

  constructor(
    private readonly connection: Connection,
    private readonly control: Control,
  ) {
    this.#publications = new Publications((type, content, parent) =>
      this.#send(this.#iopub, type, content, parent, [type]),
    );
  }

  /** Opens the sockets, and once all are open, passes the requests on. */
  async open(onRequest: (request: Received) => void) {
    const { shell_port, stdin_port, iopub_port } = this.connection;
    await Promise.all([
      this.#shell.bind(address(this.connection, shell_port)),
      this.#stdin.bind(address(this.connection, stdin_port)),
      this.#iopub.bind(address(this.connection, iopub_port)),
    ]);
    this.control.listen((frames) => this.#receive(this.control, frames, onRequest));
    void this.#readRequests(onRequest);
  }

  /** Publishes a message that belongs to a request. */
  publish(type: string, content: Content, parent: Message) {
    this.#publications.publish(type, content, parent);
  }

  /** Publishes text of a cell. */
  print(name: StreamName, text: string, parent: Message) {
    this.#publications.print(name, text, parent);
  }

  /** Sends all text of a cell that is done. */
  finish(parent: Message) {
    this.#publications.finish(parent);
  }

  /** Answers a request. */
  reply({ message, from }: Received, content: Content) {
    const type = message.header.msg_type.replace(/_request$/, "_reply");
    this.#send(from, type, content, message, message.identities);
  }

  close() {
    for (const socket of [this.#shell, this.#stdin, this.#iopub]) socket.close();
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

  #send(
    to: Sender,
    type: string,
    content: Content,
    parent: Message,
    identities: (string | Uint8Array)[],
  ) {
    const sent = to.send(messageFrames(this.connection.key, type, content, parent, identities));
    if (sent instanceof Promise) {
      sent.catch((error: unknown) => logToServer(`could not send ${type}: ${String(error)}`));
    }
  }
}
