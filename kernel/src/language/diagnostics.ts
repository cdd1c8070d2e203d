import type { TypeScript, typescript } from "./tslab";

type DiagnosticsOf = (program: typescript.Program, files: typescript.SourceFile[]) => typescript.Diagnostic[];

/** TypeScript's numbers of what is treated specially. */
const codes = {
  expected: 1005,
  /** "The parser expected to find a '}' to match the '{' token here." */
  toMatch: 1007,
  /** "Did you forget to use 'await'?" */
  forgotAwait: 2773,
  /** A file outside of the notebook's folder, which matters only to where a compiler writes. */
  notUnderRoot: 6059,
};

/** Makes tslab hear of a cell's diagnostics what helps its writer. */
export function hookDiagnostics(ts: TypeScript) {
  const functions = ts as unknown as { getPreEmitDiagnosticsOfFiles: DiagnosticsOf };
  const original = functions.getPreEmitDiagnosticsOfFiles;
  functions.getPreEmitDiagnosticsOfFiles = (program, files) =>
    original(program, files)
      .filter(({ code }) => code !== codes.notUnderRoot)
      .map((diagnostic) => withMatch(withHint(diagnostic)));
}

/** A hint that TypeScript gives beside a diagnostic follows it as a reason. */
function withHint(diagnostic: typescript.Diagnostic): typescript.Diagnostic {
  const hint = diagnostic.relatedInformation?.find(({ code }) => code === codes.forgotAwait);
  if (!hint) return diagnostic;
  const { messageText: text, category, code } = diagnostic;
  const message = typeof text === "string" ? { messageText: text, category, code } : text;
  const added = { messageText: textOf(hint), category: hint.category, code: hint.code };
  return { ...diagnostic, messageText: { ...message, next: [...(message.next ?? []), added] } };
}

/** Where a closing bracket is missing, the place is that of the opening one, and not the end of the cell. */
function withMatch(diagnostic: typescript.Diagnostic): typescript.Diagnostic {
  const opening = diagnostic.relatedInformation?.find(({ code }) => code === codes.toMatch);
  if (diagnostic.code !== codes.expected || opening?.start === undefined || !diagnostic.file)
    return diagnostic;
  const isAtEnd =
    diagnostic.file.text.slice((diagnostic.start ?? 0) + (diagnostic.length ?? 0)).trim() === "";
  const isOfSuffix = /^\s*export \{/.test(diagnostic.file.text.slice(diagnostic.start));
  if (!isAtEnd && !isOfSuffix) return diagnostic;
  const { category } = diagnostic;
  const reason = {
    messageText: "It would match the bracket that is opened here.",
    category,
    code: opening.code,
  };
  const messageText = {
    messageText: textOf(diagnostic),
    category,
    code: diagnostic.code,
    next: [reason],
  };
  return { ...diagnostic, start: opening.start, length: opening.length ?? 1, messageText };
}

function textOf({ messageText }: typescript.DiagnosticRelatedInformation): string {
  return typeof messageText === "string" ? messageText : messageText.messageText;
}
