import type { CellRegistry } from "./cells";

/** Enough that the frames of libraries do not push those of the cell out of a trace. */
const deepest = 30;

/** Makes stack traces name cells, with lines and columns of the cells' own text. */
export function traceCells(cells: CellRegistry) {
  Error.stackTraceLimit = deepest;
  Error.prepareStackTrace = (error, sites) => {
    const lines = sites.map((site) => lineOf(site, cells));
    // Below the cell's own code there is only the kernel.
    const outermost = sites
      .map((site, index) => cells.has(site.getFileName() ?? "") && lines[index] !== undefined)
      .lastIndexOf(true);
    const shown = outermost < 0 ? lines : lines.slice(0, outermost + 1);
    return [header(error), ...shown.filter((text) => text !== undefined)].join("\n    at ");
  };
}

/** A line of a stack trace; undefined for the kernel's call of the cell. */
function lineOf(site: NodeJS.CallSite, cells: CellRegistry): string | undefined {
  const text = `${site as unknown as string}`; // a call site converts to a string as V8 writes it
  const name = site.getFileName() ?? "";
  if (!cells.has(name)) return text;
  const place = { line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 };
  const original = cells.original(name, place);
  if (!original) return undefined;
  return text.replace(`${name}:${place.line}:${place.column}`, `${name}:${original.line}:${original.column}`);
}

/** The first lines of a stack trace, as Node writes them. */
function header(error: Error & { code?: unknown }): string {
  try {
    const text = Error.prototype.toString.call(error);
    const isOfNode = typeof error.code === "string" && error.code.startsWith("ERR_");
    return isOfNode ? text.replace(/^[^:[]*(?=:|$)/, (name) => `${name} [${String(error.code)}]`) : text;
  } catch {
    return "Error";
  }
}
