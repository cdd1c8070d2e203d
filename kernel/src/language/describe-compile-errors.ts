import type { Diagnostic } from "tslab/dist/converter";
import { adviceOn, adviceOnForeign, type FindExport, unknownNameOf } from "./advice";
import type { Description } from "./describe-error";
import { colors, excerpt } from "./excerpt";

const most = 5;

/**
 * A cell's compile errors as a Jupyter error.
 *
 * @param diagnostics at least one; TypeScript's explanation of one follows it at the same place
 * @param code the cell
 * @param cell its name, as in `cell [3]`
 */
export function describeCompileErrors(
  diagnostics: Diagnostic[],
  code: string,
  cell: string,
  findExport: FindExport,
): Description {
  const lines = code.split(/\r?\n/);
  diagnostics = diagnostics.map(byPackage);
  const foreign = diagnostics.find((each) => adviceOnForeign(each, lineOf(each)));
  const groups = foreign ? [[foreign]] : oncePerName(grouped(certain(diagnostics)));
  const [first] = groups;
  /** One line of advice is enough for all that follows from one mistake. */
  const advised = new Set<string>();
  const more = groups.length > 1 ? ` (and ${groups.length - 1} more)` : "";
  const evalue = `TS${first[0].code}: ${first[0].messageText}${more}`;
  const shown = groups
    .slice(0, most)
    .flatMap((group, index) => [...(index > 0 ? [""] : []), ...describeGroup(group)]);
  const rest = groups.length > most ? ["", `... and ${groups.length - most} more`] : [];
  return { ename: "CompileError", evalue, traceback: [...shown, ...rest] };

  function describeGroup([main, ...reasons]: Diagnostic[]): string[] {
    const { red, bold, plain } = colors;
    const place = { line: Math.min(main.start.line + 1, lines.length), column: main.start.character + 1 };
    const advice = adviceOnForeign(main, lineOf(main)) ?? adviceOn(main, lineOf(main), findExport);
    const where = `${main.fileName ?? cell}, line ${place.line}, column ${place.column}`;
    const text = [
      `${red}${bold}CompileError${plain} TS${main.code}: ${main.messageText}`,
      ...reasons.map((reason) => `  ${reason.messageText}`),
      ...(advice && !advised.has(advice) ? [`  ${advice}`] : []),
      `    at ${where}`,
      ...(main.fileName ? [] : excerpt(lines, { ...place, length: main.end.offset - main.start.offset }, 1)),
    ];
    if (advice) advised.add(advice);
    return text;
  }

  function lineOf({ fileName, start }: Diagnostic): string {
    return fileName ? "" : (lines[start.line] ?? "");
  }
}

/** Where a cell cannot be read, what its types say is guesswork; where a type is wrong, what its declaration says. */
function certain(diagnostics: Diagnostic[]): Diagnostic[] {
  const certainOnes = [
    ({ code }: Diagnostic) => code < 2000,
    ({ code }: Diagnostic) => code < 4000 || code >= 5000,
  ]
    .map((isCertain) => diagnostics.filter(isCertain))
    .find((found) => found.length > 0);
  return certainOnes ?? diagnostics;
}

/** Names the package in place of the file that declares a type. */
function byPackage(diagnostic: Diagnostic): Diagnostic {
  const messageText = diagnostic.messageText.replaceAll(
    /import\("[^"]*\/node_modules\/((?:@[^/"]+\/)?[^/"]+)[^"]*"\)/g,
    'import("$1")',
  );
  return { ...diagnostic, messageText };
}

/** A name that is not known is told where it stands first. */
function oncePerName(groups: Diagnostic[][]): Diagnostic[][] {
  const told = new Set<string>();
  return groups.filter(([main]) => {
    const name = unknownNameOf(main);
    if (name === undefined) return true;
    const isFirst = !told.has(name);
    told.add(name);
    return isFirst;
  });
}

/** Those at one place belong together. */
function grouped(diagnostics: Diagnostic[]): Diagnostic[][] {
  const groups: Diagnostic[][] = [];
  for (const diagnostic of diagnostics) {
    const latest = groups.at(-1);
    const isReason =
      latest?.[0].start.offset === diagnostic.start.offset && latest[0].end.offset === diagnostic.end.offset;
    if (latest && isReason) latest.push(diagnostic);
    else groups.push([diagnostic]);
  }
  return groups;
}
