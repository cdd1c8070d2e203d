import { exerciseChart } from "../charts/exercise-chart";
import { show } from "./show";
import { type ExerciseSection, exercisesPackage, type Level } from "./exercises";
import { type AnswerState, readSolved, type Solved } from "./solved";

/**
 * Shows which exercises are solved, across all notebooks: as a chart, in a terminal in words. What is solved is
 * kept in a file in the reader's own folder; `npm start -- --forget` deletes it.
 *
 * @throws Error if the exercises are not installed, as where the library is used without the course
 */
export async function progress(): Promise<void> {
  const exercises = await exercisesPackage();
  const rows = progressRows(await exercises.allSections(), await readOrSayWhy());
  await show(exerciseChart({ rows, title: progressTitle(rows) }), { alt: progressText(rows) });
}

async function readOrSayWhy(): Promise<Solved> {
  try {
    return await readSolved();
  } catch (error) {
    console.log(`Nothing is known of earlier answers: ${(error as Error).message}.`);
    return new Map();
  }
}

/** An exercise and how far the reader has come with it. */
export interface ProgressMark {
  readonly id: string;
  /** Its number in its notebook: 4 of "1.3/4". */
  readonly number: number;
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
export function progressRows(sections: readonly ExerciseSection[], solved: Solved): ProgressRow[] {
  const rows = sections.map(({ name, exercises }) => ({
    name,
    marks: Object.entries(exercises)
      .map(([id, { title, level }]): ProgressMark => {
        const number = Number(id.slice(id.indexOf("/") + 1));
        return { id, number, title, level, state: solved.get(id) ?? "open" };
      })
      .sort((a, b) => a.number - b.number),
  }));
  return rows.filter(({ marks }) => marks.length > 0);
}

/** Where the reader stands, in a line. */
export function progressTitle(rows: readonly ProgressRow[]): string {
  const marks = rows.flatMap((row) => row.marks);
  const solved = marks.filter(({ state }) => state === "solved").length;
  const next = marks.find(({ state }) => state !== "solved");
  if (next === undefined) return `All ${marks.length} exercises are solved`;
  if (solved === 0) return `${marks.length} exercises, none solved yet: ${next.id} is a place to begin`;
  return `${solved} of ${marks.length} exercises ${solved === 1 ? "is" : "are"} solved; the first that is not is ${next.id}`;
}

/** The same in words, one line per notebook. */
export function progressText(rows: readonly ProgressRow[]): string {
  const lines = rows.map(({ name, marks }) => {
    const those = (wanted: ProgressMark["state"]) =>
      marks.filter(({ state }) => state === wanted).map(({ number }) => number);
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
