import type { Diagnostic } from "tslab/dist/converter";
import { adviceOn, adviceOnForeign, type FindExport, unknownNameOf } from "./advice";
import type { Description } from "./describe-error";
import { colors, excerpt } from "./excerpt";

const most = 5;

/**
 * A cell's compile errors as a Jupyter error.
 *
 * @param diagnostics at least one; TypeScript's explanations of a diagnostic follow it at the same position
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
  /** Advice that was given: once is enough for everything that follows from one mistake. */
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

/**
 * The diagnostics that can be relied on. If a cell has syntax errors, those about types are guesswork; if a type is
 * wrong, those about declarations are.
 */
function certain(diagnostics: Diagnostic[]): Diagnostic[] {
  const guesswork = ({ code }: Diagnostic) => (code < 2000 ? 0 : code < 4000 || code >= 5000 ? 1 : 2);
  const least = Math.min(...diagnostics.map(guesswork));
  return diagnostics.filter((each) => guesswork(each) === least);
}

/** Replaces the path of the file that declares a type by the name of its package. */
function byPackage(diagnostic: Diagnostic): Diagnostic {
  const messageText = diagnostic.messageText.replaceAll(
    /import\("[^"]*\/node_modules\/((?:@[^/"]+\/)?[^/"]+)[^"]*"\)/g,
    'import("$1")',
  );
  return { ...diagnostic, messageText };
}

/** Reports an unknown name only where it occurs first. */
function oncePerName(groups: Diagnostic[][]): Diagnostic[][] {
  const names = groups.map(([main]) => unknownNameOf(main));
  return groups.filter((_, index) => names[index] === undefined || names.indexOf(names[index]) === index);
}

/** Puts diagnostics at the same position together. */
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
