export {
  crossEntropy,
  crossEntropyOfProbabilities,
  crossEntropyOfTargets,
  logisticLoss,
  logSumExp,
  softmax,
} from "./cross-entropy";
export { crossEntropyOfDistributions, entropy, klDivergence } from "./entropy";
export { oneHot, smoothLabels } from "./labels";
export { multiclassHinge } from "./multiclass-hinge";
export { gaussianDensity, huberDensity, huberNormalization, laplaceDensity } from "./noise-density";
export { absoluteLoss, huberLoss, squaredLoss } from "./regression";
