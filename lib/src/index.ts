/**
 * What the notebooks import: groups of functions by what they are for, and beside them what nearly every notebook
 * uses. `tf` is [TensorFlow.js](https://js.tensorflow.org/api/latest/) as its authors publish it.
 *
 * @module
 */

/** TensorFlow.js: tensors, operations on them, gradients, layers. */
export * as tf from "@tensorflow/tfjs";
/** Charts: each is a Vega-Lite specification, which `show` draws. */
export * as charts from "./charts/index";
/** Data sets, minibatches, files. */
export * as data from "./data/index";
/** Losses and what they are made of. */
export * as losses from "./losses/index";
/**
 * Linear, softmax and logistic regression. `Matrix` and `matrixInverse` are those of
 * [ml-matrix](https://mljs.github.io/matrix/).
 */
export * as models from "./models/index";
/** Optimizers, learning-rate schedules, gradient descent on a formula. */
export * as optim from "./optim/index";
/** The training loop, metrics, gradient checks. */
export * as training from "./training/index";
/** What a notebook needs around its cells: the backend, exercises, checks, live curves. */
export * as notebook from "./notebook/index";

export type { Rows } from "./base/assertions";
export { InterruptedError } from "./base/interrupt";
export { random, type Random } from "./base/random";
export { assertShapes, ShapeError, type ExpectedShape, type Shaped } from "./base/shapes";
export { show } from "./notebook/show";
