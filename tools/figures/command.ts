import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { findNotebooks } from "../notebooks/find-notebooks.ts";
import { readNotebook } from "../notebooks/notebook-file.ts";
import { parseOptions } from "../setup/shared/parse-options.mjs";
import { root } from "../setup/shared/paths.mjs";
import { proseNumbers } from "./prose-numbers.ts";

import type { ProseNumber, StatedNumber } from "./prose-numbers.ts";

const help = `Lists the numbers in the text of notebooks, each with the cell or file that yields it.

  node tools/figures.mjs [names…]

Without names it lists all in notebooks/. Numbers that nothing yields are marked with ✗: compute them in a cell,
or say in tools/figures/stated.json where they come from.`;

/** Numbers that no cell of their notebook yields, by the notebook's name. */
export const statedNumbers = (): Record<string, StatedNumber[]> =>
  JSON.parse(readFileSync(join(root, "tools", "figures", "stated.json"), "utf8")) as Record<
    string,
    StatedNumber[]
  >;

/** @param file a notebook of the project */
export function numbersOf(file: string): ProseNumber[] {
  const name = basename(file, ".ipynb");
  const exercises = name.startsWith("0")
    ? ""
    : readFileSync(join(root, "exercises", "src", "sections", `${name}.ts`), "utf8");
  return proseNumbers(readNotebook(file), { exercises, stated: statedNumbers()[name] });
}

/** @param words what follows the command's name */
export function run(words: string[]) {
  const { values, positionals } = parseOptions({
    args: words,
    allowPositionals: true,
    options: { help: { type: "boolean", default: false } },
  });
  if (values.help) return console.log(help);
  for (const file of findNotebooks(positionals)) {
    const numbers = numbersOf(file);
    console.log(`\n${basename(file)}: ${numbers.length} numbers`);
    for (const { figure, source, context } of numbers) {
      console.log(`${source === undefined ? "✗" : " "} ${figure.padEnd(14)} ${source ?? "…" + context}`);
    }
    if (numbers.some(({ source }) => source === undefined)) process.exitCode = 1;
  }
}
