import { deflateRawSync } from "node:zlib";

import type { LessonPage } from "./lesson-page.ts";

/**
 * What the pages search in, as a script: a page that was opened from a disk may not read a file of data. The
 * texts are compressed; they are unpacked when the search is first opened.
 */
export function searchScript(pages: LessonPage[]) {
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
