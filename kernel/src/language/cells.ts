import type { SourceMap, SourceMapPayload } from "node:module";
import { host } from "./host";

/** Counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** What is known of a cell that was compiled. */
interface Cell {
  source: string;
  lines: number;
  /** How many characters were put before the compiled code on its first line. */
  prefix: number;
  maps: (string | SourceMap)[];
  /** From a position in the text that was compiled to one in the cell. */
  original: (position: Position) => Position;
}

/** tslab puts one line before the cell's own code when it compiles it. */
const linesBefore = 1;

/** The cells that were compiled, so that a place in their JavaScript can be told as a place in their source. */
export class CellRegistry {
  readonly #cells = new Map<string, Cell>();

  /** @param readFile reads a file that a stack trace names, or its source map; undefined where there is none */
  constructor(readonly readFile: (file: string) => string | undefined) {}

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

  /** Where a position of the compiled cell lies in its source, or undefined in code that has no source. */
  original(name: string, position: Position): Position | undefined {
    const cell = this.#cells.get(name);
    if (!cell || position.line > cell.lines) return undefined; // behind the cell is the call of what wraps it
    let line = position.line - 1;
    let column = position.column - 1 - (line === 0 ? cell.prefix : 0);
    // Most cells never fail, so a map is read when it is asked for.
    cell.maps = cell.maps.map((map) =>
      typeof map === "string" ? new host.SourceMap(JSON.parse(map) as SourceMapPayload) : map,
    );
    for (const map of cell.maps as SourceMap[]) {
      const entry = map.findEntry(line, Math.max(0, column));
      if (!("originalLine" in entry) || entry.originalLine === undefined) return undefined;
      line = entry.originalLine;
      column = entry.originalColumn;
    }
    const found = { line: line - linesBefore + 1, column: column + 1 };
    const isInside = found.line >= 1 && found.line <= this.lines(name).length;
    return isInside ? cell.original(found) : undefined;
  }
}
