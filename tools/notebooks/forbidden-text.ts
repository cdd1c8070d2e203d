import { realpathSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { root } from "../setup/shared/paths.mjs";

export type Forbidden = { what: string; pattern: RegExp };

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const real = (path: string) => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

/** Folders of this machine. One of a single letter or two would be found everywhere. */
const folders = [root, homedir(), tmpdir()]
  .flatMap((path) => [path, real(path)])
  .filter((path) => path.length > 3);

/** Not after a letter, a digit or a dot: those make it a relative path or a part of a web address. */
const start = String.raw`(?<![\w.~/\\-])`;

export const absolutePaths: Forbidden[] = [
  ...[...new Set(folders)].map((path) => ({
    what: "an absolute path",
    pattern: new RegExp(start + escaped(path)),
  })),
  {
    what: "an absolute path",
    pattern: new RegExp(String.raw`${start}/(?:home|Users|root|tmp|var|usr|opt|mnt|private|workspaces?)/\w`),
  },
  { what: "an absolute path", pattern: /(?<![A-Za-z])[A-Za-z]:\\\w/ },
  { what: "an absolute path", pattern: /\bfile:\/\// },
];

/** what no output of a notebook may hold */
export const forbidden: Forbidden[] = [
  ...absolutePaths,
  { what: "a warning", pattern: /\b[A-Za-z]*Warning\b|\(node:\d+\)|^\s*WARN(?:ING)?\b/m },
  {
    what: "an error that nobody caught",
    pattern: /Unhandled ?Promise ?Rejection|Uncaught ?Exception|^Uncaught /m,
  },
  { what: "a stack trace", pattern: /^\s+at .+:\d+:\d+\)?$/m },
  { what: "a terminal's escape code", pattern: /\x1b\[/ }, // oxlint-disable-line no-control-regex
];

/** allowed only where the cell is tagged `varies` */
export const timeOfDay: Forbidden = {
  what: "a time of day",
  pattern: /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}|\b(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d\b/,
};
