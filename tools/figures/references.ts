import type { Notebook } from "../notebooks/notebook-file.ts";

/** What a text can refer to in a notebook. */
export interface Targets {
  /** numbers of headings such as `## 4 · Loss`: sections, and in the notebooks of questions the questions */
  sections: Set<number>;
  exercises: Set<number>;
  /** names of places in the page */
  anchors: Set<string>;
}

/** A reference of a text, for example "notebook 1.2, section 3". */
export interface Reference {
  /** for example "1.2"; the notebook itself where the text names none */
  notebook: string;
  kind: "section" | "question" | "exercise";
  number: number;
  /** the words that refer */
  text: string;
}

const texts = ({ cells }: Notebook) =>
  cells.filter((cell) => cell.cell_type === "markdown").map(({ source }) => source);

/** How a notebook is called in texts: "1.2" for 1-2-basic-optimization.ipynb. */
export const notebookNumber = (file: string) =>
  (file.match(/^(\d)(?:-(\d))?-/) ?? []).slice(1).filter(Boolean).join(".");

export function targetsOf(notebook: Notebook): Targets {
  const text = texts(notebook).join("\n");
  const numbers = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, n]) => Number(n)));
  return {
    sections: numbers(/^#{2,3} (\d+) ·/gm),
    exercises: numbers(/^\*\*(\d+) ·/gm),
    anchors: new Set([...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name]) => name)),
  };
}

const what = "(sections?|questions?|exercises?)";
const list = "(\\d+(?:(?:, | and | to |, and )\\d+)*)";
const other = "(?:\\[?(?:notebook )?(\\d\\.\\d)\\b[^\\]\\n,;.]*\\]?(?:\\([^)]*\\))?)";
const forms = [
  // "notebook 1.2, section 3", "[2.3](2-3-….ipynb), section 8"
  { pattern: new RegExp(`${other},? ${what} ${list}`, "gi"), order: [0, 1, 2] },
  // "question 25 of [1.5](1-5-questions.ipynb#q25)", "Section 7 of 2.3"
  { pattern: new RegExp(`\\b${what} ${list} (?:of|in) ${other}`, "gi"), order: [2, 0, 1] },
  // "question 23", of the notebook itself
  { pattern: new RegExp(`\\b${what} ${list}`, "gi"), order: [undefined, 0, 1] },
];

/** Code and the lecture's own divisions hold no references to notebooks. */
const readable = (text: string) =>
  text
    .replace(/```[\s\S]*?```/g, " ")
    .replace(/`[^`]*`/g, " ")
    .replace(/^#.*$/gm, " ");

/** @param own the notebook's number, for example "1.2" */
export function referencesOf(notebook: Notebook, own: string): Reference[] {
  return texts(notebook).flatMap((source) => {
    let rest = readable(source);
    return forms.flatMap(({ pattern, order }) => {
      const found = [...rest.matchAll(pattern)];
      rest = rest.replace(pattern, " ");
      return found.flatMap(([text, ...groups]) => {
        const [named, kind, numbers] = order.map((at) => (at === undefined ? undefined : groups[at]));
        return (numbers ?? "").match(/\d+/g)!.map((number) => ({
          notebook: named ?? own,
          kind: kind!.toLowerCase().replace(/s$/, "") as Reference["kind"],
          number: Number(number),
          text: text.replace(/\s+/g, " "),
        }));
      });
    });
  });
}

/** Links to notebooks and to places in them: `[1.5](1-5-questions.ipynb#q25)`, `[1](#q1)`. */
export function linksOf(notebook: Notebook): { file: string; anchor: string; text: string }[] {
  return texts(notebook).flatMap((source) =>
    [...source.matchAll(/\]\((?:\.\/)?([^)\s:#]*\.ipynb)?(?:#([^)\s]+))?\)/g)].map(
      ([text, file = "", anchor = ""]) => ({ file, anchor, text }),
    ),
  );
}
