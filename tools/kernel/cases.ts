import { languageCases, runCase } from "../../test/kernel/language-cases.mjs";
import type { LanguageCase } from "../../test/kernel/language-cases.mjs";
import { jupyterEnvironment } from "../setup/shared/jupyter-environment.mjs";
import { inRoot, root, venvProgram } from "../setup/shared/paths.mjs";
import { runProgram } from "../setup/shared/run-program.mjs";
import { KernelClient } from "./client.ts";
import { withKernelSpec } from "./temporary-spec.ts";

type Outcome = Awaited<ReturnType<typeof runCase>>;

/** Stock tslab loses messages after the 512th, and aborts what comes within 200 ms of a failure. */
const stockManners = { casesPerKernel: 20, pause: 250 };

/** How much of a cell or an output is shown, in characters: a table's column is as wide as its longest cell. */
const longest = 160;

async function runLanguageCases(stock: boolean): Promise<[LanguageCase, Outcome][]> {
  const cases = Object.values(languageCases).flat();
  const perKernel = stock ? stockManners.casesPerKernel : cases.length;
  const outcomes: [LanguageCase, Outcome][] = [];
  for (let first = 0; first < cases.length; first += perKernel) {
    const kernel = await KernelClient.start({ root, stock, cwd: inRoot("notebooks") });
    try {
      for (const languageCase of cases.slice(first, first + perKernel)) {
        const options = stock ? { pause: stockManners.pause } : {};
        outcomes.push([languageCase, await runCase(kernel, languageCase, options)]);
      }
    } finally {
      await kernel.stop();
    }
  }
  return outcomes;
}

/** Stock tslab names no errors, so for it one failure is as good as another. */
function isRight({ gives, fails }: LanguageCase, { status, text, ename }: Outcome, stock: boolean) {
  return fails ? status === "error" && (stock || ename === fails) : status === "ok" && text === gives;
}

function described({ status, text }: Outcome) {
  if (status !== "ok") {
    const error = text.split("\n").find((line) => /\b\w*Error\b: | - /.test(line)) ?? text.split("\n")[0];
    return `fails: ${quoted(error.replaceAll(`${root}/`, ""))}`;
  }
  return text === "" ? "succeeds, shows nothing" : `shows ${quoted(text.replaceAll("\n", " "))}`;
}

function quoted(text: string) {
  return `\`${text.length > longest ? `${text.slice(0, longest)}…` : text}\``;
}

/** @returns the counts as a row of a table */
function runProtocolTests(stock: boolean): Promise<string> {
  return withKernelSpec({ node: process.execPath, root, stock }, async (folder) => {
    const env = jupyterEnvironment(folder, { kernels: folder });
    const program = [inRoot("test", "kernel", "protocol.py")];
    const { output } = await runProgram(venvProgram("python"), program, { env });
    const count = (what: string) => Number(new RegExp(`${what}=(\\d+)`).exec(output)?.[1] ?? 0);
    const ran = /Ran (\d+) tests/.exec(output)?.[1];
    if (!ran) throw new Error(`Jupyter's tests of kernels did not run:\n${output}`);
    const counts = ["failures", "errors", "skipped"].map(count);
    return `| ${[stock ? "stock tslab" : "this kernel", ran, ...counts].join(" | ")} |`;
  });
}

/** Runs Jupyter's own tests and the language cases on both kernels, and says in Markdown what came of them. */
export async function measuredCases(): Promise<string> {
  const protocol = [await runProtocolTests(false), await runProtocolTests(true)];
  const [ours, stock] = [await runLanguageCases(false), await runLanguageCases(true)];
  const wrong = ours.filter((each) => !isRight(...each, false));
  const differing = stock.filter((each) => !isRight(...each, true));
  const rows = differing.map(([{ name, cells }, outcome]) => {
    const code = cells
      .map((cell) => `\`${cell.replaceAll("|", "\\|").replaceAll("\n", " ")}\``)
      .join(" then ");
    const isShown = !code.includes("``") && code.length <= longest;
    return `| ${name} | ${isShown ? code : ""} | ${described(outcome).replaceAll("|", "\\|")} |`;
  });
  return [
    `Jupyter's own tests (\`jupyter_kernel_test\`). Those of the pager, of searches in the history and of clearing the output are skipped, because tslab has no way to ask for these:`,
    ["| | run | failures | errors | skipped |", "|---|---|---|---|---|", ...protocol].join("\n"),
    `Language cases (\`test/kernel/language-cases.mjs\`): ${ours.length}. Right on this kernel: ${ours.length - wrong.length}. ` +
      `Right on stock tslab: ${stock.length - differing.length}.`,
    ...(wrong.length > 0 ? [`Wrong on this kernel: ${wrong.map(([{ name }]) => name).join("; ")}.`] : []),
    "Where stock tslab differs:",
    ["| case | cells | stock tslab |", "|---|---|---|", ...rows].join("\n"),
  ].join("\n\n");
}
