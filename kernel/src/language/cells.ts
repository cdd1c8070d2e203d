import type { SourceMap, SourceMapPayload } from "node:module";
import { host } from "./host";

/** Lines and columns are counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A cell that was compiled. */
interface Cell {
  source: string;
  lines: number;
  /** How many characters precede the compiled code on its first line. */
  prefix: number;
  maps: (string | SourceMap)[];
  /** Converts a position in the text that was compiled to one in the cell. */
  original: (position: Position) => Position;
}

/** tslab puts one line before the cell's own code when it compiles it. */
const linesBefore = 1;

/** The cells that were compiled. Translates positions in their JavaScript into positions in their source. */
export class CellRegistry {
  readonly #cells = new Map<string, Cell>();

  /**
   * @param name as in stack traces: `cell [3]`
   * @param cell its text, the JavaScript that it was compiled to, and source maps as JSON, the last
   *   compilation step first
   */
  add(name: string, { output, ...cell }: Omit<Cell, "lines" | "maps"> & { output: string; maps: string[] }) {
    this.#cells.set(name, { ...cell, lines: output.split("\n").length });
  }

  has(name: string): boolean {
    return this.#cells.has(name);
  }

  /** The cell's lines, without line ends. */
  lines(name: string): string[] {
    return this.#cells.get(name)?.source.split(/\r?\n/) ?? [];
  }

  /** The position in the source of a position in the compiled cell; undefined in code that has no source. */
  original(name: string, position: Position): Position | undefined {
    const cell = this.#cells.get(name);
    if (!cell || position.line > cell.lines) return undefined; // behind the cell, its wrapper is called
    // Most cells never fail, so a map is parsed only when it is needed.
    cell.maps = cell.maps.map((map) =>
      typeof map === "string" ? new host.SourceMap(JSON.parse(map) as SourceMapPayload) : map,
    );
    const column = position.column - (position.line === 1 ? cell.prefix : 0);
    let found: Position | undefined = { line: position.line, column };
    for (const map of cell.maps as SourceMap[]) found = found && sourcePosition(map, found);
    if (!found) return undefined;
    found.line -= linesBefore;
    const isInside = found.line >= 1 && found.line <= this.lines(name).length;
    return isInside ? cell.original(found) : undefined;
  }
}

/** Where compiled code comes from, with the file that the map names; undefined where the map does not say. */
export function sourcePosition(
  map: SourceMap,
  { line, column }: Position,
): (Position & { source: string }) | undefined {
  const entry = map.findEntry(line - 1, Math.max(0, column - 1));
  if (!("originalLine" in entry) || entry.originalLine === undefined) return undefined;
  const { originalSource, originalLine, originalColumn } = entry;
  return { source: originalSource, line: originalLine + 1, column: originalColumn + 1 };
}
