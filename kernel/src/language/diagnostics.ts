import type { Diagnostic } from "tslab/dist/converter";
import { parse } from "./syntax";
import type { TypeScript, typescript } from "./tslab";

type DiagnosticsOf = (program: typescript.Program, files: typescript.SourceFile[]) => typescript.Diagnostic[];

/** The codes of diagnostics that are treated specially. */
const codes = {
  expected: 1005,
  /** "Did you forget to use 'await'?" */
  forgotAwait: 2773,
  /** A file lies outside the notebook's folder, which matters only if the compiler writes files. */
  notUnderRoot: 6059,
};

/** Changes the diagnostics that tslab is given to those that help the author of a cell. */
export function hookDiagnostics(ts: TypeScript) {
  const functions = ts as unknown as { getPreEmitDiagnosticsOfFiles: DiagnosticsOf };
  const original = functions.getPreEmitDiagnosticsOfFiles;
  functions.getPreEmitDiagnosticsOfFiles = (program, files) =>
    original(program, files)
      .filter(({ code }) => code !== codes.notUnderRoot)
      .map(withHint);
}

/** Adds TypeScript's hint about a diagnostic to its reasons. */
function withHint(diagnostic: typescript.Diagnostic): typescript.Diagnostic {
  const hint = diagnostic.relatedInformation?.find(({ code }) => code === codes.forgotAwait);
  if (!hint) return diagnostic;
  const { messageText: text, category, code } = diagnostic;
  const message = typeof text === "string" ? { messageText: text, category, code } : text;
  const added = { messageText: textOf(hint), category: hint.category, code: hint.code };
  return { ...diagnostic, messageText: { ...message, next: [...(message.next ?? []), added] } };
}

/**
 * The syntax errors of a cell. tslab adds a line to a cell before it compiles it, and would report a missing bracket in
 * that line.
 */
export function syntaxErrors(ts: TypeScript, cell: string): Diagnostic[] {
  const head = "export {};"; // in a module, `await` is a keyword
  const file = parse(ts, head + cell);
  const errors = file.parseDiagnostics;
  if (errors.length === 0) return [];
  const end = file.text.trimEnd().length;
  const opening = openBrackets(ts, file).at(-1);
  return errors.flatMap(({ start, length, messageText, category, code }, index) => {
    const described = { messageText: textOf({ messageText }), category, code };
    const isAtEnd = start >= end;
    if (index > 0 || code !== codes.expected || opening === undefined) {
      return [{ ...(isAtEnd ? placed(end, 1) : placed(start, length)), ...described }];
    }
    const place = isAtEnd ? placed(opening, 1) : placed(start, length);
    const { line, character } = position(opening);
    const where = isAtEnd ? "here" : `in line ${line + 1}, column ${character + 1}`;
    const reason = `The bracket opened ${where} is not closed.`;
    return [
      { ...place, ...described },
      { ...place, ...described, messageText: reason },
    ];
  });

  function placed(offset: number, length: number): Pick<Diagnostic, "start" | "end"> {
    return { start: position(offset), end: position(offset + length) };
  }

  function position(offset: number) {
    const { line, character } = file.getLineAndCharacterOfPosition(offset);
    return { offset: offset - head.length, line, character: character - (line === 0 ? head.length : 0) };
  }
}

const pairs: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

/** The offsets of brackets that are not closed. */
function openBrackets(ts: TypeScript, node: typescript.Node, file = node.getSourceFile()): number[] {
  const children = node.getChildren(file);
  return children.flatMap((child, index) => {
    if (child.getChildCount(file) > 0) return openBrackets(ts, child, file);
    const closing = pairs[child.getText(file)];
    const isClosed = children.slice(index + 1).some((later) => later.getText(file) === closing);
    return closing === undefined || isClosed ? [] : [child.getStart(file)];
  });
}

function textOf({ messageText }: Pick<typescript.Diagnostic, "messageText">): string {
  return typeof messageText === "string" ? messageText : messageText.messageText;
}
