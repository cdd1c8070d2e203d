/** @import { SiteReport } from "./write-site.mjs" */

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;

/**
 * What was written, for people: the size of each page, of what they share, and what is missing.
 *
 * @param {SiteReport} report
 */
export function reportText({ pages, sharedBytes }) {
  const width = Math.max(...pages.map(({ name }) => name.length));
  const lines = pages.map(
    ({ name, bytes, charts, sliders }) =>
      `  ${name.padEnd(width)} ${kilobytes(bytes).padStart(9)}  ${count(charts, "chart")}, ${count(sliders, "slider")}`,
  );
  const missing = [...new Set(pages.flatMap((page) => page.missing))].sort();
  return [
    ...lines,
    `  ${"shared by all pages".padEnd(width)} ${kilobytes(sharedBytes).padStart(9)}`,
    ...(missing.length > 0 ? [`! linked to, but not among the pages: ${missing.join(", ")}`] : []),
  ].join("\n");
}

/** @param {number} number @param {string} noun */
const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
