/** @import { Cell, Notebook, Output } from "../../tools/notebooks/notebook-file.ts" */

/**
 * A code cell.
 *
 * @param {string} source
 * @param {{ tags?: string[], outputs?: Output[], count?: number }} [options]
 * @returns {Cell}
 */
export const code = (source, { tags, outputs = [], count } = {}) => ({
  cell_type: "code",
  metadata: tags ? { tags } : {},
  source,
  outputs,
  execution_count: count ?? null,
});

/** @param {string} source @returns {Cell} */
export const markdown = (source) => ({ cell_type: "markdown", metadata: {}, source });

/**
 * A notebook of these cells; a string is a code cell without outputs.
 *
 * @param {...(Cell | string)} cells
 * @returns {Notebook}
 */
export const notebook = (...cells) => ({
  cells: cells
    .map((cell) => (typeof cell === "string" ? code(cell) : cell))
    .map((cell, i) => ({ ...cell, id: `cell-${i}` })),
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

/** @param {string} text @returns {Output} */
export const stdout = (text) => ({ output_type: "stream", name: "stdout", text });

/** @param {string} text @returns {Output} */
export const stderr = (text) => ({ output_type: "stream", name: "stderr", text });

/**
 * @param {{ [mime: string]: unknown }} data
 * @param {{ [key: string]: unknown }} [metadata]
 * @returns {Output}
 */
export const display = (data, metadata = {}) => ({ output_type: "display_data", data, metadata });

/** A last cell that has reached the end. */
export const finished = code("await finish([]);", { outputs: [stdout("✓ finished: nothing left\n")] });

/** Defines `finish`, so that no library is needed. */
export const defineFinish =
  "const finish = async (left: unknown[]) => console.log(`✓ finished: ${left.length} left`);";

/**
 * A PNG of this size without pixels, in base64.
 *
 * @param {number} width
 * @param {number} height
 */
export function png(width, height) {
  const header = Buffer.alloc(24);
  header.write("89504e470d0a1a0a0000000d49484452", "hex");
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header.toString("base64");
}
