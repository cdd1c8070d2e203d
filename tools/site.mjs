import "./setup/shared/begin.mjs";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { exitCodeOf, explanation, Failure } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";
import { inRoot } from "./setup/shared/paths.mjs";
import { Progress } from "./setup/shared/progress.mjs";
import { findNotebooks } from "./notebooks/find-notebooks.mjs";

const help = `Makes pages of the notebooks, as they were last run: to be read in a browser, without a network.

  npm run site [-- [options] [names…]]

Without names: all in notebooks/ whose names begin with a digit. Open index.html in the folder that it names.

  --out <folder>  where to write; default: site/. A site that is there is replaced.
  --help`;

/** Notebooks that are still being written are named by the word "draft". @param {string} file */
const isPublished = (file) => /[\\/]\d[^\\/]*\.ipynb$/.test(file) && !file.includes("draft");

async function main() {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: { out: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (values.help) return console.log(help);
  const folder = values.out === undefined ? inRoot("site") : resolve(values.out);
  const files = findNotebooks(positionals).filter((file) => positionals.length > 0 || isPublished(file));
  if (files.length === 0)
    throw new Failure("there is no notebook in notebooks/", { cure: "git restore notebooks" });
  const progress = new Progress();
  // What makes the pages takes a while to load, and --help need not wait for it.
  const { writeSite } = await import("./site/write-site.mjs");
  const { reportText } = await import("./site/report-text.mjs");
  const step = progress.start("pages");
  try {
    const report = await writeSite(files, folder, { onPage: step.detail });
    step.done();
    console.log(reportText(report));
    console.log(
      `open ${pathToFileURL(resolve(folder, "index.html"))}  (${relative(process.cwd(), folder) || "."})`,
    );
  } catch (error) {
    step.failed();
    throw error;
  }
}

try {
  await main();
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}
