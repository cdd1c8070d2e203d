export {
  minibatchVariance,
  traceOfCovariance,
  type MinibatchVarianceOptions,
} from "../models/linear-regression/sample-gradients";
export {
  evaluate,
  predictProbabilities,
  type Classifier,
  type EvaluateOptions,
  type Evaluation,
} from "./evaluation";
export { gradientCheck, gradientTable, type GradientCheckOptions, type GradientRow } from "./gradient-check";
export {
  findLearningRate,
  type FindLearningRateOptions,
  type LearningRateSweep,
} from "./learning-rate-finder";
export {
  accuracyOf,
  classify,
  confusionMatrix,
  countCorrect,
  precisionAndRecall,
  type PrecisionAndRecall,
} from "./metrics";
export type { BatchRecord, EpochRecord } from "./records";
export {
  bestEpoch,
  hasConverged,
  takeSnapshot,
  type BestEpoch,
  type ConvergenceOptions,
  type EarlyStopping,
  type Restore,
} from "./stopping";
export { DivergenceError, train, type TrainOptions } from "./train";
