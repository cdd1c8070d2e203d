import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../lib/src/data/batches";
import { linearRegressionConcise } from "../../lib/src/models/linear-regression/concise";
import { linearRegressionFromScratch } from "../../lib/src/models/linear-regression/from-scratch";
import { linearRegressionOnArrays } from "../../lib/src/models/linear-regression/typed-arrays";
import { logisticRegressionFromScratch } from "../../lib/src/models/logistic-regression";
import { softmaxRegressionConcise } from "../../lib/src/models/softmax-regression/concise";
import { softmaxRegressionFromScratch } from "../../lib/src/models/softmax-regression/from-scratch";
import { softmaxRegressionHandDerived } from "../../lib/src/models/softmax-regression/hand-derived";
import { softmaxRegressionOnArrays } from "../../lib/src/models/softmax-regression/typed-arrays";
import type { Random } from "../../lib/src/base/random";
import type { Trainable } from "../../lib/src/models/trainable";

/** What all forms of all models have in common. */
export interface Model extends Trainable {
  parameters(): unknown;
  dispose(): void;
}

/** How a form starts, by the name of its weights. */
export interface Start {
  random?: Pick<Random, "normals">;
  standardDeviation?: number;
  weights?: number[];
}

/** A form of a model of two features: what makes it, and its ways of predicting from a tensor. */
export interface ModelForm {
  name: string;
  make: (start?: Start) => Model;
  /** The number of classes of a classifier. */
  q?: number;
  /** How many weights it has. */
  count: number;
  predictors: readonly string[];
}

const d = 2;
const linear = ({ weights, ...start }: Start = {}) => ({ d, ...start, ...(weights && { w: weights }) });
const softmax = ({ weights, ...start }: Start = {}) => ({
  d,
  q: 3,
  ...start,
  ...(weights && { W: weights }),
});

const classifier = { q: 3, count: 6, predictors: ["predict", "predictProbabilities", "logits"] };

/** All forms of all models. */
export const modelForms: readonly ModelForm[] = [
  {
    name: "linearRegressionOnArrays",
    make: (start) => linearRegressionOnArrays(linear(start)),
    ...{ count: 2, predictors: ["predict"] },
  },
  {
    name: "linearRegressionFromScratch",
    make: (start) => linearRegressionFromScratch(linear(start)),
    ...{ count: 2, predictors: ["predict"] },
  },
  {
    name: "linearRegressionConcise",
    make: (start) => linearRegressionConcise(linear(start)),
    ...{ count: 2, predictors: ["predict"] },
  },
  {
    name: "logisticRegressionFromScratch",
    make: (start) => logisticRegressionFromScratch(linear(start)),
    ...{ q: 2, count: 2, predictors: ["predict", "predictProbabilities", "logits"] },
  },
  {
    name: "softmaxRegressionOnArrays",
    make: (start) => softmaxRegressionOnArrays(softmax(start)),
    ...classifier,
  },
  {
    name: "softmaxRegressionHandDerived",
    make: (start) => softmaxRegressionHandDerived(softmax(start)),
    ...classifier,
  },
  {
    name: "softmaxRegressionFromScratch",
    make: (start) => softmaxRegressionFromScratch(softmax(start)),
    ...classifier,
  },
  {
    name: "softmaxRegressionConcise",
    make: (start) => softmaxRegressionConcise(softmax(start)),
    ...classifier,
  },
];

/** Four samples of two features, with labels that serve as targets too. */
export const goodBatch = (isClassifier: boolean): Batch => ({
  X: tf.tensor2d([1, 2, -1, 0.5, 3, -2, 0, 1], [4, d]),
  y: tf.tensor1d([0, 1, 1, 0], isClassifier ? "int32" : "float32"),
  size: 4,
  indices: Uint32Array.of(0, 1, 2, 3),
});
