/**
 * What is counted of an exercise of the library.
 *
 * @typedef {object} CountedExercise
 * @property {number} level
 * @property {string} kind
 * @property {readonly { readonly name: string, readonly hint: string }[]} mistakes
 * @property {string | undefined} [hint]
 */

/**
 * @typedef {object} Counts
 * @property {string} section as in "1.3"; "all" for the sum
 * @property {number} exercises
 * @property {number[]} levels how many of level 1, 2, 3
 * @property {number[]} kinds how many of each of `kinds`
 * @property {number} mistakes that are anticipated
 * @property {number} hints different ones
 */

export const levels = [1, 2, 3];
export const kinds = ["write", "predict", "find the bug", "derive", "choose", "improve"];

/** What the collection promises: at least so many. */
export const promised = { exercises: 60, kinds: 4, mistakes: 2, inNotebook: 6, inQuestions: 5 };

/** The notebooks of questions, which have exercises beside thirty questions. */
const questions = ["1.5", "2.6"];

/** @param {string} section @param {CountedExercise[]} all @returns {Counts} */
const countsOf = (section, all) => ({
  section,
  exercises: all.length,
  levels: levels.map((level) => all.filter((exercise) => exercise.level === level).length),
  kinds: kinds.map((kind) => all.filter((exercise) => exercise.kind === kind).length),
  mistakes: all.reduce((count, { mistakes }) => count + mistakes.length, 0),
  hints: new Set(
    all.flatMap(({ mistakes, hint }) => [...mistakes.map((each) => each.hint), ...(hint ? [hint] : [])]),
  ).size,
});

/**
 * How many exercises there are: of each section, and at the end of all.
 *
 * @param {{ readonly [id: string]: CountedExercise }} exercises by id, as in "1.3/4"
 * @param {readonly string[]} sections
 * @returns {Counts[]}
 */
export function exerciseCounts(exercises, sections) {
  const rows = sections.map((section) =>
    countsOf(
      section,
      Object.entries(exercises).flatMap(([id, each]) => (id.startsWith(`${section}/`) ? [each] : [])),
    ),
  );
  return [...rows, countsOf("all", Object.values(exercises))];
}

/**
 * Where the counts fall short of what is promised; empty where they do not.
 *
 * @param {{ readonly [id: string]: CountedExercise }} exercises
 * @param {readonly string[]} sections
 * @returns {string[]}
 */
export function brokenPromises(exercises, sections) {
  const counts = exerciseCounts(exercises, sections);
  /** @type {string[]} */
  const found = [];
  /** @param {string} what @param {number} count @param {number} wanted */
  const atLeast = (what, count, wanted) =>
    count < wanted && found.push(`${what}: ${count}, at least ${wanted} are promised`);
  for (const { section, exercises: count } of counts.slice(0, -1)) {
    const wanted = questions.includes(section) ? promised.inQuestions : promised.inNotebook;
    atLeast(`exercises of ${section}`, count, wanted);
  }
  const all = counts[counts.length - 1];
  atLeast("exercises", all?.exercises ?? 0, promised.exercises);
  atLeast("kinds", all?.kinds.filter((count) => count > 0).length ?? 0, promised.kinds);
  atLeast("levels", all?.levels.filter((count) => count > 0).length ?? 0, levels.length);
  for (const [id, { mistakes }] of Object.entries(exercises)) {
    atLeast(
      `anticipated mistakes of ${id}`,
      new Set(mistakes.map(({ hint }) => hint)).size,
      promised.mistakes,
    );
  }
  return found;
}

const heads = ["notebook", "exercises", "●○○", "●●○", "●●●", ...kinds, "mistakes", "hints"];

/** The counts as a table for the terminal. @param {Counts[]} counts */
export function countsTable(counts) {
  const rows = counts.map((each) =>
    [each.section, each.exercises, ...each.levels, ...each.kinds, each.mistakes, each.hints].map(String),
  );
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (/** @type {string[]} */ cells) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ");
  const rule = widths.map((width) => "─".repeat(width)).join("──");
  return [line(heads), rule, ...rows.slice(0, -1).map(line), rule, ...rows.slice(-1).map(line)].join("\n");
}
