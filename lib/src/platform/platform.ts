/** Files and folders, by their paths. What fails rejects with the `code` that Node gives it, such as "ENOENT". */
export interface Files {
  /** Joins the parts of a path. */
  join(...parts: readonly string[]): string;
  /** The path from the root on. */
  absolute(path: string): string;
  /** What lies at a path; links are followed. */
  kind(path: string): Promise<"file" | "folder" | "other">;
  /** The names in a folder, in no particular order. */
  list(folder: string): Promise<string[]>;
  /** A whole file. */
  read(path: string): Promise<Uint8Array>;
  /** A whole file, without waiting: for the few bytes that a plain function needs. */
  readNow(path: string): Uint8Array;
  /** A file from its beginning to its end, in parts. */
  stream(path: string): ReadableStream<Uint8Array>;
  /** Opens a file in order to read parts of it. */
  open(path: string): Promise<OpenFile>;
  /**
   * Begins a new file, which appears under its name when it is complete; until then it is a `.part` beside it.
   *
   * @param version makes the folder if it is missing, and continues what `leave` left of the same version, or what
   *   nobody has written to for an hour. Default: begins with nothing, in a folder that exists
   */
  create(path: string, version?: string): Promise<NewFile>;
  /** Adds a text to the end of a file, in one go. Makes the file and its folder if they are missing. */
  append(path: string, text: string): Promise<void>;
  /** Deletes a file. */
  remove(path: string): Promise<void>;
}

/** A file that is open for reading. */
export interface OpenFile {
  /** In bytes. */
  readonly size: number;
  /** Reads from a position until the array is full or the file ends. @returns how many bytes it read */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Closes it once the reads under way are over. */
  close(): Promise<void>;
}

/** A file in the making. It ends with one of `complete`, `leave` and `remove`. */
export interface NewFile {
  /** Where it lies meanwhile. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Writes bytes, at the end unless told where. */
  write(bytes: Uint8Array, position?: number): Promise<void>;
  /** Drops everything written. */
  clear(): Promise<void>;
  /** Lets it appear under its name, in the place of what was there. */
  complete(): Promise<void>;
  /** Leaves it to be continued by a later `create`. */
  leave(): Promise<void>;
  remove(): Promise<void>;
}

/** Checksums. */
export interface Hash {
  /** The SHA-256 of some bytes, in 64 hexadecimal digits. */
  sha256(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<string>;
  /** The CRC-32 of some bytes, as PNG files hold it. */
  crc32(bytes: Uint8Array): number;
}

/** Data packed by DEFLATE. */
export interface Compression {
  /**
   * Unpacks gzip, on a thread of its own, and hands over what comes out in parts: views, in their order, of one buffer of
   * `room` bytes, and when that is full, of further ones. Where the data end before their end, or are damaged, it
   * rejects with the `code` "truncated" or "damaged".
   */
  gunzip(bytes: Uint8Array, room: number): AsyncIterable<Uint8Array>;
  /** Packs bytes as small as it can, in zlib's format. */
  deflate(bytes: Uint8Array): Uint8Array;
}

/** Pictures in files. */
export interface Images {
  /** How many threads the machine runs at once. */
  readonly threads: number;
  /** How many tasks a thread of `decoders` takes at a time. */
  readonly tasksPerThread: number;
  /**
   * Starts so many threads for decoding, which do not keep the process alive; with 0, the calling thread decodes.
   *
   * A PNG or JPEG file, turned upright as its EXIF data say, becomes size × size grey levels from 0 (black) to 255, row
   * after row. The whole image is kept: what is not square gets margins. A grey image that has the size already keeps its
   * values. It is a failure if the file is not there, empty, too large, not a PNG or JPEG, cut short, or damaged so that
   * its decoder notices.
   */
  decoders(threads: number): Decoders;
}

/** How an image becomes a small grey square. */
export interface DecodeOptions {
  /** The width and the height in pixels, from 1 to 1024. */
  readonly size: number;
  /** Whether to turn dark into light, for things photographed before a light background. */
  readonly invert: boolean;
  /** The grey of the margins of an image that is not square, and of transparent pixels, after inverting. */
  readonly background: number;
}

/** Some images to decode, one after another. */
export interface DecodeTask {
  readonly folder: string;
  /** From the folder on. */
  readonly files: readonly string[];
  readonly decode: DecodeOptions;
}

/** What went wrong with a file. As plain text: errors lose their fields between threads. */
export type DecodeFailure = readonly [file: string, problem: string];

/** The grey levels, [images, size · size]; or the images that cannot be decoded, where there are any. */
export type Decoded = Uint8Array | DecodeFailure[];

/** Threads that decode images. */
export interface Decoders {
  /** Decodes images in the thread that has the fewest tasks. @throws Error if the thread ends meanwhile */
  run(task: DecodeTask): Promise<Decoded>;
  /** Ends the threads after what they are doing. */
  close(): Promise<void>;
}

/** Where the library finds its data. */
export interface Storage {
  /** The project's `data` folder, or the one named by the environment variable `LINEAR_NETWORKS_DATA`. */
  dataFolder(): string;
  /**
   * The user's cache, which all copies of the project share: the folder named by the environment variable
   * `LINEAR_NETWORKS_CACHE`, else `linear-networks` in `XDG_CACHE_HOME`, else in `~/.cache`. As the XDG Base Directory
   * Specification has it, an `XDG_CACHE_HOME` that is empty or relative counts for nothing.
   */
  cacheFolder(): string;
  /**
   * The reader's own file for what is remembered of exercises: the one named by `LINEAR_NETWORKS_PROGRESS`, else
   * `linear-networks/exercises.txt` in `XDG_DATA_HOME`, else in `~/.local/share`.
   */
  progressFile(): string;
  /** The TrueType file of a font of the family DejaVu, such as "DejaVuSans-Bold". */
  fontFile(name: string): string;
  /** A setting from outside, by the name of its environment variable. */
  setting(name: string): string | undefined;
}

/** One Jupyter message: the same thing in several MIME types, of which each viewer takes the best it knows. */
export interface DisplayMessage {
  data: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

/** A message on its way to the notebook. */
export interface KernelMessage extends DisplayMessage {
  metadata: Record<string, unknown>;
  /** An output's name, by which a later message can replace it. */
  transient: { display_id?: string };
}

/** Where the library shows things. */
export interface Output {
  /**
   * The kernel's function for sending a message, or `null` outside a kernel. It changes with each cell, so it is asked
   * for again.
   *
   * @returns a function of the message and whether it replaces an earlier one
   */
  kernel(): ((message: KernelMessage, update: boolean) => void) | null;
  /** Prints a line. */
  print(line: string): void;
  /** Draws over the line before, where there is a terminal. */
  redraw: ((line: string) => void) | undefined;
}

/** Interrupts from outside: Kernel → Interrupt in JupyterLab, Ctrl-C in a terminal. */
export interface Interrupts {
  /** Lets the event loop turn, so that signals, messages and timers get their turn. */
  turn(): Promise<void>;
  /** Calls a function at each interrupt. A function that listens already is not added again. */
  listen(hear: () => void): void;
  /** Calls it no longer. */
  unlisten(hear: () => void): void;
  /** Whether others listen, too: a kernel, or a program that decides for itself when to end. */
  heardByOthers(hear: () => void): boolean;
  /** Lets an interrupt do what it does where nobody listens. */
  endProcess(): void;
}

/** A value for each course of asynchronous work: whatever the work awaits and calls sees the same value. */
export interface AsyncContext<T> {
  /** Calls a function that sees the value. */
  run<R>(value: T, work: () => R): R;
  /** The value of the work that asks; `undefined` outside of any. */
  getStore(): T | undefined;
}

/** The machine and the process that the library runs in. */
export interface Machine {
  /** The resident memory of the process in bytes. */
  memory(): number;
  /** Calls a function for each rejected promise that nobody awaited, in a kernel, which goes on after it. */
  onUnhandledRejection(listener: (reason: unknown) => void): void;
  asyncContext<T>(): AsyncContext<T>;
  /** Loads TensorFlow's native library for tfjs. @returns the version of its binding. @throws Error if it does not load */
  loadTensorFlow(): string;
  /** Loads tfjs's backend in WebAssembly. @returns its version */
  loadWasm(): string;
  /** What the set-up says about this installation. @throws Error if the library does not lie in a clone of the project */
  checkSetup(): Promise<string>;
}

/** Draws pictures. */
export interface Drawing {
  /**
   * Draws an SVG as PNG with a palette of at most 256 colours, with the fonts in these files and no others.
   *
   * @param scale pixels of the picture for each pixel of the SVG
   * @returns the file, and the size of the SVG in pixels
   */
  svgToPng(svg: string, options: DrawingOptions): Promise<{ png: Uint8Array; width: number; height: number }>;
}

/** How `svgToPng` draws. */
export interface DrawingOptions {
  readonly scale: number;
  readonly fontFiles: readonly string[];
  readonly fontFamily: string;
}
