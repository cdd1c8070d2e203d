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
}

/** Data packed by gzip. */
export interface Gzip {
  /**
   * Unpacks, on a thread of its own, and hands over what comes out in parts: views, in their order, of one buffer of
   * `room` bytes, and when that is full, of further ones.
   *
   * @throws DataError where the data end before their end, or are damaged
   */
  unpack(bytes: Uint8Array, room: number): AsyncIterable<Uint8Array>;
}

/** Pictures in files. */
export interface Images {
  /** How many threads the machine runs at once. */
  readonly threads: number;
  /** How many tasks a thread of `decoders` takes at a time. */
  readonly tasksPerThread: number;
  /**
   * Decodes a PNG or JPEG file, turned upright as its EXIF data say, to size × size grey levels from 0 (black) to
   * 255, row after row. The whole image is kept: what is not square gets margins. A grey image that has the size
   * already keeps its values.
   *
   * @throws Error that says what is wrong with the file: not there, empty, too large, not a PNG or JPEG, cut short, or
   *   damaged so that its decoder notices
   */
  decode(path: string, how: DecodeOptions): Promise<Uint8Array>;
  /** Starts so many threads for decoding, which do not keep the process alive; with 0, the calling thread decodes. */
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

/** The values divided by 255, [images, size · size]; or the images that cannot be decoded, where there are any. */
export type Decoded = Float32Array | DecodeFailure[];

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
}
