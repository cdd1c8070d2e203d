import type { SourceMapPayload } from "node:module";
import type { CellRegistry, Position } from "./cells";
import { host } from "./host";

/** A call that led to an error. */
export interface Frame {
  text: string;
  cell?: { name: string } & Position;
}
type PackageFrame = Frame & { package?: string };

/** Frames of what runs the cells, of no use to who reads a traceback. */
const inner = [/^node:/, /^<anonymous>$/, /[\\/]node_modules[\\/]tslab[\\/]/];
const frameLine = /^\s+at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/;

/**
 * The calls that led to an error: those in cells and in the project's own code one by one, those in other
 * packages and those that recur folded, those inside Node and the kernel left out.
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
  const source = sourceOf(file, position, cells);
  return { text: where(`${nameOf(source.file, cells)}, line ${source.line}`) };
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

/** A function that calls itself, and functions that call each other in turn, are shown once. */
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

/** How often the frames from `first` on repeat with a certain period. */
function repeats(frames: Frame[], first: number, period: number): number {
  let end = first + period;
  while (frames[end] && frames[end].text === frames[end - period].text) end++;
  return Math.floor((end - first) / period);
}

/** Where compiled code comes from, if a source map lies beside it. */
function sourceOf(
  file: string,
  { line, column }: Position,
  cells: CellRegistry,
): { file: string; line: number } {
  const map = cells.readFile(`${file}.map`);
  if (map === undefined) return { file, line };
  try {
    const payload = JSON.parse(map) as SourceMapPayload;
    const entry = new host.SourceMap(payload).findEntry(line - 1, column - 1);
    if (!("originalLine" in entry) || !entry.originalSource) return { file, line };
    return {
      file: host.path.resolve(host.path.dirname(file), entry.originalSource),
      line: entry.originalLine + 1,
    };
  } catch {
    return { file, line }; // a damaged map must not hide the error
  }
}

/** A file's path in its package, with the package's name, so that no path of this machine is shown. */
function nameOf(file: string, cells: CellRegistry): string {
  for (
    let folder = host.path.dirname(file);
    folder !== host.path.dirname(folder);
    folder = host.path.dirname(folder)
  ) {
    const manifest = cells.readFile(host.path.join(folder, "package.json"));
    if (manifest === undefined) continue;
    const { name } = JSON.parse(manifest) as { name?: string };
    return [
      name ?? host.path.basename(folder),
      ...host.path.relative(folder, file).split(host.path.sep),
    ].join("/");
  }
  return host.path.basename(file);
}

function isInside(folder: string, file: string): boolean {
  const relative = host.path.relative(folder, file);
  return relative !== "" && !relative.startsWith("..") && !host.path.isAbsolute(relative);
}
