import type * as typescript from "@tslab/typescript-for-tslab";
import type { Converter, ConvertResult, Diagnostic } from "tslab/dist/converter";
import type { ConsoleInterface, ConverterSet, Executor } from "tslab/dist/executor";
import type { CellRegistry } from "./cells.js";
import type { Compiler } from "./compiler.js";
import type { Control } from "./control.js";
import type { Description } from "./describe-error.js";
import type { Run, Runs } from "./runs.js";

export type { Converter, ConvertResult, Diagnostic, Executor, typescript };
export type TypeScript = typeof typescript;

/** What TypeScript has and does not declare. */
export interface InternalTypeScript {
  bindSourceFile(file: typescript.SourceFile, options: typescript.CompilerOptions): void;
  BuilderState: {
    create(program: typescript.Program, old: undefined, versionsAsSignatures: boolean): object;
    getAllDependencies(state: object, program: typescript.Program, file: typescript.SourceFile): string[];
  };
}

export type Content = MessageContent;

/** What messages say: of each type some of these. */
export interface MessageContent {
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
  cursor_start?: number;
  cursor_end?: number;
  found?: boolean;
  metadata?: Record<string, unknown>;
  code?: string;
  cursor_pos?: number;
  restart?: boolean;
  silent?: boolean;
  store_history?: boolean;
  stop_on_error?: boolean;
  language_info?: Record<string, unknown>;
}

/** A message of the Jupyter protocol, as tslab holds it. */
export interface Message {
  identity: Uint8Array[];
  header: { msg_id: string; msg_type: string; session: string; date: string };
  content: Content;
  metadata: Content;
  createReply(): Message;
  signAndSend(key: string, socket: Socket): void;
}

/** What tslab sends a message with: a ZeroMQ socket, or the way to the control thread. */
export interface Socket {
  send(frames: (string | Uint8Array)[]): unknown;
}

/** tslab's server, with the members that its type declarations hide. */
export interface Server {
  handler: Handler;
  connInfo: { transport: string; ip: string; key: string } & Record<string, string | number>;
  iopub: Socket;
  shell: Socket & { readable?: boolean };
  bindSocket(socket: Socket, port: number): Promise<void>;
  publishStatus(status: string, parent: Message): void;
  handleShellMessage(socket: Socket, ...frames: Uint8Array[]): Promise<void>;
  init(): Promise<void>;
  close(): void;
}

/** tslab's handler of requests, with the members that its type declarations hide. */
export interface Handler {
  execCount: number;
  executor: Executor;
  handleKernel(): Content;
  handleIsComplete(request: Content): Content;
  handleInspect(request: { code: string; cursor_pos: number }): Content;
  handleComplete(request: { code: string; cursor_pos: number }): Content;
  close(): void;
}

type DisplayFunction = (data: Content, update: boolean) => void;

/** The modules of tslab that are repaired. */
export interface Tslab {
  version: string;
  ts: TypeScript;
  converter: { createConverter(options?: unknown): Converter };
  executor: {
    createExecutor(rootDir: string, converters: ConverterSet, console: ConsoleInterface): Executor;
  };
  jupyter: {
    ZmqServer: { prototype: Server };
    JupyterHandlerImpl: { prototype: Handler };
    lastWriteDisplayData: DisplayFunction | null;
  };
  main: { startKernel(options: { configPath: string; enableFindLocal: boolean }): void };
  inspect: { printQuickInfo(info: typescript.QuickInfo): string };
}

/** A function that answers one type of request; `undefined` sends no answer. */
export type Answer = (server: Server, message: Message) => Content | undefined | Promise<Content | undefined>;

/** What all repairs share. */
export interface Kernel {
  tslab: Tslab;
  cells: CellRegistry;
  runs: Runs;
  compiler: Compiler;
  control: Control;
  /** Request types and what answers them; the reply's type is the request's with `_reply`. */
  answers: Map<string, Answer>;
  /** Asked before each cell for a line to print. */
  notices: (() => string | undefined)[];
  /** What cells can call at run time, as members of the global `__tslab__`. */
  runtime: Runtime;
  handle(server: Server, socket: Socket, message: Message): Promise<void>;
  /** Waits until failures that a cell left behind have shown themselves. */
  settle(): Promise<void>;
  /** The failures of cells that were done already, for the run that has to tell of them. */
  takeLateFailures(run: Run): Description[];
  /** Sends a failure as an error of a run. */
  report(run: Run, failure: Description): void;
  /** The request whose cell is executing. */
  runningRequest?: Message;
  /** When the failure of the latest cell was told, if it failed. */
  failedAt?: number;
  server?: Server;
  executor?: Executor;
}

/** What cells call, put into their code by the repairs. */
export interface Runtime {
  /** Its first number is not 0 while the code that runs has to stop. */
  stop: Int32Array;
  /** What a stopped loop throws. */
  interruption(): Error;
  /** Called with what was awaited, which it returns; throws in a cell that was interrupted. */
  resume(value?: unknown): unknown;
  /** Shares variables with later cells. */
  share(accessors: object): void;
}

/** A function that repairs one thing. */
export type Repair = (kernel: Kernel) => void;

/** What a transformer of cells is given. */
export interface CellContext {
  ts: TypeScript;
  checker: typescript.TypeChecker;
  /** The generated file that declares the names of earlier cells. */
  declarations: typescript.SourceFile | undefined;
  cell: { declared: string[] };
}
export type CellTransformer = (
  context: CellContext,
) => (
  transformation: typescript.TransformationContext,
) => (file: typescript.SourceFile) => typescript.SourceFile;
