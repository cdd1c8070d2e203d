import { basename } from "node:path";
import { Failure } from "../setup/shared/failure.mjs";
import { readNotebook } from "../notebooks/notebook-file.ts";
import { firstChinese } from "./html.ts";

import type { Notebook } from "../notebooks/notebook-file.ts";
/** a notebook, and what its first cell says about it */
export interface Lesson {
  /** the file's, without ending */
  name: string;
  /** as in "1.1 · Linear regression" */
  title: string;
  /** as in "1.1" */
  number: string;
  /** the title without its number */
  heading: string;
  /** the title of the lecture's section */
  chinese: string | undefined;
  /** Markdown that follows on "Afterwards you" */
  outcome: string;
  notebook: Notebook;
}

export const readLesson = (file: string): Lesson => lessonOf(basename(file, ".ipynb"), readNotebook(file));

/** @throws Failure where the first cell has no title, or does not say what the reader can do afterwards */
export function lessonOf(name: string, notebook: Notebook): Lesson {
  const first = notebook.cells[0]?.source ?? "";
  const title = first.match(/^# (.+)$/m)?.[1]?.trim();
  const [, number, heading] = title?.match(/^([\d.]+) · (.+)$/) ?? [];
  if (title === undefined || number === undefined || heading === undefined) {
    throw new Failure(`${name}: the first cell has no title like "# 1.1 · Linear regression"`);
  }
  const outcome = first.match(/(?:Afterwards|After this notebook),? you (.+?\.)(?=\s|$)/)?.[1];
  if (outcome === undefined) {
    throw new Failure(`${name}: the first cell does not say what the reader can do afterwards`, {
      cure: 'begin a sentence there with "Afterwards you"',
    });
  }
  const section = first.match(/Lecture section: \*\*(.+?)\*\*/)?.[1] ?? "";
  return { name, title, number, heading, chinese: firstChinese(section) && section, outcome, notebook };
}
