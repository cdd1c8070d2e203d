import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as zmq from "zeromq";
import { startKernelProcess } from "./kernel-process.mjs";
import { readFrames, signedFrames } from "./wire.mjs";

/** @typedef {import("./message-content.js").MessageContent} Content */
/** @typedef {{ type: string, content: Content, parent: string, channel: string }} Message */
/** @typedef {{ status: string | undefined, reply: Content, outputs: Message[], text: string, errors: Content[], results: Content[] }} Executed */
/** @typedef {{ silent?: boolean, store_history?: boolean, stop_on_error?: boolean }} ExecuteOptions */

const betweenQuestions = 20;

/**
 * @typedef {object} ClientOptions
 * @property {number} [timeout] milliseconds that an answer may take; default: one minute
 * @property {(client: KernelClient) => void} [whileStarting] called before the kernel is asked whether it is ready
 */

/** A client of one kernel, which it starts: what the kernel's tests and measurements are driven with. */
export class KernelClient {
  #session = randomUUID();
  #key = randomUUID();
  /** @type {Map<string, (message: Message) => void>} by request */
  #replies = new Map();
  /** @type {Set<(message: Message) => void>} */
  #listeners = new Set();
  /** @type {Set<NodeJS.Timeout>} */
  #timers = new Set();
  /** @type {Message[]} everything published, in order */
  published = [];
  stderr = "";

  /**
   * @param {import("./kernel-process.mjs").KernelProcessOptions & ClientOptions} options
   * @returns {Promise<KernelClient>} once the kernel has answered
   */
  static async start(options) {
    const client = new KernelClient(options);
    try {
      await client.#connect(options);
    } catch (error) {
      await client.stop();
      throw error;
    }
    return client;
  }

  /** @param {ClientOptions} options */
  constructor({ timeout = 60_000 }) {
    this.timeout = timeout;
    this.folder = mkdtempSync(join(tmpdir(), "kernel-"));
    this.shell = new zmq.Dealer({ linger: 0 });
    this.control = new zmq.Dealer({ linger: 0 });
    this.iopub = new zmq.Subscriber({ linger: 0, receiveHighWaterMark: 0 });
    this.iopub.subscribe();
  }

  /** @param {Parameters<typeof KernelClient.start>[0]} options */
  async #connect(options) {
    const started = await startKernelProcess({ ...options, folder: this.folder, key: this.#key });
    this.process = started.process;
    this.process.stderr.on("data", (data) => (this.stderr += data));
    this.exited = new Promise((resolve) =>
      this.process?.once("exit", (code, signal) => resolve(signal ?? code)),
    );
    for (const channel of /** @type {const} */ (["shell", "control", "iopub"])) {
      this[channel].connect(started.addresses[channel]);
      void this.#listen(channel, this[channel]);
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
    const answered = this.request("kernel_info_request", {});
    await Promise.race([answered, failed]);
    this.info = await answered;
    const again = () => this.request("kernel_info_request", {}).then(() => pause(betweenQuestions, false));
    while (!(await Promise.race([heard, again(), failed])));
  }

  /** @param {string} channel @param {AsyncIterable<Buffer[]>} socket */
  async #listen(channel, socket) {
    for await (const frames of socket) {
      const { header, parent, content } = readFrames(frames);
      const message = { type: header.msg_type, content, parent: parent.msg_id, channel };
      if (channel === "iopub") this.published.push(message);
      else this.#replies.get(message.parent)?.(message);
      for (const listener of this.#listeners) listener(message);
    }
  }

  /** @param {(message: Message) => void} listener @returns {() => void} stops listening */
  onMessage(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends parts of any kind, signed. @param {"shell" | "control"} channel @param {unknown[]} parts */
  sendParts(channel, parts) {
    return this[channel].send(signedFrames(this.#key, parts));
  }

  /** @param {string} type @param {Content} content @param {"shell" | "control"} [channel] @param {string} [date] */
  send(type, content, channel = "shell", date = new Date().toISOString()) {
    const id = randomUUID();
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.#session,
      username: "test",
      version: "5.3",
      date,
    };
    void this.sendParts(channel, [header, {}, {}, content]);
    return id;
  }

  /** @param {string} type @param {Content} content @param {"shell" | "control"} [channel] @returns {Promise<Content>} */
  async request(type, content, channel = "shell") {
    const id = this.send(type, content, channel);
    return (await this.#replyTo(id, type)).content;
  }

  /** @param {string} id @param {string} what @returns {Promise<Message>} */
  #replyTo(id, what) {
    return this.#timed(what, (resolve) => this.#replies.set(id, resolve));
  }

  /** @template T @param {string} what @param {(resolve: (value: T) => void) => void} start @returns {Promise<T>} */
  #timed(what, start) {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`No answer to ${what} within ${this.timeout} ms. ${this.stderr}`));
      const timer = setTimeout(late, this.timeout);
      this.#timers.add(timer);
      start((value) => {
        clearTimeout(timer);
        resolve(value);
      });
    });
  }

  /** Executes a cell. @param {string} code @param {ExecuteOptions} [options] @returns {Promise<Executed>} */
  async execute(code, options) {
    return this.begin(code, options).done;
  }

  /** Sends a cell. @param {string} code @param {ExecuteOptions} [options] @returns {{ id: string, done: Promise<Executed> }} */
  begin(code, { silent = false, store_history = true, stop_on_error = true } = {}) {
    const content = { code, silent, store_history, stop_on_error, user_expressions: {}, allow_stdin: false };
    const id = this.send("execute_request", content);
    const reply = this.#replyTo(id, "execute_request");
    const idle = this.until((message) => message.parent === id && message.content.execution_state === "idle");
    return { id, done: Promise.all([reply, idle]).then(([{ content }]) => this.#executed(id, content)) };
  }

  /** @param {string} id @param {Content} reply @returns {Executed} */
  #executed(id, reply) {
    const outputs = this.outputsOf(id);
    const contents = (/** @type {string} */ type) =>
      outputs.filter((output) => output.type === type).map((output) => output.content);
    return {
      ...{ status: reply.status, reply, outputs },
      text: contents("stream")
        .map(({ text }) => text)
        .join(""),
      errors: contents("error"),
      results: contents("execute_result"),
    };
  }

  /** What was published for a request so far. @param {string} id */
  outputsOf(id) {
    return this.published.filter(({ parent, type }) => parent === id && type !== "status");
  }

  /** Waits for a published message. @param {(message: Message) => boolean} test @returns {Promise<Message>} */
  until(test) {
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
    if (this.process && this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill("SIGKILL");
      await this.exited;
    }
    for (const socket of [this.shell, this.control, this.iopub]) socket.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
