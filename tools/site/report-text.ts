import type { SiteReport } from "./write-site.ts";

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;
const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** What was written, for people: the size of each page, of what they share, and what is missing. */
export function reportText({ pages, sharedBytes }: SiteReport) {
  const width = Math.max(...pages.map(({ lesson }) => lesson.name.length));
  const line = (name: string, bytes: number) => `  ${name.padEnd(width)} ${kilobytes(bytes).padStart(9)}`;
  const missing = [...new Set(pages.flatMap((page) => page.missing))].sort();
  return [
    ...pages.map(
      ({ lesson, bytes, charts, sliders }) =>
        `${line(lesson.name, bytes)}  ${count(charts, "chart")}, ${count(sliders, "slider")}`,
    ),
    line("shared by all pages", sharedBytes),
    ...(missing.length > 0 ? [`! linked to, but not among the pages: ${missing.join(", ")}`] : []),
  ].join("\n");
}
