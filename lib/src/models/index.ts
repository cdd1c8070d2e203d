export type { LinearParameters, LinearStart, SoftmaxParameters, SoftmaxStart } from "./first-parameters";
export {
  leastSquaresClassifier,
  type LeastSquaresClassifier,
  type LeastSquaresClassifierOptions,
} from "./least-squares-classifier";
export { linearModel, softmaxModel } from "./linear-model";
export { closedForm, type LinearFit } from "./linear-regression/closed-form";
export { linearRegressionConcise, type LinearRegressionConcise } from "./linear-regression/concise";
export {
  linearRegressionFromScratch,
  type LinearRegressionFromScratch,
  type RegressionLoss,
} from "./linear-regression/from-scratch";
export {
  hessianOfLeastSquares,
  leastSquares,
  spectrum,
  type LeastSquares,
  type Spectrum,
} from "./linear-regression/least-squares";
export { sampleGradients } from "./linear-regression/sample-gradients";
export { linearRegressionOnArrays, type LinearRegressionOnArrays } from "./linear-regression/typed-arrays";
export { logisticRegressionFromScratch, type LogisticRegression } from "./logistic-regression";
export { loadParameters, saveParameters, type LoadedTensor, type StoredTensor } from "./parameters-file";
export { softmaxRegressionConcise, type SoftmaxRegressionConcise } from "./softmax-regression/concise";
export {
  softmaxRegressionFromScratch,
  type ClassificationLoss,
  type SoftmaxRegressionFromScratch,
} from "./softmax-regression/from-scratch";
export {
  softmaxRegressionHandDerived,
  type SoftmaxRegressionHandDerived,
} from "./softmax-regression/hand-derived";
export type { SoftmaxRegression } from "./softmax-regression/softmax-regression";
export { softmaxRegressionOnArrays, type SoftmaxRegressionOnArrays } from "./softmax-regression/typed-arrays";
export type { StepResult, Trainable } from "./trainable";
export { inverse, Matrix } from "ml-matrix";
