import type { Session } from "./session";
import { nodesIn, parse } from "./syntax";
import type { TypeScript, typescript } from "./tslab";

/** What can be written at a cursor. Positions are counted in characters, as in Jupyter. */
export interface Completions {
  matches: string[];
  start: number;
  end: number;
  /** The kind of each match, such as "method" or "const"; empty if it is unknown. */
  kinds: string[];
}

/** What is known about the code at a cursor, in two formats. */
export interface Inspection {
  plain: string;
  markdown: string;
}

/** The completions at a cursor. */
export function completionsAt(session: Session, code: string, cursor: number): Completions {
  const completed = session.complete(code, unitsBefore(code, cursor));
  const kinds = new Map(completed.original?.entries.map(({ name, kind }) => [name, kind]));
  return {
    matches: completed.candidates,
    start: charactersBefore(code, completed.start),
    end: charactersBefore(code, completed.end),
    kinds: completed.candidates.map((name) => kinds.get(name) ?? ""),
  };
}

/** Describes the code at a cursor or before it, or the function whose arguments are being written there. */
export function inspectionAt(
  ts: TypeScript,
  session: Session,
  code: string,
  cursor: number,
): Inspection | undefined {
  for (const place of placesToLook(ts, code, unitsBefore(code, cursor))) {
    const info = session.inspect(code, place);
    if (info) return describe(ts, info);
  }
  return undefined;
}

function* placesToLook(ts: TypeScript, code: string, position: number) {
  yield position;
  if (position > 0) yield position - 1;
  const callee = nodesIn(ts, parse(ts, code))
    .filter((node) => ts.isCallExpression(node) || ts.isNewExpression(node))
    .filter(({ end }) => code[end - 1] !== ")" || position <= end) // the call is still being written, or ends after the cursor
    .map((node) => (node as typescript.CallExpression).expression)
    .filter(({ end }) => end < position)
    .at(-1);
  if (callee) yield (ts.isPropertyAccessExpression(callee) ? callee.name : callee).getStart();
}

function describe(ts: TypeScript, info: typescript.QuickInfo): Inspection {
  const signature = ts.displayPartsToString(info.displayParts);
  const text = ts.displayPartsToString(info.documentation).trim();
  const tags = (info.tags ?? []).map((tag) => [`@${tag.name}`, ts.displayPartsToString(tag.text).trim()]);
  const plain = [signature, text, tags.map((tag) => tag.join(" ").trim()).join("\n")];
  const marked = tags.map(([name, rest]) =>
    rest.includes("\n") ? `*${name}*\n\n${fenced(rest)}` : `*${name}* ${rest}`,
  );
  return {
    plain: plain.filter(Boolean).join("\n\n"),
    markdown: [fenced(signature), text, ...marked].filter(Boolean).join("\n\n"),
  };
}

function fenced(code: string) {
  return code.startsWith("```") ? code : `\`\`\`ts\n${code}\n\`\`\``;
}

/** Jupyter counts positions in characters, JavaScript in UTF-16 units. */
function unitsBefore(code: string, characters: number) {
  return [...code].slice(0, characters).join("").length;
}

function charactersBefore(code: string, units: number) {
  return [...code.slice(0, units)].length;
}
