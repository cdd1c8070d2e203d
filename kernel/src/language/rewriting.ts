import type { Position } from "./cells";
import type { TypeScript, typescript } from "./tslab";

/** A change of a cell's text, which adds no line. */
interface Edit {
  start: number;
  /** Where what is replaced ends; the same as `start` where something is put in. */
  end: number;
  text: string;
}

/** A cell's text made fit for the compiler, which knows cells and not modules. */
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
   * A cell without its `export`s: all that a cell declares is known to later cells anyway, so that code can be
   * pasted from a module. What it exports from other modules is imported. Import attributes are left out, which
   * TypeScript 5.0 cannot read and loading a file does not need.
   */
  static #withoutExports(ts: TypeScript, cell: string): Rewritten {
    if (!/export|import/.test(cell)) return new Rewritten(cell, []);
    const attributes = [...cell.matchAll(importAttributes)].map(({ index, 0: all, 1: before }) =>
      blank(cell, index + before.length, index + all.length),
    );
    const { source } = new Rewritten(cell, attributes);
    const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2022, true);
    const exported = file.statements.flatMap((statement) => editsOf(ts, file, statement));
    return new Rewritten(cell, [...attributes, ...exported, ...optionsOfImports(ts, file)]);
  }

  /**
   * Outside of functions TypeScript first reads `await` as a name, and then corrects itself, which it cannot
   * where a name makes no sense, as in `(await { a: 1 }).a`.
   */
  #withClearAwaits(ts: TypeScript): Rewritten {
    const isMisread = /\bawait\s*\{/.test(this.source) || hasSyntaxErrors(ts, `${this.source}\nexport {};`);
    if (!isMisread) return this;
    const head = "async () => {";
    const text = `${head}${this.source}\n}`;
    if (hasSyntaxErrors(ts, text)) return this;
    const added: Edit[] = [];
    const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ES2022, true);
    const put = (offset: number, bracket: string) => {
      const start = this.#originalOffset(offset - head.length);
      added.push({ start, end: start, text: bracket });
    };
    const visit = (node: typescript.Node) => {
      if (ts.isAwaitExpression(node)) {
        put(node.expression.getStart(file), "(");
        put(node.expression.end, ")");
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return new Rewritten(this.#original, [...this.#edits, ...added]);
  }

  /**
   * The same with types for variables whose own cannot be written down in a declaration: that of the module for
   * what `await import(…)` gives, otherwise `any`.
   *
   * @param offsets of the variables' names in `source`
   * @returns undefined where none of them is such a variable
   */
  withTypes(ts: TypeScript, offsets: number[]): Rewritten | undefined {
    const file = ts.createSourceFile("cell.ts", this.source, ts.ScriptTarget.ES2022, true);
    const found = new Map<number, string>();
    const visit = (node: typescript.Node) => {
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && !node.type) {
        if (offsets.includes(node.name.getStart(file)))
          found.set(node.name.end, typeFor(ts, node.initializer));
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    if (found.size === 0) return undefined;
    const added = [...found].map(([offset, type]) => {
      const start = this.#originalOffset(offset);
      return { start, end: start, text: `: ${type}` };
    });
    return new Rewritten(this.#original, [...this.#edits, ...added]);
  }

  /** Where a position of `source` lies in the cell. */
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

/** The attributes of an import behind what comes before them. */
const importAttributes = /((?:^|;)\s*(?:import|export)\b[^;"']*(["'])[^"'\n]*\2\s*)with\s*\{[^}]*\}/gm;

/** The second arguments of `import(…)`. */
function optionsOfImports(ts: TypeScript, file: typescript.SourceFile): Edit[] {
  if (!/import\s*\(/.test(file.text)) return [];
  const found: Edit[] = [];
  const visit = (node: typescript.Node) => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier, options] = node.arguments as readonly (typescript.Expression | undefined)[];
      if (specifier && options) found.push(blank(file.text, specifier.end, options.end));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Replaces part of a string by spaces. */
function blank(text: string, start: number, end: number): Edit {
  return { start, end, text: text.slice(start, end).replace(/[^\n]/g, " ") };
}

function hasSyntaxErrors(ts: TypeScript, text: string): boolean {
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ES2022) as typescript.SourceFile & {
    parseDiagnostics: unknown[];
  };
  return file.parseDiagnostics.length > 0;
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
