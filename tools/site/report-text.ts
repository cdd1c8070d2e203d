import type { SiteReport } from "./write-site.ts";

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;

/** What was written, for people: the size of each page, of what they share, and what is missing. */
export function reportText({ pages, sharedBytes }: SiteReport) {
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

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
