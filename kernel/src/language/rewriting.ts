import type { Position } from "./cells";
import { nodesIn, parse } from "./syntax";
import type { TypeScript, typescript } from "./tslab";

/** A change to a cell's text that adds no line. */
interface Edit {
  start: number;
  /** The end of the text that is replaced; the same as `start` for an insertion. */
  end: number;
  text: string;
}

/** A cell's text as it is given to the compiler, which expects cells and not modules. */
export class Rewritten {
  readonly source: string;
  readonly #edits: Edit[];
  readonly #original: string;

  private constructor(original: string, edits: Edit[]) {
    this.#original = original;
    this.#edits = edits.sort((one, other) => one.start - other.start);
    let source = "";
    let at = 0;
    for (const { start, end, text } of this.#edits) {
      source += original.slice(at, start) + text;
      at = end;
    }
    this.source = source + original.slice(at);
  }

  /**
   * A cell as the compiler can read it: without its `export`s, and with parentheses where an `await` would be
   * misread.
   */
  static of(ts: TypeScript, cell: string): Rewritten {
    const text = Rewritten.#withoutExports(ts, cell);
    return cell.includes("await") ? text.#withClearAwaits(ts) : text;
  }

  /**
   * A cell without its `export`s, so that code from a module can be pasted: later cells know everything that a cell
   * declares anyway. What it exports from other modules is imported. Import attributes are left out, because
   * TypeScript 5.0 cannot read them and files can be loaded without them.
   */
  static #withoutExports(ts: TypeScript, cell: string): Rewritten {
    if (!/export|import/.test(cell)) return new Rewritten(cell, []);
    const attributes = [...cell.matchAll(importAttributes)].map(({ index, 0: all, 1: before }) =>
      blank(cell, index + before.length, index + all.length),
    );
    const { source } = new Rewritten(cell, attributes);
    const file = parse(ts, source);
    const exported = file.statements.flatMap((statement) => editsOf(ts, file, statement));
    return new Rewritten(cell, [...attributes, ...exported, ...optionsOfImports(ts, file)]);
  }

  /**
   * Outside functions, TypeScript first reads `await` as a name and then corrects itself. It cannot do so where a name
   * makes no sense, as in `(await { a: 1 }).a`.
   */
  #withClearAwaits(ts: TypeScript): Rewritten {
    const isMisread = /\bawait\s*\{/.test(this.source) || hasSyntaxErrors(ts, `${this.source}\nexport {};`);
    if (!isMisread) return this;
    const head = "async () => {";
    const text = `${head}${this.source}\n}`;
    if (hasSyntaxErrors(ts, text)) return this;
    const clear = nodesIn(ts, parse(ts, text)).flatMap((node) =>
      ts.isAwaitExpression(node)
        ? [
            this.#insertion(node.expression.getStart() - head.length, "("),
            this.#insertion(node.expression.end - head.length, ")"),
          ]
        : [],
    );
    return new Rewritten(this.#original, [...this.#edits, ...clear]);
  }

  /**
   * The same text with types for variables whose inferred types cannot be written in a declaration: the type of the
   * module for the result of `await import(…)`, and otherwise `any`.
   *
   * @param offsets of the variables' names in `source`
   * @returns undefined if the variable does not exist
   */
  withTypes(ts: TypeScript, offsets: number[]): Rewritten | undefined {
    const types = nodesIn(ts, parse(ts, this.source)).flatMap((node) => {
      if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.type) return [];
      if (!offsets.includes(node.name.getStart())) return [];
      return [this.#insertion(node.name.end, `: ${typeFor(ts, node.initializer)}`)];
    });
    return types.length === 0 ? undefined : new Rewritten(this.#original, [...this.#edits, ...types]);
  }

  /** @param offset in `source` */
  #insertion(offset: number, text: string): Edit {
    const start = this.#originalOffset(offset);
    return { start, end: start, text };
  }

  /** Converts a position in `source` to one in the cell. */
  readonly original = ({ line, column }: Position): Position => {
    if (this.#edits.length === 0) return { line, column };
    const lines = this.source.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
    const offset = this.#originalOffset(before + column - 1);
    const start = this.#original.lastIndexOf("\n", offset - 1) + 1;
    return { line, column: offset - start + 1 };
  };

  #originalOffset(offset: number): number {
    let shift = 0;
    for (const { start, end, text } of this.#edits) {
      if (start + shift >= offset) break;
      if (offset < start + shift + text.length) return Math.min(start + (offset - start - shift), end);
      shift += text.length - (end - start);
    }
    return offset - shift;
  }
}

/** An import up to its attributes, and the attributes. */
const importAttributes = /((?:^|;)\s*(?:import|export)\b[^;"']*(["'])[^"'\n]*\2\s*)with\s*\{[^}]*\}/gm;

/** The second arguments of `import(…)`. */
function optionsOfImports(ts: TypeScript, file: typescript.SourceFile): Edit[] {
  if (!/import\s*\(/.test(file.text)) return [];
  return nodesIn(ts, file).flatMap((node) => {
    if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return [];
    const [specifier, options] = node.arguments as readonly (typescript.Expression | undefined)[];
    return specifier && options ? [blank(file.text, specifier.end, options.end)] : [];
  });
}

/** Replaces part of a text by spaces. */
function blank(text: string, start: number, end: number): Edit {
  return { start, end, text: text.slice(start, end).replace(/[^\n]/g, " ") };
}

function hasSyntaxErrors(ts: TypeScript, text: string): boolean {
  return parse(ts, text).parseDiagnostics.length > 0;
}

function editsOf(ts: TypeScript, file: typescript.SourceFile, statement: typescript.Statement): Edit[] {
  const start = statement.getStart(file);
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, moduleSpecifier } = statement;
    if (!moduleSpecifier) return [blank(file.text, start, statement.end)];
    const isWhole = exportClause === undefined; // export * from "…"
    const word = { start, end: start + "export".length, text: "import" };
    return isWhole ? [word, blank(file.text, word.end, moduleSpecifier.getStart(file))] : [word];
  }
  if (ts.isExportAssignment(statement)) return [blank(file.text, start, statement.expression.getStart(file))];
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const exporting = modifiers.filter(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
  const edits = exporting.map((modifier) => blank(file.text, modifier.getStart(file), modifier.end));
  const { name } = statement as { name?: typescript.Node };
  const isNameless = (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && !name;
  if (edits.length === 0 || !isNameless) return edits;
  edits[0].text = `${edits[0].text.slice(1)}(`;
  return [...edits, { start: statement.end, end: statement.end, text: ")" }];
}

function typeFor(ts: TypeScript, initializer: typescript.Expression | undefined): string {
  if (!initializer || !ts.isAwaitExpression(initializer)) return "any";
  const call = initializer.expression;
  if (!ts.isCallExpression(call) || call.expression.kind !== ts.SyntaxKind.ImportKeyword) return "any";
  const [specifier] = call.arguments;
  return ts.isStringLiteralLike(specifier) ? `typeof import(${JSON.stringify(specifier.text)})` : "any";
}
