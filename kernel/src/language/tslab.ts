import type * as typescript from "@tslab/typescript-for-tslab";
import type { Converter, ConverterOptions } from "tslab/dist/converter";
import type { CodeMetadata } from "tslab/dist/metadata";

export type { typescript };
export type TypeScript = typeof typescript;

/** A message that shows something, as tslab's `display` makes it. */
export interface DisplayMessage {
  data: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  transient?: { display_id?: string };
}
/** Shows a message, or replaces an earlier one by it. */
export type Display = (message: DisplayMessage, update: boolean) => void;

/** The parts of tslab that the kernel is built around. */
export interface Tslab {
  ts: TypeScript;
  createConverter: (options?: ConverterOptions) => Converter;
  isCompleteCode: (code: string) => { completed: boolean; indent?: string };
  codeMetadata: (code: string) => CodeMetadata;
  /** Removes all names except these from an import. */
  keepNamesInImport: (statement: typescript.ImportDeclaration, names: Set<typescript.__String>) => void;
}
