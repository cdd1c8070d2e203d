import { randomUUID } from "node:crypto";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as zmq from "zeromq";
import { readMessage, signedFrames } from "../../kernel/src/jupyter/messages.ts";
import { type KernelProcessOptions, startKernelProcess } from "./process.ts";

/** What messages say: each type of message has some of these. */
export interface Content {
  [name: string]: unknown;
  status?: string;
  execution_state?: string;
  execution_count?: number;
  text?: string;
  name?: string;
  ename?: string;
  evalue?: string;
  traceback?: string[];
  data?: Record<string, string>;
  matches?: string[];
  found?: boolean;
  metadata?: Record<string, unknown>;
  language_info?: Record<string, unknown>;
}

/** A message from the kernel. */
export interface Message {
  type: string;
  content: Content;
  /** The id of the request that it belongs to. */
  parent: string;
  channel: Channel;
}

/** What came of a cell. */
export interface Executed {
  status: string | undefined;
  reply: Content;
  /** All that was published for the cell, except for the kernel's states. */
  outputs: Message[];
  /** What was printed, on both streams. */
  text: string;
  errors: Content[];
  results: Content[];
}

export interface ClientOptions extends KernelProcessOptions {
  /** How many milliseconds an answer may take; default: one minute. */
  timeout?: number;
  /** Called before the kernel is asked whether it is ready. */
  whileStarting?: (client: KernelClient) => void;
}

type Channel = "shell" | "control" | "iopub";
type RequestChannel = Exclude<Channel, "iopub">;
type ExecuteOptions = Partial<Record<"silent" | "store_history" | "stop_on_error", boolean>>;

const betweenQuestions = 20;

/** A client of one kernel, which it starts: tests and measurements use the kernel through it. */
export class KernelClient {
  readonly #session = randomUUID();
  readonly #key = randomUUID();
  /** By request. */
  readonly #replies = new Map<string, (message: Message) => void>();
  readonly #listeners = new Set<(message: Message) => void>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #folder = mkdtempSync(join(tmpdir(), "kernel-"));
  readonly #timeout: number;
  readonly sockets = {
    shell: new zmq.Dealer({ linger: 0 }),
    control: new zmq.Dealer({ linger: 0 }),
    iopub: new zmq.Subscriber({ linger: 0, receiveHighWaterMark: 0 }),
  };
  /** Everything that was published, in order. */
  readonly published: Message[] = [];
  process: ChildProcess | undefined;
  /** Resolves to the exit code or the signal with which the process ended. */
  exited: Promise<number | string | null> | undefined;
  stderr = "";

  /** Resolves once the kernel has answered. */
  static async start(options: ClientOptions): Promise<KernelClient> {
    const client = new KernelClient(options);
    try {
      await client.#connect(options);
    } catch (error) {
      await client.stop();
      throw error;
    }
    return client;
  }

  private constructor({ timeout = 60_000 }: ClientOptions) {
    this.#timeout = timeout;
    this.sockets.iopub.subscribe();
  }

  async #connect(options: ClientOptions) {
    const started = await startKernelProcess(options, this.#folder, this.#key);
    this.process = started.process;
    started.process.stderr.on("data", (data) => (this.stderr += data));
    this.exited = new Promise((resolve) =>
      started.process.once("exit", (code, signal) => resolve(signal ?? code)),
    );
    for (const channel of ["shell", "control", "iopub"] as const) {
      this.sockets[channel].connect(started.addresses[channel]);
      void this.#listen(channel);
    }
    options.whileStarting?.(this);
    await this.#ready();
  }

  /** A publisher does not keep messages for a subscriber that is still connecting, so ask until one comes. */
  async #ready() {
    const failed = this.exited?.then((code) =>
      Promise.reject(new Error(`The kernel ended (${code}): ${this.stderr}`)),
    );
    const heard = new Promise((resolve) =>
      this.onMessage((message) => message.channel === "iopub" && resolve(true)),
    );
    await Promise.race([this.request("kernel_info_request", {}), failed]);
    const again = () => this.request("kernel_info_request", {}).then(() => pause(betweenQuestions, false));
    while (!(await Promise.race([heard, again(), failed])));
  }

  async #listen(channel: Channel) {
    for await (const frames of this.sockets[channel]) {
      const { header, parent, content } = readMessage(this.#key, frames);
      const message = { type: header.msg_type, content, parent: String(parent["msg_id"]), channel };
      if (channel === "iopub") this.published.push(message);
      else this.#replies.get(message.parent)?.(message);
      for (const listener of this.#listeners) listener(message);
    }
  }

  /** @returns stops listening */
  onMessage(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends parts of any kind, signed. */
  sendParts(channel: RequestChannel, parts: unknown[]): Promise<void> {
    return this.sockets[channel].send(signedFrames(this.#key, parts));
  }

  /** @returns the request's id */
  send(
    msg_type: string,
    content: Content,
    channel: RequestChannel = "shell",
    date = new Date().toISOString(),
  ): string {
    const msg_id = randomUUID();
    const session = this.#session;
    const header = { msg_id, msg_type, session, username: "test", version: "5.3", date };
    void this.sendParts(channel, [header, {}, {}, content]);
    return msg_id;
  }

  /** Resolves to the content of the reply. */
  async request(type: string, content: Content, channel: RequestChannel = "shell"): Promise<Content> {
    const id = this.send(type, content, channel);
    return (await this.#replyTo(id, type)).content;
  }

  #replyTo(id: string, what: string): Promise<Message> {
    return this.#timed(what, (resolve) => this.#replies.set(id, resolve));
  }

  #timed<T>(what: string, start: (resolve: (value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`No answer to ${what} within ${this.#timeout} ms. ${this.stderr}`));
      const timer = setTimeout(late, this.#timeout);
      this.#timers.add(timer);
      start((value) => {
        clearTimeout(timer);
        resolve(value);
      });
    });
  }

  /** Executes a cell. */
  async execute(code: string, options?: ExecuteOptions): Promise<Executed> {
    return this.begin(code, options).done;
  }

  /** Sends a cell. */
  begin(code: string, options: ExecuteOptions = {}): { id: string; done: Promise<Executed> } {
    const defaults = { silent: false, store_history: true, stop_on_error: true };
    const content = { code, ...defaults, ...options, user_expressions: {}, allow_stdin: false };
    const id = this.send("execute_request", content);
    const reply = this.#replyTo(id, "execute_request");
    const idle = this.until((message) => message.parent === id && message.content.execution_state === "idle");
    return { id, done: Promise.all([reply, idle]).then(([{ content }]) => this.#executed(id, content)) };
  }

  #executed(id: string, reply: Content): Executed {
    const outputs = this.outputsOf(id);
    const contents = (type: string) =>
      outputs.filter((output) => output.type === type).map((output) => output.content);
    return {
      ...{ status: reply.status, reply, outputs },
      text: contents("stream").reduce((all, { text }) => all + text, ""),
      errors: contents("error"),
      results: contents("execute_result"),
    };
  }

  /** What was published for a request so far. */
  outputsOf(id: string): Message[] {
    return this.published.filter(({ parent, type }) => parent === id && type !== "status");
  }

  /** Waits for a published message. */
  until(test: (message: Message) => boolean): Promise<Message> {
    return this.#timed(String(test), (resolve) => {
      const stop = this.onMessage((message) => {
        if (!test(message)) return;
        stop();
        resolve(message);
      });
    });
  }

  /** Ends the kernel and closes everything. */
  async stop() {
    for (const timer of this.#timers) clearTimeout(timer);
    if (this.process?.exitCode === null && this.process.signalCode === null) {
      this.process.kill("SIGKILL");
      await this.exited;
    }
    for (const socket of Object.values(this.sockets)) socket.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
