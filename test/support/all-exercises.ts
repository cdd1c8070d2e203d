import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Exercise } from "../../exercises/src/exercise";

const folder = resolve(__dirname, "..", "..", "exercises", "src", "sections");

/** Every exercise by its id, loaded at once: Jest has to know its tests before anything can be awaited. */
export const exercises: Readonly<Record<string, Exercise<unknown>>> = Object.assign(
  {},
  ...readdirSync(folder).map(
    (file) => jest.requireActual<{ exercises: object }>(resolve(folder, file)).exercises,
  ),
);
