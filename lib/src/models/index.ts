export type { LinearParameters, LinearStart, SoftmaxParameters, SoftmaxStart } from "./first-parameters";
export type { LinearRegression, SoftmaxRegression, SoftmaxRegressionOnTensors } from "./forms";
export {
  fitLeastSquaresClassifier,
  type LeastSquaresClassifier,
  type LeastSquaresClassifierOptions,
} from "./least-squares-classifier";
export { linearModel, softmaxModel } from "./linear-model";
export { linearRegressionConcise, type LinearRegressionConcise } from "./linear-regression/concise";
export {
  linearRegressionFromScratch,
  type LinearRegressionFromScratch,
  type RegressionLoss,
} from "./linear-regression/from-scratch";
export {
  fitLeastSquares,
  leastSquaresHessian,
  leastSquaresLoss,
  spectrum,
  type LeastSquaresLoss,
  type LinearFit,
  type Spectrum,
  type WithBias,
} from "./linear-regression/least-squares";
export { sampleGradients } from "./linear-regression/sample-gradients";
export { linearRegressionOnArrays, type LinearRegressionOnArrays } from "./linear-regression/typed-arrays";
export { logisticRegressionFromScratch, type LogisticRegression } from "./logistic-regression";
export { loadParameters, saveParameters, type LoadedTensor, type StoredTensor } from "./parameters-file";
export { softmaxRegressionConcise, type SoftmaxRegressionConcise } from "./softmax-regression/concise";
export { softmaxRegressionFromScratch, type ClassificationLoss } from "./softmax-regression/from-scratch";
export { softmaxRegressionHandDerived } from "./softmax-regression/hand-derived";
export { softmaxRegressionOnArrays, type SoftmaxRegressionOnArrays } from "./softmax-regression/typed-arrays";
export type { StepResult, Trainable } from "./trainable";
export { inverse as matrixInverse, Matrix } from "ml-matrix";
