import type { CellRegistry } from "./cells";
import { colors, excerpt } from "./excerpt";
import { framesOf } from "./frames";
import { host } from "./host";

/** The content of a Jupyter error message. */
export interface Description {
  ename: string;
  evalue: string;
  traceback: string[];
}

const deepest = 5;

/**
 * A thrown value as a Jupyter error: its stack in terms of cells, with the code at fault, its cause, and the
 * errors that it combines.
 *
 * @param thrown anything
 */
export function describeError(thrown: unknown, cells: CellRegistry): Description {
  if (!isError(thrown)) {
    const shown = show(thrown);
    const advice = "What was thrown is not an Error, so it has no record of where it was thrown.";
    return { ename: "Thrown value", evalue: shown, traceback: [title("Thrown value", shown), advice] };
  }
  const evalue = messageOf(thrown);
  return { ename: nameOf(thrown), evalue, traceback: describeDeep(thrown, cells, 0) };
}

function isError(value: unknown): value is Error {
  try {
    return host.isNativeError(value) || value instanceof Error;
  } catch {
    return false; // a proxy that throws
  }
}

function describeDeep(error: Error, cells: CellRegistry, depth: number): string[] {
  const { errors, cause } = error as { errors?: unknown; cause?: unknown };
  const inner = [
    ...(cause === undefined ? [] : labelled("Cause", cause)),
    ...(Array.isArray(errors) ? errors.flatMap((each, index) => labelled(`Error ${index + 1}`, each)) : []),
  ];
  return [
    title(nameOf(error), messageOf(error)),
    ...describeStack(error, cells),
    ...details(error),
    ...inner,
  ];

  function labelled(label: string, value: unknown): string[] {
    if (!isError(value) || depth >= deepest) {
      return ["", `${colors.bold}${label}${colors.plain}: ${show(value)}`];
    }
    const [first, ...rest] = describeDeep(value, cells, depth + 1);
    return ["", `${colors.bold}${label}${colors.plain}: ${first}`, ...rest];
  }
}

function describeStack(error: Error, cells: CellRegistry): string[] {
  /** Cells whose code is already shown. Only the innermost is shown with the lines around it. */
  const shown = new Set<string>();
  return framesOf(error, cells).flatMap((frame) => {
    if (!frame.cell) return [`    ${frame.text}`];
    const code = shown.has(frame.cell.name)
      ? []
      : excerpt(cells.lines(frame.cell.name), frame.cell, shown.size === 0 ? 2 : 0);
    shown.add(frame.cell.name);
    return [`    ${frame.text}`, ...code];
  });
}

/** The further properties of an error, such as the `code` of a system error. */
function details(error: Error): string[] {
  const known = new Set(["stack", "message", "name", "cause", "errors"]);
  const entries = Object.entries(error).filter(([key]) => !known.has(key));
  return entries.length === 0 ? [] : [show(Object.fromEntries(entries))];
}

function title(name: string, message: string) {
  return `${colors.red}${colors.bold}${name}${colors.plain}${message ? `: ${message}` : ""}`;
}

function nameOf(error: Error) {
  return String(error.name || error.constructor?.name || "Error");
}

/** The message of an error. In TensorFlow's own messages, the operation replaces the number at the beginning. */
function messageOf({ message, stack }: Error): string {
  const [, reason] = /^Invalid TF_Status: \d+\s+Message: ([^]*)$/.exec(String(message)) ?? [];
  if (reason === undefined) return String(message);
  const [, operation] = /^\s+at (?:\w+\.)?([a-z]\w*?)_(?:_op)? \(/m.exec(String(stack)) ?? [];
  return operation === undefined ? reason : `${operation}: ${reason}`;
}

function show(value: unknown): string {
  try {
    return typeof value === "string" ? value : host.inspect(value);
  } catch {
    return "(a value that cannot be shown)";
  }
}
