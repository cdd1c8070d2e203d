export { adam, type AdamOptions } from "./adam";
export { descend, type DescendOptions } from "./descend";
export { newtonStep, type NewtonStepOptions } from "./newton-step";
export type { Optimizer, OptimizerWithMemory } from "./optimizer";
export {
  constantRate,
  cosineDecay,
  exponentialDecay,
  inverseTimeDecay,
  stepDecay,
  warmUp,
  type Schedule,
} from "./schedules";
export { momentum, sgd } from "./sgd";
export { weightDecay, type WeightDecayOptions } from "./weight-decay";
