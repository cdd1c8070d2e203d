import { exerciseChart } from "../charts/exercises/exercise-chart";
import { numberOf, progressRows, progressText, progressTitle } from "../exercises/progress-rows";
import { exercises } from "../exercises/registry";
import { readSolved, type Solved } from "../exercises/solved";
import { show } from "./display";

/**
 * Shows which exercises are solved, across all notebooks: as a chart, in a terminal in words. What is solved is
 * kept in a file in the reader's own folder; `npm start -- --forget` deletes it.
 */
export async function progress(): Promise<void> {
  const rows = progressRows(exercises, readOrSayWhy());
  const drawn = rows.map(({ name, marks }) => ({
    name,
    marks: marks.map((mark) => ({ ...mark, number: numberOf(mark) })),
  }));
  await show(exerciseChart({ rows: drawn, title: progressTitle(rows) }), { alt: progressText(rows) });
}

function readOrSayWhy(): Solved {
  try {
    return readSolved();
  } catch (error) {
    console.log(`Nothing is known of earlier answers: ${(error as Error).message}.`);
    return new Map();
  }
}
