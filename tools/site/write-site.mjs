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
import { writeAssets } from "./assets.mjs";
import { frontPage } from "./front-page.mjs";
import { lessonPage } from "./lesson-page.mjs";
import { readLesson } from "./lesson.mjs";
import { searchScript } from "./search-data.mjs";

/** By this file a folder is known as a site that may be replaced. */
const mark = "assets/site.js";

/**
 * @typedef {object} PageReport
 * @property {string} name
 * @property {number} bytes
 * @property {number} charts
 * @property {number} sliders
 * @property {string[]} missing notebooks that are linked to and become no page
 *
 * @typedef {object} SiteReport
 * @property {PageReport[]} pages
 * @property {number} sharedBytes what all pages have in common
 */

/**
 * Writes the site: a page for each notebook, a front page, and what they share. The folder is replaced as a
 * whole when everything has been written, and stays as it was where something fails.
 *
 * @param {string[]} files notebooks, in order
 * @param {string} folder
 * @param {{ onPage?: (name: string) => void }} [options]
 * @returns {Promise<SiteReport>}
 * @throws {Failure} where the folder holds something else, or a notebook cannot be shown
 */
export async function writeSite(files, folder, { onPage = () => undefined } = {}) {
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

/** @param {string[]} files @param {string} folder @param {(name: string) => void} onPage @returns {Promise<SiteReport>} */
async function write(files, folder, onPage) {
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

/** All files below a folder together. @param {string} folder */
const bytesOf = (folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
