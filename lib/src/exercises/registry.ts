import { basicOptimizationExercises } from "./basic-optimization";
import type { Exercise } from "./exercise";
import { imageClassificationDatasetExercises } from "./image-classification-dataset";
import { linearRegressionExercises } from "./linear-regression";
import { linearRegressionConciseExercises } from "./linear-regression-concise";
import { linearRegressionFromScratchExercises } from "./linear-regression-from-scratch";
import { lossFunctionsExercises } from "./loss-functions";
import { partOneQuestionsExercises } from "./part-one-questions";
import { partTwoQuestionsExercises } from "./part-two-questions";
import { softmaxRegressionExercises } from "./softmax-regression";
import { softmaxRegressionConciseExercises } from "./softmax-regression-concise";
import { softmaxRegressionFromScratchExercises } from "./softmax-regression-from-scratch";

/** All exercises, by section and number, as in "1.3/4". */
export const exercises = {
  ...linearRegressionExercises,
  ...basicOptimizationExercises,
  ...linearRegressionFromScratchExercises,
  ...linearRegressionConciseExercises,
  ...partOneQuestionsExercises,
  ...softmaxRegressionExercises,
  ...lossFunctionsExercises,
  ...imageClassificationDatasetExercises,
  ...softmaxRegressionFromScratchExercises,
  ...softmaxRegressionConciseExercises,
  ...partTwoQuestionsExercises,
};

/** Which exercises there are. */
export type ExerciseId = keyof typeof exercises;

/** What an exercise wants for an answer. */
export type AnswerTo<Id extends ExerciseId> =
  (typeof exercises)[Id] extends Exercise<infer Wanted> ? Wanted : never;
