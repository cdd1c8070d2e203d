import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Exercise } from "../../exercises/src/exercise";

const folder = resolve(__dirname, "..", "..", "exercises", "src", "sections");

/** Every exercise by its id, loaded at once: Jest has to know its tests before anything can be awaited. */
export const exercises = Object.fromEntries(
  readdirSync(folder).flatMap((file) => {
    const section = jest.requireActual<{ exercises: Record<string, Exercise<unknown>> }>(
      resolve(folder, file),
    );
    return Object.entries(section.exercises);
  }),
);
