import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format } from "oxfmt";
import { jupyterEnvironment } from "../tools/setup/shared/jupyter-environment.mjs";
import { root, venvProgram } from "../tools/setup/shared/paths.mjs";
import { runProgram } from "../tools/setup/shared/run-program.mjs";
import { languageCases, runCase } from "../test/kernel/language-cases.mjs";
import { KernelClient } from "./client.mjs";
import { withKernelSpec } from "./write-kernel-spec.mjs";

/** @import { LanguageCase } from "../test/kernel/language-cases.mjs" */
/** @typedef {Awaited<ReturnType<typeof runCase>>} Outcome */

const usage = `Runs Jupyter's own tests of kernels and the table of language cases on this kernel and on stock
tslab, and writes the counts and the differences into kernel/README.md. Takes about a minute.

  node kernel/report.mjs [--check]

  --check   only compare with kernel/README.md
  --help`;

const readme = join(root, "kernel/README.md");
const marks = { start: "<!-- counts: node kernel/report.mjs -->", end: "<!-- end of counts -->" };
/** Stock tslab loses messages after the 512th, and aborts what comes within 200 ms of a failure. */
const stockManners = { casesPerKernel: 20, pause: 250 };

/** A table's column is as wide as its longest cell. */
const longestCode = 160;

/** @param {boolean} stock @returns {Promise<Map<LanguageCase, Outcome>>} */
async function runLanguageCases(stock) {
  const cases = Object.values(languageCases).flat();
  const perKernel = stock ? stockManners.casesPerKernel : cases.length;
  /** @type {Map<LanguageCase, Outcome>} */
  const outcomes = new Map();
  for (let first = 0; first < cases.length; first += perKernel) {
    const kernel = await KernelClient.start({ root, stock, cwd: join(root, "notebooks") });
    try {
      for (const languageCase of cases.slice(first, first + perKernel)) {
        const options = stock ? { pause: stockManners.pause } : {};
        outcomes.set(languageCase, await runCase(kernel, languageCase, options));
      }
    } finally {
      await kernel.stop();
    }
  }
  return outcomes;
}

/** Stock tslab names no errors, so that for it a failure is as good as another. @param {LanguageCase} languageCase @param {Outcome} outcome @param {boolean} stock */
function isRight({ gives, fails }, { status, text, ename }, stock) {
  return fails ? status === "error" && (stock || ename === fails) : status === "ok" && text === gives;
}

/** @param {Outcome} outcome */
function described({ status, text }) {
  if (status === "ok")
    return text === "" ? "succeeds, shows nothing" : `shows \`${text.replaceAll("\n", " ")}\``;
  const error = text.split("\n").find((line) => /\b\w*Error\b: | - /.test(line)) ?? text.split("\n")[0];
  return `fails: \`${error.replaceAll(`${root}/`, "")}\``;
}

/** @param {boolean} stock @returns {Promise<string>} the counts in words */
async function runProtocolTests(stock) {
  return withKernelSpec({ node: process.execPath, root, stock }, async (folder) => {
    const env = jupyterEnvironment(folder, { kernels: folder });
    const { output } = await runProgram(venvProgram("python"), [join(root, "test/kernel/protocol.py")], {
      env,
    });
    const count = (/** @type {string} */ what) => Number(new RegExp(`${what}=(\\d+)`).exec(output)?.[1] ?? 0);
    const ran = /Ran (\d+) tests/.exec(output)?.[1];
    if (!ran) throw new Error(`Jupyter's tests of kernels did not run:\n${output}`);
    return `| ${stock ? "stock tslab" : "this kernel"} | ${ran} | ${count("failures")} | ${count("errors")} | ${count("skipped")} |`;
  });
}

async function measured() {
  const protocol = [await runProtocolTests(false), await runProtocolTests(true)];
  const [repaired, stock] = [await runLanguageCases(false), await runLanguageCases(true)];
  const rights = (/** @type {Map<LanguageCase, Outcome>} */ outcomes, /** @type {boolean} */ isStock) =>
    [...outcomes].filter(([languageCase, outcome]) => isRight(languageCase, outcome, isStock)).length;
  const rows = [...stock]
    .filter(([languageCase, outcome]) => !isRight(languageCase, outcome, true))
    .map(([{ name, cells }, outcome]) => {
      const code = cells
        .map((cell) => `\`${cell.replaceAll("|", "\\|").replaceAll("\n", " ")}\``)
        .join(" then ");
      return `| ${name} | ${code.includes("``") || code.length > longestCode ? "" : code} | ${described(outcome).replaceAll("|", "\\|")} |`;
    });
  const wrong = [...repaired].filter(([languageCase, outcome]) => !isRight(languageCase, outcome, false));
  return [
    `Jupyter's own tests (\`jupyter_kernel_test\`); skipped are pager, history searches and clearing output, which tslab has no way to ask for:`,
    ["| | run | failures | errors | skipped |", "|---|---|---|---|---|", ...protocol].join("\n"),
    `Language cases (\`test/kernel/language-cases.mjs\`): ${repaired.size}. Right on this kernel: ${rights(repaired, false)}. ` +
      `Right on stock tslab: ${rights(stock, true)}.`,
    ...(wrong.length > 0 ? [`Wrong on this kernel: ${wrong.map(([{ name }]) => name).join("; ")}.`] : []),
    "Where stock tslab differs:",
    ["| case | cells | stock tslab |", "|---|---|---|", ...rows].join("\n"),
  ].join("\n\n");
}

async function main() {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) return console.log(usage);
  const before = readFileSync(readme, "utf8");
  const [head, rest] = before.split(marks.start);
  const tail = rest?.split(marks.end)[1];
  if (tail === undefined)
    throw new Error(`kernel/README.md lacks the lines ${marks.start} and ${marks.end}.`);
  const text = `${head}${marks.start}\n\n${await measured()}\n\n${marks.end}${tail}`;
  const { code: after } = await format(readme, text);
  if (after === before) return console.log("kernel/README.md says what was measured.");
  if (values.check) {
    console.error("kernel/README.md does not say what was measured: run node kernel/report.mjs.");
    process.exitCode = 1;
    return;
  }
  writeFileSync(`${readme}.new`, after);
  renameSync(`${readme}.new`, readme);
  console.log("kernel/README.md now says what was measured.");
}

await main();
