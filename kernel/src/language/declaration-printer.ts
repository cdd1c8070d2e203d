import type { TypeScript, typescript } from "./tslab";

/**
 * Makes tslab print the declarations of earlier cells as they were written, but for those that it has changed: to
 * print each of them from its syntax tree takes a quarter of the time of a cell where there are hundreds.
 */
export function hookPrinter(ts: TypeScript) {
  const create = ts.createPrinter;
  const replaced: typeof create = (options, handlers) => {
    const printer = create(options, handlers);
    const printFile = (file: typescript.SourceFile) =>
      file.statements
        .map((statement) =>
          isAsWritten(ts, statement, file)
            ? file.text.slice(statement.getStart(file, true), statement.end)
            : printer.printNode(ts.EmitHint.Unspecified, statement, file),
        )
        .map((text) => `${text}\n`)
        .join("");
    return { ...printer, printFile };
  };
  Object.assign(ts, { createPrinter: replaced });
}

/** Whether a statement is still what its text says: tslab takes names out of variable statements and imports. */
function isAsWritten(ts: TypeScript, statement: typescript.Statement, file: typescript.SourceFile): boolean {
  if (ts.isImportDeclaration(statement)) return false;
  if (!ts.isVariableStatement(statement)) return true;
  const { declarationList: list } = statement;
  const { declarations } = list;
  const first = declarations[0];
  if (first === undefined || declarations[declarations.length - 1].end !== list.end) return false;
  const keyword = file.text.slice(list.getStart(file), first.getStart(file));
  const isWhole = /^(?:const|let|var)\s+$/.test(keyword);
  return (
    isWhole && declarations.every(({ pos }, index) => index === 0 || pos === declarations[index - 1].end + 1)
  );
}
