import * as fs from "node:fs";
import { basename, join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { deflateRawSync } from "node:zlib";
import { Failure } from "../setup/shared/failure.mjs";
import { writeAssets } from "./assets.ts";
import { frontPage } from "./front-page.ts";
import { type LessonPage, lessonPage } from "./lesson-page.ts";
import { readLesson } from "./lesson.ts";

/** By this file a folder is known as a site that may be replaced. */
const mark = "assets/site.js";

export interface SiteReport {
  pages: (LessonPage & { bytes: number })[];
  /** what all pages have in common */
  sharedBytes: number;
}

interface SiteOptions {
  /** called with the name of each page before it is made */
  onPage?: (name: string) => void;
  /** What else writes into the site's folder. */
  more?: ((folder: string) => unknown)[];
  /** Ends the work between two pages. */
  signal?: AbortSignal;
}

/**
 * Writes the site: a page for each notebook, a front page, and what they share. The folder is replaced as a
 * whole when everything has been written, and stays as it was where something fails.
 *
 * @param files notebooks, in order
 * @throws Failure where the folder holds something else, or a notebook cannot be shown
 */
export async function writeSite(
  files: string[],
  folder: string,
  options: SiteOptions = {},
): Promise<SiteReport> {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0 && !fs.existsSync(join(folder, mark))) {
    throw new Failure(`${folder} holds something other than a site that this command made`, {
      cure: "name an empty folder, or one that does not exist yet: npm run site -- --out <folder>",
    });
  }
  const temporary = `${folder}.${process.pid}.tmp`;
  try {
    fs.mkdirSync(join(temporary, "notebooks"), { recursive: true });
    const writers = (options.more ?? []).map(async (write) => void (await write(temporary)));
    // Nobody writes any more when the folder is renamed, or removed after a failure.
    const [report, ...others] = await Promise.allSettled([writePages(files, temporary, options), ...writers]);
    options.signal?.throwIfAborted();
    for (const result of [report, ...others]) if (result.status === "rejected") throw result.reason;
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(temporary, folder);
    return (report as PromiseFulfilledResult<SiteReport>).value;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

async function writePages(
  files: string[],
  folder: string,
  { onPage, signal }: SiteOptions,
): Promise<SiteReport> {
  const lessons = files.map(readLesson);
  const pages = [];
  for (const lesson of lessons) {
    await breathe(); // otherwise Ctrl-C is heard only after the last page
    signal?.throwIfAborted();
    onPage?.(lesson.name);
    const page = await lessonPage(lesson, lessons);
    fs.writeFileSync(join(folder, `${lesson.name}.html`), page.html);
    pages.push({ ...page, bytes: Buffer.byteLength(page.html) });
  }
  fs.writeFileSync(join(folder, "index.html"), frontPage(lessons));
  for (const file of files) fs.copyFileSync(file, join(folder, "notebooks", basename(file)));
  await writeAssets(join(folder, "assets"), searchScript(pages));
  return { pages, sharedBytes: bytesOf(join(folder, "assets")) };
}

/**
 * What the pages search in, as a script: a page that was opened from a disk may not read a file of data. The
 * texts are compressed; they are unpacked when the search is first opened.
 */
function searchScript(pages: LessonPage[]) {
  const records = pages.flatMap(({ lesson, sections }) =>
    sections.map(({ id, title, texts }, i) => ({
      address: i === 0 ? `${lesson.name}.html` : `${lesson.name}.html#${id}`,
      page: lesson.title,
      title,
      text: texts.join(" ").replace(/\s+/g, " ").trim(),
    })),
  );
  const packed = deflateRawSync(JSON.stringify(records), { level: 9 }).toString("base64");
  return `self.searchData = "${packed}";\n`;
}

/** All files below a folder together. */
const bytesOf = (folder: string) =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => fs.statSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
