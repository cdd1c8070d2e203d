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

const help = `npm run grade -- [options] <folder>

Grades the exercises in a folder that holds one notebook per person, or one folder of notebooks per person. Only the answers
are taken. They go into notebooks of the collection, run in a sandbox that has no network and cannot write to the disk, and
are judged by another process (docs/grading.md). This needs Linux and bubblewrap (apt-get install bubblewrap).

  --out <folder>        writes grades.csv and grades.html there (default: .setup/grades)
  --time <s>            limits each run of a notebook (default: 900)
  --cell-time <s>       limits each answer, and each trial of it (default: 60)
  --memory <MB>         limits the memory of each notebook (default: 2048)
  --jobs <number>       grades so many submissions at once (default: one per core, as far as memory allows)
  --backend <name>      computes on tensorflow, wasm or cpu (default: the best that works)
  --notebooks <folder>  takes the collection from there (default: notebooks/)
  --help                shows this

The command ends with code 1 if something could not be graded, whatever the grades are.`;

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
    throw new Failure("name one folder of submissions", { cure: "--help shows how" });
  const memory = wholeNumber(values.memory, "memory", 512) * 1024 ** 2;
  const atOnce = Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / memory)));
  const options = {
    progress: new Progress(),
    time: wholeNumber(values.time, "time"),
    cellTime: wholeNumber(values["cell-time"], "cell-time"),
    memory,
    backend: values.backend,
    atOnce: values.jobs === undefined ? atOnce : wholeNumber(values.jobs, "jobs"),
  };
  demandSandbox();
  const submissions = findSubmissions(positionals[0]);
  if (isShown(positionals[0])) {
    throw new Failure(`${positionals[0]} is in a folder that answers can read`, {
      cure: "move it elsewhere, for example to your home folder",
    });
  }
  const collection = collectionIn(values.notebooks);
  await buildInside();
  const graded = await interruptible(async (signal) => {
    const all = await gradeSubmissions(submissions, collection, { ...options, signal });
    if (signal.aborted) throw new Failure("interrupted", { interrupted: true });
    return all;
  });
  const out = resolve(values.out);
  const [table, page] = ["grades.csv", "grades.html"].map((name) => join(out, name));
  writeAtomically(table, csvOf(graded));
  writeAtomically(page, htmlOf(graded));
  const fine = graded.filter(({ problems }) => problems.length === 0).length;
  console.log(`${fine} of ${graded.length} submissions are graded\n${table}\n${page}`);
  if (fine < graded.length) process.exitCode = 1;
}
