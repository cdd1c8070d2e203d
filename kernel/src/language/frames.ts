import type { SourceMapPayload } from "node:module";
import { type CellRegistry, type Position, sourcePosition } from "./cells";
import { host } from "./host";

/** A call that led to an error. */
export interface Frame {
  text: string;
  cell?: { name: string } & Position;
}
type PackageFrame = Frame & { package?: string };

/** Files that run the cells: their frames do not help the reader of a traceback. */
const inner = [/^node:/, /^<anonymous>$/, /[\\/]node_modules[\\/]tslab[\\/]/];
const frameLine = /^\s+at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/;

/**
 * The calls that led to an error. Calls in cells and in the project's own code are listed one by one, those in other
 * packages and repeated ones are folded, and those inside Node and the kernel are left out.
 */
export function framesOf(error: Error, cells: CellRegistry): Frame[] {
  const stack = typeof error.stack === "string" ? error.stack.split("\n") : [];
  const frames: PackageFrame[] = [];
  for (const line of stack) {
    const match = frameLine.exec(line);
    if (!match) continue;
    const [, caller = "", file, row, column] = match;
    const frame = describeFrame(caller, file, { line: Number(row), column: Number(column) }, cells);
    if (frame) frames.push(frame);
  }
  return withoutRecursion(folded(frames));
}

function describeFrame(
  caller: string,
  location: string,
  position: Position,
  cells: CellRegistry,
): PackageFrame | undefined {
  const where = (place: string) => `at ${caller ? `${caller} (${place})` : place}`;
  if (cells.has(location)) {
    const { line, column } = position;
    return {
      text: where(`${location}, line ${line}, column ${column}`),
      cell: { name: location, ...position },
    };
  }
  const file = location.startsWith("file:") ? host.fileURLToPath(location) : location;
  if (inner.some((pattern) => pattern.test(file)) || isInside(host.ownFolder, file)) return undefined;
  if (!host.path.isAbsolute(file)) return undefined;
  const installed = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file);
  if (installed) {
    const [, name] = installed;
    return { text: where(`${file.slice(file.indexOf(name))}:${position.line}`), package: name };
  }
  const source = sourceOf(file, position);
  return { text: where(`${nameOf(source.file)}, line ${source.line}`) };
}

function folded(frames: PackageFrame[]): Frame[] {
  const result: Frame[] = [];
  for (let first = 0; first < frames.length;) {
    let end = first + 1;
    const { package: name } = frames[first];
    while (name && frames[end]?.package === name) end++;
    const count = end - first;
    result.push(count > 1 ? { text: `... ${count} calls in ${name}` } : frames[first]);
    first = end;
  }
  return result;
}

/** Shows a function that calls itself, and functions that call each other in turn, only once. */
function withoutRecursion(frames: Frame[]): Frame[] {
  const result: Frame[] = [];
  for (let first = 0; first < frames.length;) {
    const period = [1, 2, 3, 4].find((length) => repeats(frames, first, length) > 2);
    if (!period) {
      result.push(frames[first]);
      first++;
      continue;
    }
    const times = repeats(frames, first, period);
    const what = period === 1 ? "this call" : `these ${period} calls`;
    result.push(...frames.slice(first, first + period), { text: `... ${what} again and again` });
    first += times * period;
  }
  return result;
}

/** How often the frames repeat, beginning at `first`, with a given period. */
function repeats(frames: Frame[], first: number, period: number): number {
  let end = first + period;
  while (frames[end] && frames[end].text === frames[end - period].text) end++;
  return Math.floor((end - first) / period);
}

/** The source of compiled code, if there is a source map beside it; otherwise the compiled code itself. */
function sourceOf(file: string, position: Position): { file: string; line: number } {
  const map = host.readFile(`${file}.map`);
  try {
    const found = map && sourcePosition(new host.SourceMap(JSON.parse(map) as SourceMapPayload), position);
    if (found && found.source)
      return { file: host.path.resolve(host.path.dirname(file), found.source), line: found.line };
  } catch {
    // A damaged map must not hide the error.
  }
  return { file, line: position.line };
}

/** A file's path within its package, after the package's name, so that no path of this machine is shown. */
function nameOf(file: string): string {
  const found = packageOf(file);
  if (!found) return host.path.basename(file);
  return [found.name, ...host.path.relative(found.folder, file).split(host.path.sep)].join("/");
}

/** The package that a file belongs to, by the nearest `package.json` above it. */
export function packageOf(file: string): { name: string; folder: string } | undefined {
  const { basename, dirname, join } = host.path;
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = host.readFile(join(folder, "package.json"));
    if (manifest === undefined) continue;
    const { name = basename(folder) } = JSON.parse(manifest) as { name?: string };
    return { name, folder };
  }
  return undefined;
}

function isInside(folder: string, file: string): boolean {
  const relative = host.path.relative(folder, file);
  return relative !== "" && !relative.startsWith("..") && !host.path.isAbsolute(relative);
}
