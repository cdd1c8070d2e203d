import { parseOptions, wholeNumber } from "../setup/shared/parse-options.mjs";
import { measuredCases } from "./cases.ts";
import { intoReadme } from "./readme.ts";
import { measuredSpeed } from "./speed.ts";

const help = `npm run bench -- --kernel [options]

Measures the kernel beside ipykernel and stock tslab, started in turn, in some minutes. Memory and processor time are
read from /proc, on Linux only.

  --rounds <k>  how often each kernel is started; default 3
  --cases       instead, runs Jupyter's own tests of kernels and the language cases on the kernel and on stock tslab,
                in about a minute; ends with code 1 where kernel/README.md says something else
  --write       puts the results into kernel/README.md
  --help`;

/** @param words what follows `npm run bench` */
export async function run(words: string[]) {
  const { values } = parseOptions({
    args: words,
    options: {
      kernel: { type: "boolean" },
      cases: { type: "boolean" },
      rounds: { type: "string", default: "3" },
      write: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help) return console.log(help);
  if (values.cases) return intoReadme("cases", await measuredCases(), values.write);
  const table = await measuredSpeed(wholeNumber(values.rounds, "rounds"));
  console.log(table);
  if (values.write) await intoReadme("speed", table, true);
}
