/** Matrices in float64, for formulas that float32 is too coarse for. */
export { inverse, Matrix } from "ml-matrix";
/** TensorFlow.js: tensors, operations on them, gradients, layers. */
export * as tf from "@tensorflow/tfjs";

export { bars } from "./charts/bars";
export type { BarsOptions } from "./charts/bars";
export { confusionChart } from "./charts/confusion-chart";
export type { ConfusionChartOptions } from "./charts/confusion-chart";
export { contourWithPaths } from "./charts/contour/contour-with-paths";
export type { Contour } from "./charts/contour/contour";
export type { ContourWithPathsOptions } from "./charts/contour/contour-with-paths";
export { curves } from "./charts/curves/curves";
export type { Curve, CurvesOptions } from "./charts/curves/curves";
export type { DescentPath } from "./charts/contour/descent-path";
export { errorBars } from "./charts/error-bars";
export type { ErrorBarSeries, ErrorBarsOptions } from "./charts/error-bars";
export { hill } from "./charts/contour/hill";
export type { HillOptions, HillPath } from "./charts/contour/hill";
export { histogram } from "./charts/histogram";
export type { HistogramOptions } from "./charts/histogram";
export { imageGrid } from "./charts/images/image-grid";
export type { ImageGridOptions, ImageGroup, Verdict } from "./charts/images/image-grid";
export { lossPanels } from "./charts/loss-panels";
export type { LossPanelsOptions } from "./charts/loss-panels";
export { networkDrawing } from "./charts/network-drawing";
export type { NetworkDrawingOptions } from "./charts/network-drawing";
export type { PathControls } from "./charts/contour/path-controls";
export { residuals } from "./charts/scatter/residuals";
export type { ResidualsOptions } from "./charts/scatter/residuals";
export { scatterWithLine } from "./charts/scatter/scatter-with-line";
export type { ScatterWithLineOptions } from "./charts/scatter/scatter-with-line";
export { smallMultiples } from "./charts/small-multiples";
export type { SmallMultiplesOptions } from "./charts/small-multiples";
export { softmaxTemperature } from "./charts/softmax-temperature";
export type { SoftmaxTemperatureOptions } from "./charts/softmax-temperature";
export { weightImages } from "./charts/images/weight-images";
export type { WeightImagesOptions } from "./charts/images/weight-images";
export { batchOrder } from "./data/batch-order";
export type { BatchOptions, LastBatch } from "./data/batch-order";
export { batches } from "./data/batches";
export type { Batch, BatchesOptions } from "./data/batches";
export { classFolders } from "./data/class-folders/class-folders";
export type { ClassFolders, ClassFoldersOptions } from "./data/class-folders/class-folders";
export { ClassFolderError } from "./data/class-folders/list-images";
export type { ClassFolderProblem } from "./data/class-folders/list-images";
export { imageFiles } from "./data/class-folders/image-files";
export type { ImageFiles, ImageFilesOptions } from "./data/class-folders/image-files";
export { csvSamples } from "./data/csv";
export { memoryDataset } from "./data/dataset";
export type { Dataset, MemoryDataset, Sample, Samples } from "./data/dataset";
export { DatasetFileError } from "./data/dataset-file-format";
export type { DatasetFileProblem } from "./data/dataset-file-format";
export { download } from "./data/download/download";
export { DownloadError } from "./data/download/download-options";
export type { DownloadProblem } from "./data/download/download-options";
export type { Downloaded, DownloadEvent, DownloadOptions } from "./data/download/download-options";
export { fashionMnist, fashionMnistClasses } from "./data/fashion-mnist/fashion-mnist";
export type { FashionMnistOptions } from "./data/fashion-mnist/fashion-mnist";
export { openDatasetFile } from "./data/file-dataset";
export type { FileDataset, FileUsage } from "./data/file-dataset";
export { gunzip, GzipError } from "./data/gunzip";
export type { GunzipOptions, GzipProblem } from "./data/gunzip";
export { houses, parseHouseSales } from "./data/houses";
export type { HouseSale } from "./data/houses";
export { IdxError } from "./data/idx";
export type { IdxProblem } from "./data/idx";
export { idxImages } from "./data/idx-images";
export type { IdxArray, IdxNumbers } from "./data/idx";
export { readIdx } from "./data/idx";
export type { ReadIdxOptions } from "./data/idx";
export { writeIdx } from "./data/idx";
export { imageDataset } from "./data/image-dataset";
export type { ImageDataset, Images } from "./data/image-dataset";
export { InterruptedError } from "./base/interrupt";
export { prefetch } from "./data/prefetch";
export type { PrefetchOptions } from "./data/prefetch";
export { resizeImages } from "./data/resize-images";
export type { ResizeOptions } from "./data/resize-images";
export { shuffleInBlocks } from "./data/batch-order";
export type { BlockShuffleOptions } from "./data/batch-order";
export { standardize } from "./data/standardize";
export type { Standardized } from "./data/standardize";
export { subset } from "./data/subset";
export { syntheticRegression } from "./data/synthetic-regression";
export type { SyntheticRegressionOptions } from "./data/synthetic-regression";
export { syntheticSamples } from "./data/synthetic-regression";
export { dataFolder, DataFileError } from "./data/verified-file";
export type { DataFileProblem } from "./data/verified-file";
export { writeDatasetFile } from "./data/write-dataset-file";
export type { WrittenDataset } from "./data/write-dataset-file";
export { absoluteLoss, huberLoss, squaredLoss } from "./losses/regression";
export {
  crossEntropy,
  crossEntropyOfProbabilities,
  crossEntropyOfTargets,
  logisticLoss,
  logSumExp,
  softmax,
} from "./losses/cross-entropy";
export { crossEntropyOfDistributions, entropy, klDivergence } from "./losses/entropy";
export { multiclassHinge } from "./losses/multiclass-hinge";
export { oneHot, smoothLabels } from "./losses/labels";
export { gaussianDensity, huberDensity, huberNormalisation, laplaceDensity } from "./losses/noise-density";
export { leastSquaresClassifier } from "./models/least-squares-classifier";
export type {
  LeastSquaresClassifier,
  LeastSquaresClassifierOptions,
} from "./models/least-squares-classifier";
export { closedForm } from "./models/linear-regression/closed-form";
export type { LinearFit } from "./models/linear-regression/closed-form";
export { linearRegressionConcise } from "./models/linear-regression/concise";
export type { LinearRegressionConcise } from "./models/linear-regression/concise";
export { linearRegressionFromScratch } from "./models/linear-regression/from-scratch";
export type { LinearRegressionFromScratch, RegressionLoss } from "./models/linear-regression/from-scratch";
export { hessianOfLeastSquares, leastSquares, spectrum } from "./models/linear-regression/least-squares";
export type { LeastSquares, Spectrum } from "./models/linear-regression/least-squares";
export { linearModel, softmaxModel } from "./models/linear-model";
export {
  minibatchVariance,
  sampleGradients,
  traceOfCovariance,
} from "./models/linear-regression/sample-gradients";
export type {
  LinearParameters,
  LinearStart,
  SoftmaxParameters,
  SoftmaxStart,
} from "./models/first-parameters";
export { linearRegressionOnArrays } from "./models/linear-regression/typed-arrays";
export type { LinearRegressionOnArrays } from "./models/linear-regression/typed-arrays";
export { logisticRegression } from "./models/logistic-regression";
export type { LogisticRegression } from "./models/logistic-regression";
export { loadParameters, saveParameters } from "./models/parameters-file";
export type { LoadedTensor, StoredTensor } from "./models/parameters-file";
export { ParametersFileError } from "./models/safetensors-header";
export type { ParametersFileProblem } from "./models/safetensors-header";
export { softmaxRegressionConcise } from "./models/softmax-regression/concise";
export type { SoftmaxRegressionConcise } from "./models/softmax-regression/concise";
export { softmaxRegressionFromScratch } from "./models/softmax-regression/from-scratch";
export type {
  ClassificationLoss,
  SoftmaxRegressionFromScratch,
} from "./models/softmax-regression/from-scratch";
export { softmaxRegressionHandDerived } from "./models/softmax-regression/hand-derived";
export type { SoftmaxRegressionHandDerived } from "./models/softmax-regression/hand-derived";
export type { SoftmaxRegression } from "./models/softmax-regression/softmax-regression";
export { softmaxRegressionOnArrays } from "./models/softmax-regression/typed-arrays";
export type { SoftmaxRegressionOnArrays } from "./models/softmax-regression/typed-arrays";
export { NotAnsweredError, todo, unanswered } from "./notebook/answer";
export type { Answer } from "./notebook/answer";
export { check } from "./notebook/check";
export type { ExerciseId } from "./notebook/check";
export { show } from "./notebook/show";
export type { ShowOptions } from "./notebook/show";
export { doctor } from "./notebook/doctor";
export type { ExercisesPackage, Judgement, Level } from "./notebook/exercises";
export { expectClose } from "./notebook/expect-close";
export { finish } from "./notebook/finish";
export type { Disposable } from "./notebook/finish";
export { liveCurves } from "./notebook/live-curves";
export type { AddPoint, LiveCurvesOptions } from "./notebook/live-curves";
export { progress } from "./notebook/progress";
export { progressBar } from "./base/progress-bar";
export type { ProgressBar, ProgressBarOptions } from "./base/progress-bar";
export { adam } from "./optim/adam";
export type { AdamOptions } from "./optim/adam";
export { descend } from "./optim/descend";
export type { DescendOptions } from "./optim/descend";
export { momentum, sgd } from "./optim/sgd";
export { newtonStep } from "./optim/newton-step";
export type { NewtonStepOptions } from "./optim/newton-step";
export type { Optimizer, OptimizerWithMemory } from "./optim/optimizer";
export { weightDecay } from "./optim/weight-decay";
export type { WeightDecayOptions } from "./optim/weight-decay";
export { describeBackend, useBackend } from "./base/backend";
export type { Backend, BackendName } from "./base/backend";
export { peakMemory, tensorsLeftBy } from "./base/memory";
export type { Left, PeakMemory } from "./base/memory";
export { random } from "./base/random";
export type { Random } from "./base/random";
export { assertShapes, ShapeError } from "./base/shapes";
export type { Expected, Shaped } from "./base/shapes";
export { accuracyOf, classify, confusionMatrix, countCorrect, precisionAndRecall } from "./training/metrics";
export type { PrecisionAndRecall } from "./training/metrics";
export { hasConverged, takeSnapshot, trainWithEarlyStopping } from "./training/stopping";
export type { ConvergenceOptions, EarlyStop, EarlyStoppingOptions, Restore } from "./training/stopping";
export { evaluate, probabilities } from "./training/evaluation";
export type { Classifier, EvaluateOptions, Evaluation } from "./training/evaluation";
export { findLearningRate } from "./training/learning-rate-finder";
export type { FindLearningRateOptions, LearningRateSweep } from "./training/learning-rate-finder";
export { gradientCheck, gradientTable } from "./training/gradient-check";
export type { GradientCheckOptions, GradientRow } from "./training/gradient-check";
export {
  constantRate,
  cosineDecay,
  exponentialDecay,
  inverseTimeDecay,
  stepDecay,
  warmUp,
} from "./training/schedules";
export type { Schedule } from "./training/schedules";
export { DivergenceError, train } from "./training/train";
export type { BatchRecord, EpochRecord, TrainOptions } from "./training/train";
export type { StepResult, Trainable } from "./models/trainable";
