export {
  minibatchVariance,
  traceOfCovariance,
  type MinibatchVarianceOptions,
} from "../models/linear-regression/sample-gradients";
export {
  evaluate,
  probabilities,
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
export {
  hasConverged,
  takeSnapshot,
  trainWithEarlyStopping,
  type ConvergenceOptions,
  type EarlyStop,
  type EarlyStoppingOptions,
  type Restore,
} from "./stopping";
export { DivergenceError, train, type BatchRecord, type EpochRecord, type TrainOptions } from "./train";
