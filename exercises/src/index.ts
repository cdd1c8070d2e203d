import { notebook } from "linear-networks";
import type { Exercise } from "./exercise";
import { errorOf, isNotAnswersDoing } from "./needed";

/**
 * The sections that have exercises, in the order of the notebooks: the title of the notebook, and how its exercises
 * are loaded, each section when it is asked for.
 */
export const sections = {
  "1.1": { title: "Linear regression", load: () => import("./sections/1-1-linear-regression.js") },
  "1.2": { title: "Basic optimisation", load: () => import("./sections/1-2-basic-optimization.js") },
  "1.3": {
    title: "Linear regression from scratch",
    load: () => import("./sections/1-3-linear-regression-from-scratch.js"),
  },
  "1.4": {
    title: "Linear regression, concise",
    load: () => import("./sections/1-4-linear-regression-concise.js"),
  },
  "1.5": { title: "Questions", load: () => import("./sections/1-5-questions.js") },
  "2.1": { title: "Softmax regression", load: () => import("./sections/2-1-softmax-regression.js") },
  "2.2": { title: "Loss functions", load: () => import("./sections/2-2-loss-functions.js") },
  "2.3": {
    title: "The image classification data set",
    load: () => import("./sections/2-3-image-classification-dataset.js"),
  },
  "2.4": {
    title: "Softmax regression from scratch",
    load: () => import("./sections/2-4-softmax-regression-from-scratch.js"),
  },
  "2.5": {
    title: "Softmax regression, concise",
    load: () => import("./sections/2-5-softmax-regression-concise.js"),
  },
  "2.6": { title: "Questions", load: () => import("./sections/2-6-questions.js") },
} as const;

type Section = keyof typeof sections;

/** What the cell of an exercise may hold, by the exercise's id as in "1.3/4". */
export type AnswerTo<Id extends string> = Id extends `${infer S extends Section}/${number}`
  ? Awaited<ReturnType<(typeof sections)[S]["load"]>>["exercises"] extends Record<Id, Exercise<infer Wanted>>
    ? notebook.Answer<Wanted>
    : never
  : never;

/** An exercise of which nothing is known but that it judges whatever it is given. */
type AnyExercise = Exercise<unknown>;

/** The exercises of a section, by their ids. */
async function exercisesOf(section: Section): Promise<Readonly<Record<string, AnyExercise>>> {
  const { exercises } = await sections[section].load();
  return exercises as unknown as Readonly<Record<string, AnyExercise>>;
}

/** The exercise of an id; undefined if there is none. */
export async function exerciseCalled(id: string): Promise<AnyExercise | undefined> {
  const section = id.slice(0, id.indexOf("/"));
  if (!Object.hasOwn(sections, section)) return undefined;
  const exercises = await exercisesOf(section as Section);
  return Object.hasOwn(exercises, id) ? exercises[id] : undefined;
}

/** Every section with its exercises, in the order of the notebooks. */
export async function allSections() {
  return Promise.all(
    Object.entries(sections).map(async ([number, { title }]) => ({
      number,
      name: `${number} ${title}`,
      exercises: await exercisesOf(number as Section),
    })),
  );
}

/** Judges an answer, and loads only the section that the exercise is in. Never throws, whatever the answer does. */
export async function judge(id: string, answer: unknown): Promise<notebook.Judgement> {
  const exercise = await exerciseCalled(id);
  if (!exercise) return { verdict: "unchecked", reason: `The exercise ${id} does not exist.` };
  try {
    return await exercise.judge(answer);
  } catch (error) {
    if (error instanceof notebook.NotAnsweredError) return { verdict: "unanswered" };
    const { name, message } = errorOf(error);
    if (isNotAnswersDoing(error)) return { verdict: "unchecked", reason: message };
    return { verdict: "wrong", hint: `It threw ${name}: ${message}` };
  }
}
