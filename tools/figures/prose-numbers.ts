import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/shared/paths.mjs";
import { codeCells } from "../notebooks/notebook-file.ts";
import { outputTexts } from "../notebooks/output-problems.ts";

import type { Notebook } from "../notebooks/notebook-file.ts";

/** A number that the text of a notebook states. */
export interface ProseNumber {
  /** as it is written, for example "21,613", "−3.4", "86.5 %" or "5.4 million" */
  figure: string;
  /** the place of its cell among all cells, from 0 */
  cell: number;
  /** the words around it */
  context: string;
  /** what yields it; undefined where nothing does */
  source: string | undefined;
}

/** Says where a number comes from that neither a cell nor an exercise of the notebook yields. */
export interface StatedNumber {
  /** as the text writes it */
  figure: string;
  /**
   * "= " and an arithmetic expression whose value it is; a path from the project's folder, of a file that
   * holds it; or, for a fact about the world, where one can look it up
   */
  from: string;
}

/** A value, and half a unit of the last digit that is given of it. */
type Rounded = { value: number; within: number };

const units: Record<string, number> = { "%": 0.01, thousand: 1e3, million: 1e6, billion: 1e9 };
const prose =
  /(?<![\w.,/#·-])[−-]?\d[\d,]*(?:\.\d+)?(?:[  ]?(?:%|thousand|million|billion))?(?![\w/])(?!\.\d)/g;
const anyNumber = /\d[\d,_]*(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** Formulas, code, links' targets and references to other notebooks, whose digits state nothing. */
const notStated = [
  /```[\s\S]*?```/g,
  /\$\$[\s\S]*?\$\$/g,
  /\$[^$\n]*\$/g,
  /`[^`]*`/g,
  /\[[\d.]+\]\([^)]*\)/g,
  /\]\([^)]*\)/g,
  /\b(?:question|section|exercise)s? \d+(?:(?:, | and | to |, and )\d+)*/gi,
  /<[^>]*>/g,
  /^#+ .*$/gm,
  /\bnotebooks? [\d.]+(?:(?:,| to| and) [\d.]+)*/gi,
  /\[[\d.]+(?: ·|\])/g,
];

/** Small whole numbers count or number things, and a year belongs to a date. */
const statesNothing = (figure: string) => /^(?:\d|1[0-2]|(?:19\d|20[0-3])\d)$/.test(figure);

const digits = (text: string) => Number(text.replace(/[,_]/g, ""));

/** What a text may mean by a figure: 86.5 % is also 0.865, and 1,200,000 may be rounded to hundred thousands. */
function meanings(figure: string): Rounded[] {
  const [, number = "", unit] = figure.match(/^[−-]?([\d,.]+)\s?(.*)$/) ?? [];
  const value = digits(number.replace(/[,.]$/, ""));
  const decimals = number.match(/\.(\d+)/)?.[1].length ?? 0;
  const zeros = decimals === 0 ? (number.replaceAll(",", "").match(/0+$/)?.[0].length ?? 0) : 0;
  const within = 0.5 * 10 ** (zeros - decimals);
  const factor = units[unit];
  const plain = { value, within };
  return factor === undefined ? [plain] : [plain, { value: value * factor, within: within * factor }];
}

const means = (wanted: Rounded[], value: number) =>
  wanted.some(({ value: stated, within }) => Math.abs(stated - value) <= within * (1 + 1e-9));

const numbersIn = (text: string) => (text.match(anyNumber) ?? []).map(digits);

/** The value of an arithmetic expression of numbers and Math's functions. */
function valueOf(expression: string): number {
  if (!/^[\d\s.+*/(),e-]*(?:(?:log|sqrt|exp|PI)[\d\s.+*/(),e-]*)*$/.test(expression)) {
    throw new Error(`"${expression}" must be arithmetic with +, −, *, /, log, sqrt, exp and PI`);
  }
  const { log, sqrt, exp, PI } = Math;
  // oxlint-disable-next-line typescript/no-implied-eval -- the project's own file, and nothing but arithmetic
  const evaluate = new Function("log", "sqrt", "exp", "PI", `return ${expression};`);
  return Number(Reflect.apply(evaluate, undefined, [log, sqrt, exp, PI]));
}

/** Whether what is said of a stated number is true. */
export function isFoundation({ figure, from }: StatedNumber): boolean {
  const wanted = meanings(figure);
  if (from.startsWith("= ")) return means(wanted, Math.abs(valueOf(from.slice(2))));
  const isPath = /^[\w.-]+(?:\/[\w.-]+)+$/.test(from);
  if (!isPath) return from.includes(" ");
  const file = join(root, from);
  return existsSync(file) && numbersIn(readFileSync(file, "utf8")).some((value) => means(wanted, value));
}

/**
 * Lists the numbers in a notebook's text, with what yields each: the nearest code cell above it whose code or
 * output holds the number, else a later one, else the notebook's exercises, else the list of stated numbers.
 *
 * @param exercises source of the notebook's exercises
 * @param stated numbers from elsewhere
 */
export function proseNumbers(
  notebook: Notebook,
  { exercises = "", stated = [] }: { exercises?: string; stated?: readonly StatedNumber[] } = {},
): ProseNumber[] {
  const cells = codeCells(notebook).map(({ cell, index, number }) => {
    const output = (cell.outputs ?? []).flatMap(outputTexts).join("\n");
    return { index, name: `cell [${number}]`, numbers: numbersIn(`${cell.source}\n${output}`) };
  });
  const inExercises = numbersIn(exercises);
  const sourceOf = (figure: string, at: number) => {
    const wanted = meanings(figure);
    const holding = cells.filter(({ numbers }) => numbers.some((value) => means(wanted, value)));
    const cell = holding.filter(({ index }) => index < at).at(-1) ?? holding[0];
    if (cell) return cell.name;
    if (inExercises.some((value) => means(wanted, value))) return "exercises";
    return stated.find((entry) => entry.figure === figure)?.from;
  };
  return notebook.cells.flatMap(({ cell_type, source }, cell) => {
    if (cell_type !== "markdown") return [];
    const text = notStated.reduce((rest, pattern) => rest.replace(pattern, " … "), source);
    return [...text.matchAll(prose)].flatMap((match) => {
      const figure = match[0].replace(/[,.]$/, "");
      if (statesNothing(figure)) return [];
      const context = text.slice(Math.max(0, match.index - 40), match.index + 40).replace(/\s+/g, " ");
      return [{ figure, cell, context, source: sourceOf(figure, cell) }];
    });
  });
}
