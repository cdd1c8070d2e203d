import { basename, join, resolve } from "node:path";
import { availableParallelism, freemem } from "node:os";
import { pristine } from "./answers.ts";
import { buildInside } from "./build-inside.ts";
import { gradeSubmissions } from "./grade-submissions.ts";
import { demandSandbox, isShown } from "./sandbox.ts";
import { findSubmissions } from "./submissions.ts";
import { csvOf, htmlOf } from "./tables.ts";
import { findNotebooks } from "../notebooks/find-notebooks.ts";
import { readNotebook } from "../notebooks/notebook-file.ts";
import { interruptible } from "../setup/interruption.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import { parseOptions, wholeNumber } from "../setup/shared/parse-options.mjs";
import { paths } from "../setup/shared/paths.mjs";
import { Progress } from "../setup/shared/progress.mjs";
import { writeAtomically } from "../setup/shared/files.mjs";

const help = `Grades the exercises in a folder of notebooks: one notebook for each person, or one folder of notebooks for each.

  npm run grade -- [options] <folder>

Only the answers are taken, into notebooks of the collection. They run in a sandbox without network that cannot
write, and are judged by another process (docs/grading.md). Needs Linux and bubblewrap (apt-get install bubblewrap).

  --out <folder>        where grades.csv and grades.html go; default: .setup/grades
  --time <s>            for one run of a notebook; default: 900
  --cell-time <s>       for one answer, and for trying it; default: 60
  --memory <MB>         for one notebook; default: 2048
  --jobs <number>       how many at once; default: one per core, as memory allows
  --backend <name>      tensorflow, wasm or cpu; default: the best that works
  --notebooks <folder>  the collection; default: notebooks/
  --help

Ends with code 1 where something could not be graded, whatever the grades are.`;

/** The notebooks that have exercises. */
function collectionIn(folder: string) {
  const all = findNotebooks([], folder).map((file) => pristine(basename(file, ".ipynb"), readNotebook(file)));
  const withExercises = all.filter(({ exercises }) => exercises.length > 0);
  if (withExercises.length === 0) throw new Failure(`${folder} holds no notebook with exercises`);
  return withExercises;
}

/** @param words what follows the command's name */
export async function run(words: string[]) {
  const text = "string" as const;
  const { values, positionals } = parseOptions({
    args: words,
    allowPositionals: true,
    options: {
      out: { type: text, default: join(paths.state, "grades") },
      time: { type: text, default: "900" },
      "cell-time": { type: text, default: "60" },
      memory: { type: text, default: "2048" },
      jobs: { type: text },
      backend: { type: text },
      notebooks: { type: text, default: paths.notebooks },
      help: { type: "boolean" as const, default: false },
    },
  });
  if (values.help) return console.log(help);
  if (positionals.length !== 1)
    throw new Failure("one folder of submissions is wanted", { cure: "--help tells how" });
  const memory = wholeNumber(values.memory, "memory", 512) * 1024 ** 2;
  const atOnce = Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / memory)));
  const limits = {
    time: wholeNumber(values.time, "time"),
    cellTime: wholeNumber(values["cell-time"], "cell-time"),
    memory,
    backend: values.backend,
    atOnce: values.jobs === undefined ? atOnce : wholeNumber(values.jobs, "jobs"),
  };
  demandSandbox();
  const submissions = findSubmissions(positionals[0]);
  if (isShown(positionals[0])) {
    throw new Failure(`${positionals[0]} lies in a folder that answers can read`, {
      cure: "move it, as to your home",
    });
  }
  const collection = collectionIn(values.notebooks);
  await buildInside();
  const graded = await interruptible(async (signal) => {
    const all = await gradeSubmissions(submissions, collection, {
      ...limits,
      progress: new Progress(),
      signal,
    });
    if (signal.aborted) throw new Failure("interrupted", { interrupted: true });
    return all;
  });
  const out = resolve(values.out);
  const files = { table: join(out, "grades.csv"), page: join(out, "grades.html") };
  writeAtomically(files.table, csvOf(graded));
  writeAtomically(files.page, htmlOf(graded));
  const troubled = graded.filter(({ problems }) => problems.length > 0).length;
  console.log(
    `${graded.length - troubled} of ${graded.length} submissions are graded\n${files.table}\n${files.page}`,
  );
  if (troubled > 0) process.exitCode = 1;
}
