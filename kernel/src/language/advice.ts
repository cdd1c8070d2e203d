import type { Diagnostic } from "tslab/dist/converter";

const blocks =
  "This is Python. TypeScript uses braces: function f(x: number) { … }, for (const x of list) { … }.";
const terminal =
  "A cell holds TypeScript. Programs run in a terminal (File > New > Terminal), or with " +
  'import { execSync } from "node:child_process".';
const logs = "console.log(…) prints.";
const noInput = "The kernel cannot ask for input: assign the value in the cell.";

/** Lines that are not TypeScript, after their quoted texts have been emptied, and what to write instead. */
const notTypeScript: [pattern: RegExp, advice: string | ((match: RegExpExecArray) => string)][] = [
  [/^\s*#(?!\w+\s*[=;(:])|\s#\s/, "A comment begins with // in TypeScript."],
  [/^\s*!\s*\w/, terminal],
  [
    /^\s*(?:pip3?|conda|npm|npx|yarn|git|cd|ls|sudo|apt(?:-get)?|echo|cat|mkdir|rm|python3?)\s+[\w.~/"-]/,
    terminal,
  ],
  [
    /^\s*%%?time(?:it)?\b/,
    'Magics belong to IPython. Measure time with console.time("name") and console.timeEnd("name").',
  ],
  [/^\s*(%%?\w+)/, ([, magic]) => `${magic} belongs to IPython. A cell holds TypeScript.`],
  [
    /^\s*(?:\?+\s*([\w.]+)|([\w.]+)\s*\?+)\s*$/,
    ([, before, after]) => `To read about ${before ?? after}, put the cursor on it and press Shift+Tab.`,
  ],
  [
    /^\s*(?:import\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*|from\s+[\w.]+\s+import\b.*)\s*;?\s*$/,
    'This is Python. In TypeScript: import { tf } from "linear-networks"; tf computes with tensors as NumPy does with arrays.',
  ],
  [/\b[frb]""/i, "To put values into a string, use backquotes: `x is ${x}`."],
  [/""""/, "A string of several lines is written between backquotes: `…`."],
  [/^\s*print\b/, logs],
  [/^\s*raise\b/, 'raise is written throw: throw new Error("…").'],
  [/^\s*(?:async\s+)?(?:def|if|elif|else|for|while|class|try|except|finally|with)\b.*:\s*$/, blocks],
  [
    /^\s*(?:(?:if|elif|while)\s+[^(\s].*:|for\s+\w+(?:\s*,\s*\w+)*\s+in\b|(?:async\s+)?def\s|except\b)/,
    blocks,
  ],
  [
    /[[({].*\bfor\s+\w+(?:\s*,\s*\w+)*\s+in\b/,
    "Instead of a comprehension: list.map((x) => …), and list.filter((x) => …).",
  ],
  [/\blambda\b/, "A lambda is written (x) => x + 1."],
  [/(?<!\belse)\s+if\s+[^(\s].*\selse\b/, "A choice between two values is written condition ? one : other."],
  [
    /\b(?:and|or)\b|\bnot\s+[\w(]|\bis\s+(?:not|None|True|False)\b/,
    "Write && for and, || for or, ! for not, and === for is.",
  ],
  [
    /^\s*(?:del|assert|global|nonlocal)\s/,
    ([word]) => `${word.trim()} belongs to Python. A cell holds TypeScript.`,
  ],
  [
    /^\s*(?:int|float|double|char|bool|boolean|string|String|long|auto)\s+\w+\s*(?:=|;|$)/,
    "The type follows the name: const x: number = 5.",
  ],
];

/** The same advice on several names, with the name in the place of `%`. */
function forEach(names: string, advice: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, advice.replace("%", name)]));
}

/** Names of other languages, and what they are called here. */
const otherNames: Record<string, string> = {
  ...forEach("print printf System alert Console", logs),
  ...forEach("input prompt", noInput),
  ...forEach("elif pass self", "% belongs to Python."),
  ...forEach("np torch", 'Tensors are in tf: import { tf } from "linear-networks".'),
  ...forEach("exit quit", "The kernel is restarted or shut down from the menu Kernel."),
  ...forEach("help dir", "To read about a name, put the cursor on it and press Shift+Tab."),
  ...forEach("int float", 'The type of numbers is number; Number("5") converts a string.'),
  str: "The type of strings is string; String(5) converts a number.",
  bool: "The type of true and false is boolean.",
  list: "A list is written [1, 2, 3].",
  dict: "An object is written { name: value }.",
  len: "The length of a list or string is list.length.",
  sum: "The sum of a list is list.reduce((sum, x) => sum + x, 0).",
  sorted: "A sorted copy of a list is [...list].sort((a, b) => a - b).",
  enumerate: "list.entries() gives indices and elements.",
  type: "The type of a value is typeof value.",
  range: "Count with for (let i = 0; i < n; i++), or Array.from({ length: n }, (_, i) => i).",
  pi: "It is written Math.PI.",
  display: 'Import it: import { display } from "tslab".',
  plt: 'Charts are functions of charts, for example charts.curves: import { charts, show } from "linear-networks".',
  pd: 'data.csvSamples reads tables: import { data } from "linear-networks".',
  document: 'Cells run in Node, which has no document. To show HTML: import { display } from "tslab".',
  window: "Cells run in Node, which has no window. The global object is globalThis.",
  None: "It is called null or undefined.",
  True: "It is written true.",
  False: "It is written false.",
};

/** Those of these names that cells often declare. */
const alsoOfCells = new Set(["dict", "list", "pi", "range", "self", "sorted", "sum", "type"]);

/** Characters that look like those of TypeScript, apart from the full-width ones. */
const signs: Record<string, string> = {
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "。": ".",
  "、": ",",
  "−": "-",
  "×": "*",
};

function adviceOnCharacter(sign: string): string | undefined {
  const plain = Object.hasOwn(signs, sign) ? signs[sign] : sign.normalize("NFKC");
  return plain === sign ? undefined : `Write ${plain} instead of ${sign}, which only looks like it.`;
}

const unknownName = /^Cannot find name '([^']+)'/;

/** The unknown name that a diagnostic is about. */
export function unknownNameOf({ messageText }: Diagnostic): string | undefined {
  return unknownName.exec(messageText)?.[1];
}

/** An export of a package, and how it is written: `losses.softmax` where a group of names is imported. */
export interface Export {
  readonly from: string;
  readonly path: string;
}

/** Finds out how a name is imported; undefined if no known package exports it. */
export type FindExport = (name: string) => Export | undefined;

/**
 * One line on what to write instead of something that is not TypeScript. Everything else that the compiler says about
 * such a line is guesswork.
 *
 * @param line the line of the cell that a diagnostic is about
 */
export function adviceOnForeign(diagnostic: Diagnostic, line: string): string | undefined {
  if (diagnostic.code >= 2000 && unknownNameOf(diagnostic) === undefined) return undefined;
  const code = line.replace(/(["'`])(?:\\.|(?!\1)[^\\])*(?:\1|$)/g, '""').replace(/\/\/.*/, "");
  for (const [pattern, advice] of notTypeScript) {
    const match = pattern.exec(code);
    if (match) return typeof advice === "string" ? advice : advice(match);
  }
  return undefined;
}

/**
 * One line on what to write instead, for mistakes that beginners make.
 *
 * @param line the line of the cell that the diagnostic is about
 */
export function adviceOn(diagnostic: Diagnostic, line: string, findExport: FindExport): string | undefined {
  const { code, messageText, start, end } = diagnostic;
  if (code === 1108)
    return "A cell shows the value of its last expression: write that alone, without return.";
  if (code === 1127) return adviceOnCharacter(line.slice(start.character, start.character + 1));
  const isClosing = /^[)\]}]/.test(line.slice(start.character));
  if (isClosing && (code === 1128 || messageText === "';' expected.")) {
    return "This closes no open bracket: delete it, or add the opening bracket before it.";
  }
  const [, notValue] = /^'(\w+)' only refers to a type/.exec(messageText) ?? [];
  const typed = notValue && /^\s*(\w+)\s*:\s*\w+\s*=/.exec(line);
  if (typed) return `Declare a new name: const ${typed[1]}: ${notValue} = ….`;
  const name = unknownNameOf(diagnostic) ?? notValue;
  if (!name) return undefined;
  const above = "If a cell above declares it, run that cell first: Run > Run All Above Selected Cell.";
  if (Object.hasOwn(otherNames, name)) {
    return alsoOfCells.has(name) ? `${otherNames[name]} ${above}` : otherNames[name];
  }
  if (notValue) return undefined;
  if (Object.hasOwn(Math, name)) return `It is written Math.${name}. ${above}`;
  const found = findExport(name);
  if (found) {
    const [imported] = found.path.split(".");
    const use = imported === name ? "" : `, and write ${found.path}`;
    return `Import it: import { ${imported} } from "${found.from}"${use}; or run the cell above that does.`;
  }
  const rest = line.slice(end.character);
  if (/\(\s*$/.test(line.slice(0, start.character)) && /^\s+(?:of|in)\s/.test(rest)) {
    return `Declare a new name: for (const ${name} of …).`;
  }
  if (!/^\s*=(?![=>])/.test(rest)) return above;
  return `Declare a new name: const ${name} = …, or let ${name} = … if it changes later. ${above}`;
}
