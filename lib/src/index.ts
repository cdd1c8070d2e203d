/** Matrices in float64, for formulas that float32 is too coarse for. */
export { inverse, Matrix } from "ml-matrix";
/** TensorFlow.js: tensors, operations on them, gradients, layers. */
export * as tf from "@tensorflow/tfjs";

export { bars } from "./charts/bars";
export type { BarsOptions } from "./charts/bars";
export { contourWithPaths } from "./charts/contour-with-paths";
export type { Contour, ContourWithPathsOptions } from "./charts/contour-with-paths";
export { curves } from "./charts/curves";
export type { Curve, CurvesOptions } from "./charts/curves";
export type { DescentPath } from "./charts/descent-path";
export { hill } from "./charts/hill";
export type { HillOptions, HillPath } from "./charts/hill";
export { histogram } from "./charts/histogram";
export type { HistogramOptions } from "./charts/histogram";
export { networkDrawing } from "./charts/network-drawing";
export type { NetworkDrawingOptions } from "./charts/network-drawing";
export type { PathControls } from "./charts/path-controls";
export { residuals } from "./charts/residuals";
export type { ResidualsOptions } from "./charts/residuals";
export { scatterWithLine } from "./charts/scatter-with-line";
export type { ScatterWithLineOptions } from "./charts/scatter-with-line";
export { batchOrder } from "./data/batch-order";
export type { BatchOptions, LastBatch } from "./data/batch-order";
export { batches } from "./data/batches";
export type { Batch } from "./data/batches";
export { memoryDataset } from "./data/dataset";
export type { Dataset, MemoryDataset, Samples } from "./data/dataset";
export { houses, parseHouseSales } from "./data/houses";
export type { HouseSale } from "./data/houses";
export { InterruptedError } from "./data/interrupt";
export { standardize } from "./data/standardize";
export type { Standardized } from "./data/standardize";
export { syntheticRegression } from "./data/synthetic-regression";
export type { SyntheticRegressionOptions } from "./data/synthetic-regression";
export { absoluteLoss } from "./losses/absolute-loss";
export { huberLoss } from "./losses/huber-loss";
export { squaredLoss } from "./losses/squared-loss";
export { closedForm } from "./models/linear-regression/closed-form";
export type { LinearFit } from "./models/linear-regression/closed-form";
export { linearRegressionConcise } from "./models/linear-regression/concise";
export type { LinearRegressionConcise } from "./models/linear-regression/concise";
export { linearRegressionFromScratch } from "./models/linear-regression/from-scratch";
export type { LinearRegressionFromScratch, RegressionLoss } from "./models/linear-regression/from-scratch";
export { hessianOfLeastSquares } from "./models/linear-regression/hessian";
export { leastSquares } from "./models/linear-regression/least-squares";
export type { LeastSquares } from "./models/linear-regression/least-squares";
export { linearModel } from "./models/linear-regression/linear-model";
export { sampleGradients } from "./models/linear-regression/sample-gradients";
export { spectrum } from "./models/linear-regression/spectrum";
export type { Spectrum } from "./models/linear-regression/spectrum";
export type { LinearParameters, LinearStart } from "./models/linear-regression/start";
export { linearRegressionOnArrays } from "./models/linear-regression/typed-arrays";
export type { LinearRegressionOnArrays } from "./models/linear-regression/typed-arrays";
export { show } from "./notebook/display";
export type { ShowOptions } from "./notebook/display";
export { doctor } from "./notebook/doctor";
export { expectClose } from "./notebook/expect-close";
export { finish } from "./notebook/finish";
export type { Disposable } from "./notebook/finish";
export { liveCurves } from "./notebook/live-curves";
export type { AddPoint, LiveCurvesOptions } from "./notebook/live-curves";
export { progress } from "./notebook/progress";
export type { Progress, ProgressOptions } from "./notebook/progress";
export { adam } from "./optimizers/adam";
export type { AdamOptions } from "./optimizers/adam";
export { descend } from "./optimizers/descend";
export type { DescendOptions } from "./optimizers/descend";
export { momentum } from "./optimizers/momentum";
export { newtonStep } from "./optimizers/newton-step";
export type { NewtonStepOptions } from "./optimizers/newton-step";
export type { Optimizer, OptimizerWithMemory } from "./optimizers/optimizer";
export { sgd } from "./optimizers/sgd";
export { weightDecay } from "./optimizers/weight-decay";
export type { WeightDecayOptions } from "./optimizers/weight-decay";
export { describeBackend, useBackend } from "./tensor/backend";
export type { Backend, BackendName } from "./tensor/backend";
export { tensorsLeftBy } from "./tensor/leaks";
export type { Left } from "./tensor/leaks";
export { random } from "./tensor/random";
export type { Random } from "./tensor/random";
export { assertShapes, ShapeError } from "./tensor/shapes";
export type { Expected, Shaped } from "./tensor/shapes";
export { hasConverged } from "./training/convergence";
export type { ConvergenceOptions } from "./training/convergence";
export { trainWithEarlyStopping } from "./training/early-stopping";
export type { EarlyStop, EarlyStoppingOptions } from "./training/early-stopping";
export { findLearningRate } from "./training/find-learning-rate";
export type { FindLearningRateOptions, LearningRateSweep } from "./training/find-learning-rate";
export { gradientCheck } from "./training/gradient-check";
export type { GradientCheckOptions, GradientRow } from "./training/gradient-check";
export { gradientTable } from "./training/gradient-table";
export { minibatchVariance, traceOfCovariance } from "./training/gradient-variance";
export {
  constantRate,
  cosineDecay,
  exponentialDecay,
  inverseTimeDecay,
  stepDecay,
  warmUp,
} from "./training/schedules";
export type { Schedule } from "./training/schedules";
export { takeSnapshot } from "./training/snapshot";
export type { Restore } from "./training/snapshot";
export { DivergenceError, train } from "./training/train";
export type { BatchRecord, EpochRecord, TrainOptions } from "./training/train-options";
export type { Trainable } from "./training/trainable";
