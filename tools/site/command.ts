import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure } from "../setup/shared/failure.mjs";
import { parseOptions } from "../setup/shared/parse-options.mjs";
import { inRoot, root } from "../setup/shared/paths.mjs";
import { Progress } from "../setup/shared/progress.mjs";
import { isPublished, writeEditions } from "../colab/write-editions.ts";
import { writeReference } from "./api/write-reference.ts";
import { reportText } from "./report-text.ts";
import { writeSite } from "./write-site.ts";
import { findNotebooks } from "../notebooks/find-notebooks.ts";

const help = `npm run site [-- [options] [names…]]

Makes web pages of the notebooks as they were last run, and a reference of the library. They can be read in a browser
without a network: open index.html in the folder that the command names. Its folder notebooks/colab holds the edition for
hosts that have only Python, such as Google Colab.

Names choose notebooks by the beginning of their file names. Without names, the site has every notebook in notebooks/
whose name begins with a digit.

  --out <folder>  writes into this folder (default: site/) and replaces a site that is there
  --help          shows this`;

/** @param words what follows the command's name */
export async function run(words: string[]) {
  const { values, positionals } = parseOptions({
    args: words,
    allowPositionals: true,
    options: { out: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (values.help) return console.log(help);
  const folder = values.out === undefined ? inRoot("site") : resolve(values.out);
  const files = findNotebooks(positionals).filter((file) => positionals.length > 0 || isPublished(file));
  if (files.length === 0)
    throw new Failure("there is no notebook in notebooks/", { cure: "git restore notebooks" });
  const progress = new Progress();
  const during = async <Result>(title: string, work: (detail: (text: string) => void) => Result) => {
    const step = progress.start(title);
    try {
      const result = await work(step.detail);
      step.done();
      return result;
    } catch (error) {
      step.failed();
      throw error;
    }
  };
  const reference = (site: string) =>
    during("reference of the library", () => writeReference(join(site, "api")));
  const report = await during("pages", (onPage) =>
    writeSite(files, folder, {
      onPage,
      more: [reference, (site) => writeEditions(root, join(site, "notebooks", "colab"))],
    }),
  );
  console.log(reportText(report));
  console.log(
    `open ${pathToFileURL(resolve(folder, "index.html")).href}  (${relative(process.cwd(), folder) || "."})`,
  );
}
