import type { Exercise, Level } from "./exercise";
import { sectionOf, sections } from "./sections";
import type { AnswerState, Solved } from "./solved";

/** An exercise and how far the reader has come with it. */
export interface ProgressMark {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly state: AnswerState | "open";
}

/** The exercises of a notebook, in its order. */
export interface ProgressRow {
  /** As in "1.3 Linear regression from scratch". */
  readonly name: string;
  readonly marks: readonly ProgressMark[];
}

/** A row for each notebook that has exercises. */
export function progressRows(
  exercises: Readonly<Record<string, Pick<Exercise<never>, "title" | "level">>>,
  solved: Solved,
): ProgressRow[] {
  const rows = Object.entries(sections).map(([section, name]) => ({
    name: `${section} ${name}`,
    marks: Object.entries(exercises)
      .filter(([id]) => sectionOf(id) === section)
      .map(([id, { title, level }]): ProgressMark => ({ id, title, level, state: solved.get(id) ?? "open" }))
      .sort((a, b) => numberOf(a) - numberOf(b)),
  }));
  return rows.filter(({ marks }) => marks.length > 0);
}

/** An exercise's number in its notebook: 4 of "1.3/4". */
export const numberOf = ({ id }: Pick<ProgressMark, "id">) => Number(id.slice(id.indexOf("/") + 1));

/** Where the reader stands, in a line. */
export function progressTitle(rows: readonly ProgressRow[]): string {
  const marks = rows.flatMap((row) => row.marks);
  const solved = marks.filter(({ state }) => state === "solved").length;
  const next = marks.find(({ state }) => state !== "solved");
  if (next === undefined) return `All ${marks.length} exercises are solved`;
  if (solved === 0) return `${marks.length} exercises, none solved yet: ${next.id} is a place to begin`;
  return `${solved} of ${marks.length} exercises ${solved === 1 ? "is" : "are"} solved; the first that is not is ${next.id}`;
}

/** The same in words, a line a notebook. */
export function progressText(rows: readonly ProgressRow[]): string {
  const lines = rows.map(({ name, marks }) => {
    const those = (wanted: ProgressMark["state"]) =>
      marks.filter(({ state }) => state === wanted).map(numberOf);
    const parts = [`${those("solved").length} of ${marks.length} solved`];
    for (const state of ["solved", "tried", "open"] as const) {
      const numbers = those(state);
      if (numbers.length > 0 && numbers.length < marks.length) parts.push(`${state} ${numbers.join(", ")}`);
      if (state === "tried" && numbers.length === marks.length) parts.push("all tried");
    }
    return `${name}: ${parts.join("; ")}.`;
  });
  return [`${progressTitle(rows)}.`, ...lines].join("\n");
}
