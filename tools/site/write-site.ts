import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { Failure } from "../setup/shared/failure.mjs";
import { writeAssets } from "./assets.ts";
import { frontPage } from "./front-page.ts";
import { lessonPage } from "./lesson-page.ts";
import { readLesson } from "./lesson.ts";
import { searchScript } from "./search-data.ts";

/** By this file a folder is known as a site that may be replaced. */
const mark = "assets/site.js";

export interface PageReport {
  name: string;
  bytes: number;
  charts: number;
  sliders: number;
  /** notebooks that are linked to and become no page */
  missing: string[];
}

export interface SiteReport {
  pages: PageReport[];
  /** what all pages have in common */
  sharedBytes: number;
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
  { onPage = () => undefined }: { onPage?: (name: string) => void } = {},
): Promise<SiteReport> {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, mark))) {
    throw new Failure(`${folder} holds something other than a site that this command made`, {
      cure: "name an empty folder, or one that does not exist yet: npm run site -- --out <folder>",
    });
  }
  const temporary = `${folder}.${process.pid}.tmp`;
  try {
    mkdirSync(join(temporary, "notebooks"), { recursive: true });
    const report = await write(files, temporary, onPage);
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
    return report;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function write(files: string[], folder: string, onPage: (name: string) => void): Promise<SiteReport> {
  const lessons = files.map(readLesson);
  const pages = [];
  for (const lesson of lessons) {
    onPage(lesson.name);
    pages.push({ lesson, ...(await lessonPage(lesson, lessons)) });
  }
  for (const { lesson, html } of pages) writeFileSync(join(folder, `${lesson.name}.html`), html);
  writeFileSync(join(folder, "index.html"), frontPage(lessons));
  for (const file of files) copyFileSync(file, join(folder, "notebooks", basename(file)));
  const allHtml = pages.map(({ html }) => html).join("");
  await writeAssets(join(folder, "assets"), allHtml, searchScript(pages));
  return {
    pages: pages.map(({ lesson: { name }, html, charts, sliders, missing }) => ({
      name,
      bytes: Buffer.byteLength(html),
      charts,
      sliders,
      missing,
    })),
    sharedBytes: bytesOf(join(folder, "assets")),
  };
}

/** All files below a folder together. */
const bytesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
