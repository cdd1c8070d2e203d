/** TensorFlow.js: tensors, operations on them, gradients, layers. */
export * as tf from "@tensorflow/tfjs";

export { houses, parseHouseSales } from "./data/houses";
export type { HouseSale } from "./data/houses";
export { closedForm } from "./models/linear-regression/closed-form";
export type { LinearFit } from "./models/linear-regression/closed-form";
export { doctor } from "./notebook/doctor";
export { expectClose } from "./notebook/expect-close";
export { finish } from "./notebook/finish";
export { describeBackend, useBackend } from "./tensor/backend";
export type { Backend, BackendName } from "./tensor/backend";
export { tensorsLeftBy } from "./tensor/leaks";
export { random } from "./tensor/random";
export type { Random } from "./tensor/random";
export { assertShapes, ShapeError } from "./tensor/shapes";
