import type { Diagnostic } from "tslab/dist/converter";

/** Lines that are not TypeScript, by what they begin with, and what to write instead. */
const notTypeScript: [pattern: RegExp, advice: (match: RegExpExecArray) => string][] = [
  [
    /^\s*!\s*(\S.*)$/m,
    () =>
      "A cell holds TypeScript. Programs run in a terminal (File > New > Terminal), or by " +
      'import { execSync } from "node:child_process".',
  ],
  [
    /^\s*%%?time(?:it)?\b/m,
    () =>
      'Cell magics belong to IPython. Time is measured by console.time("name") and console.timeEnd("name").',
  ],
  [/^\s*(%%?\w+)/m, ([, magic]) => `${magic} belongs to IPython. A cell holds TypeScript.`],
  [
    /^\s*(?:\?+\s*([\w.]+)|([\w.]+)\s*\?+)\s*$/m,
    ([, before, after]) => `To read about ${before ?? after}, put the cursor on it and press Shift+Tab.`,
  ],
  [
    /^\s*(?:import\s+[\w.]+(?:\s+as\s+\w+)?|from\s+[\w.]+\s+import\s+.*)\s*$/m,
    () =>
      'This is Python. In TypeScript: import { tf } from "linear-networks", where tf has what NumPy has for tensors.',
  ],
  [
    /^\s*(?:def\s+\w+\(.*\)|(?:if|for|while|elif|else|class)\b[^{(]*)\s*:\s*$/m,
    () => "This is Python. TypeScript has braces: function f(x: number) { … }, for (const x of list) { … }.",
  ],
];

/** Names of other languages, and what they are called here. */
const otherNames: Record<string, string> = {
  print: "console.log(…) prints.",
  len: "The length of a list or string is list.length.",
  range: "Count by for (let i = 0; i < n; i++), or Array.from({ length: n }, (_, i) => i).",
  np: 'Tensors are in tf: import { tf } from "linear-networks".',
  input: "The kernel cannot ask for input: assign the value in the cell.",
  prompt: "The kernel cannot ask for input: assign the value in the cell.",
  alert: "console.log(…) prints.",
  document: 'Cells run in Node, which has no document. To show HTML: import { display } from "tslab".',
  None: "It is called null or undefined.",
  True: "It is written true.",
  False: "It is written false.",
};

const unknownName = /^Cannot find name '([^']+)'/;

/** The name that a diagnostic says is not known. */
export function unknownNameOf({ messageText }: Diagnostic): string | undefined {
  return unknownName.exec(messageText)?.[1];
}

/** Tells of which package a name is an export. */
export type FindExport = (name: string) => string | undefined;

/**
 * One line on what to write instead, for mistakes that beginners make.
 *
 * @param diagnostic one of the cell
 * @param line the line of the cell that it is about
 */
export function adviceOn(diagnostic: Diagnostic, line: string, findExport: FindExport): string | undefined {
  const name = unknownNameOf(diagnostic);
  if (name && Object.hasOwn(otherNames, name)) return otherNames[name];
  for (const [pattern, advice] of notTypeScript) {
    const match = name === undefined && diagnostic.code >= 2000 ? null : pattern.exec(line);
    if (match) return advice(match);
  }
  if (!name) return undefined;
  const from = findExport(name);
  if (from) return `Import it: import { ${name} } from "${from}"; or run the cell above that does.`;
  return "If a cell above declares it, run that first: Run > Run All Above Selected Cell.";
}
