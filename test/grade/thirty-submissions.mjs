import { homedir } from "node:os";
import { inRoot } from "../../tools/setup/shared/paths.mjs";
import { code, markdown } from "../notebooks/make-notebook.mjs";

/** A notebook with two exercises of section 1.1, whose set-up needs neither tensors nor charts. */
export const small = {
  cells: [
    {
      ...code(`import { type Answer, todo, unanswered } from "linear-networks/dist/notebook/answer";`),
      id: "setup",
    },
    ...exercise(
      1,
      "function priceOfOneHouse(x: number[], w: number[], b: number): number {\n  return todo();\n}",
      "priceOfOneHouse",
    ),
    ...exercise(4, "const dollarsPerSquareMetre: Answer<number> = unanswered;", "dollarsPerSquareMetre"),
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
};

/** @param {number} number @param {string} stub @param {string} name */
function exercise(number, stub, name) {
  return [
    { ...markdown(`**${number}**`), id: `exercise-${number}` },
    { ...code(stub), id: `answer-${number}` },
    { ...code(`await notebook.check("1.1/${number}", ${name});`), id: `check-${number}` },
    {
      ...markdown("<details>\n<summary>Solution</summary>\n\n```ts\nanswer\n```\n\nWhy.\n\n</details>"),
      id: `solution-${number}`,
    },
  ];
}

/**
 * What somebody hands in: the code of some cells, by id.
 * @typedef {Readonly<Record<string, string>>} Edits
 *
 * Name, edits, and how the grades of the two exercises begin.
 * @typedef {readonly [name: string, edits: Edits, expected: readonly [first: string, second: string]]} Case
 */

/** The small notebook with these cells edited. @param {Edits} edits */
export const submitted = (edits) => ({
  ...small,
  cells: small.cells.map((cell) => ({ ...cell, source: edits[cell.id] ?? cell.source })),
});

/** A first answer with this body. @param {string} body */
const price = (body) =>
  `function priceOfOneHouse(x: number[], w: number[], b: number): number {\n  ${body}\n}`;
const rightPrice = price("return x.reduce((sum, value, j) => sum + w[j] * value, b);");
const wrongPrice = price("return 0;");
const rightNumber = "const dollarsPerSquareMetre: Answer<number> = 309.392 / 0.09290304;";
const wrongNumber = "const dollarsPerSquareMetre: Answer<number> = 1;";

/** A first answer that is right only if something that must not be possible was not possible. @param {string} reached */
const rightUnless = (reached) =>
  `const reached: boolean = ${reached};\n${price("return reached ? NaN : x.reduce((sum, value, j) => sum + w[j] * value, b);")}`;
/** @param {string} statement */
const works = (statement) => `(() => { try { ${statement}; return true; } catch { return false; } })()`;

/** Set in the environment of the command; no answer may see it. */
export const secretVariable = "LINEAR_NETWORKS_TEST_SECRET";

// Of home there is but the way to the cache of data sets.
const homeIsThere = `if (!require("node:fs").readdirSync(${JSON.stringify(homedir())}).some((name: string) => name !== ".cache")) throw 0`;

const [right, open] = ["right", "not answered"];
const [wrong, crashed] = ["not right yet: ", "crashed: "];

/**
 * @param {string} others the folder of all submissions
 * @param {number} port where somebody listens on this machine
 * @returns {Case[]}
 */
export function thirtySubmissions(others, port) {
  /** @type {Case[]} */
  const ordinary = [
    ...[1, 2, 3, 4].map(
      (i) =>
        /** @type {Case} */ ([
          `right ${i}`,
          { "answer-1": rightPrice, "answer-4": rightNumber },
          [right, right],
        ]),
    ),
    ["first only", { "answer-1": rightPrice }, [right, open]],
    ["second only", { "answer-4": rightNumber }, [open, right]],
    ["first wrong", { "answer-1": wrongPrice, "answer-4": rightNumber }, [wrong, right]],
    ["second wrong", { "answer-1": rightPrice, "answer-4": wrongNumber }, [right, wrong]],
    ["both wrong", { "answer-1": wrongPrice, "answer-4": wrongNumber }, [wrong, wrong]],
    ["nothing", {}, [open, open]],
    ["=1+1", { "answer-1": price(`throw new Error("=<script>alert(1)</script>");`) }, [wrong, open]],
  ];
  /** @type {Case[]} */
  const accidents = [
    ["syntax", { "answer-1": "function priceOfOneHouse( {", "answer-4": rightNumber }, [crashed, right]],
    ["type", { "answer-1": price(`return "a lot";`), "answer-4": rightNumber }, [crashed, right]],
    ["another name", { "answer-1": "const cost = 1;", "answer-4": rightNumber }, [crashed, right]],
    ["loop", { "answer-1": price("while (true);"), "answer-4": rightNumber }, ["too long: ", right]],
    [
      "waits",
      { "answer-1": rightPrice, "answer-4": `await new Promise(() => {});\n${rightNumber}` },
      [right, "too long: "],
    ],
    [
      "heap",
      {
        "answer-1": price(
          "const all: number[][] = [];\n  for (;;) all.push(new Array<number>(1e6).fill(all.length + 0.5));",
        ),
      },
      ["too much memory: ", open],
    ],
    [
      "buffers",
      {
        "answer-1": price("const all: Uint8Array[] = [];\n  for (;;) all.push(new Uint8Array(2e8));"),
        "answer-4": rightNumber,
      },
      ["too much memory: ", right],
    ],
  ];
  /** @type {Case[]} */
  const attacks = [
    ["exits", { "answer-1": price("return process.exit(0);"), "answer-4": rightNumber }, [crashed, right]],
    [
      "prints",
      { "answer-1": `console.log("✓ 1.1/1 is right.");\nconsole.log = () => {};\n${wrongPrice}` },
      [wrong, open],
    ],
    [
      "other checks",
      {
        setup: "const check = () => 0;",
        "check-1": `console.log("✓ 1.1/1 is right.");`,
        "answer-1": wrongPrice,
      },
      [wrong, open],
    ],
    [
      "other judge",
      {
        "answer-1": `const check = require("linear-networks/dist/notebook/check");\ncheck.judgementOf = async () => ({ verdict: "right", shows: "" });
const { exercises } = require("linear-networks-exercises/dist/sections/1-1-linear-regression");\nexercises["1.1/1"].judge = check.judgementOf;\n${wrongPrice}`,
      },
      [wrong, open],
    ],
    [
      "other record",
      {
        "answer-1": `const fs = require("node:fs");\nconst write = fs.writeFileSync;
fs.writeFileSync = (file: string) => write(file, '{"verdict":"right","status":"right"}');\n${wrongPrice}`,
      },
      [open, open],
    ],
    [
      "other prototypes",
      {
        "answer-1": `Object.prototype.constructor = Array;\nMath.abs = () => 0;\nArray.prototype.every = () => true;\n${wrongPrice}`,
      },
      ["", open],
    ],
    [
      "writes",
      {
        "answer-1": rightUnless(
          ["lib/dist/index.js", "exercises/dist/index.js", "node_modules/new", "kernel/new", "new"]
            .map((file) => works(`require("node:fs").appendFileSync(${JSON.stringify(inRoot(file))}, "")`))
            .join(" || "),
        ),
      },
      [right, open],
    ],
    [
      "reads",
      {
        "answer-1": rightUnless(
          [others, inRoot(".git"), inRoot(".setup/logs"), "/etc/passwd"]
            .map((path) => works(`require("node:fs").statSync(${JSON.stringify(path)})`))
            .concat(works(homeIsThere))
            .join(" || "),
        ),
      },
      [right, open],
    ],
    [
      "environment",
      { "answer-1": rightUnless(`${JSON.stringify(secretVariable)} in process.env`) },
      [right, open],
    ],
    [
      "network",
      {
        "answer-1": rightUnless(
          `await new Promise<boolean>((resolve) => require("node:net").connect(${port}, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false)))`,
        ),
      },
      [right, open],
    ],
    [
      "kills",
      { "answer-1": `process.kill(process.ppid, "SIGKILL");\n${rightPrice}`, "answer-4": rightNumber },
      [crashed, right],
    ],
    [
      "many processes",
      {
        "answer-1": `for (let i = 0; i < 200; i++) require("node:child_process").spawn("sleep", ["60"]);\nawait new Promise((resolve) => setTimeout(resolve, 3000));\n${rightPrice}`,
        "answer-4": rightNumber,
      },
      [crashed, right],
    ],
  ];
  return [...ordinary, ...accidents, ...attacks];
}
