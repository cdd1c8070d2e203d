import { assertNotNegative, assertPositive } from "../base/assertions";

/**
 * A learning rate that changes in the course of training: from the time, counted from 0 in epochs or in steps,
 * to η. Schedules are pure functions, so that they can be drawn, tested and put together.
 */
export type Schedule = (time: number) => number;

/** The same learning rate at all times. @throws RangeError if the rate is not above 0 */
export function constantRate(rate: number): Schedule {
  assertPositive("constantRate", "rate", rate);
  return at("constantRate", () => rate);
}

/**
 * Step decay, η·f^⌊t/every⌋: the rate is cut at once, time and again. PyTorch: `StepLR`.
 *
 * @param options.rate η at time 0, above 0
 * @param options.factor f, what is left of the rate after a cut, from above 0 to 1. Default: 0.1
 * @param options.every the time between two cuts, above 0
 * @throws RangeError if an option is out of range
 */
export function stepDecay(options: { rate: number; factor?: number; every: number }): Schedule {
  const { rate, factor = 0.1, every } = options;
  assertPositive("stepDecay", "rate", rate);
  assertShare("stepDecay", "factor", factor);
  assertPositive("stepDecay", "every", every);
  return at("stepDecay", (time) => rate * factor ** Math.floor(time / every));
}

/**
 * Inverse time decay, η/(1 + kt): the rates sum to infinity while their squares do not, under which stochastic
 * gradient descent converges (H. Robbins and S. Monro, A Stochastic Approximation Method, Annals of
 * Mathematical Statistics 22, 1951).
 *
 * @param options.rate η at time 0, above 0
 * @param options.decay k, above 0: at time 1/k half the rate is left
 * @throws RangeError if an option is out of range
 */
export function inverseTimeDecay({ rate, decay }: { rate: number; decay: number }): Schedule {
  assertPositive("inverseTimeDecay", "rate", rate);
  assertPositive("inverseTimeDecay", "decay", decay);
  return at("inverseTimeDecay", (time) => rate / (1 + decay * time));
}

/**
 * Exponential decay, η·f^t. The rates have a finite sum, so that a model far from its optimum may not get there.
 * PyTorch: `ExponentialLR`.
 *
 * @param options.rate η at time 0, above 0
 * @param options.factor f, what is left of the rate after one unit of time, from above 0 to 1
 * @throws RangeError if an option is out of range
 */
export function exponentialDecay({ rate, factor }: { rate: number; factor: number }): Schedule {
  assertPositive("exponentialDecay", "rate", rate);
  assertShare("exponentialDecay", "factor", factor);
  return at("exponentialDecay", (time) => rate * factor ** time);
}

/**
 * Cosine decay, from the rate to a final one along half a wave, and constant afterwards: SGDR without restarts
 * (I. Loshchilov and F. Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2017). PyTorch:
 * `CosineAnnealingLR`.
 *
 * @param options.rate η at time 0, above 0
 * @param options.final η at the end, from above 0 to the rate. Default: a hundredth of the rate
 * @param options.over the time until the end, above 0
 * @throws RangeError if an option is out of range
 */
export function cosineDecay(options: { rate: number; final?: number; over: number }): Schedule {
  const { rate, final = rate / 100, over } = options;
  assertPositive("cosineDecay", "rate", rate);
  assertShare("cosineDecay", "final / rate", final / rate);
  assertPositive("cosineDecay", "over", over);
  return at("cosineDecay", (time) => {
    if (time >= over) return final;
    return final + ((rate - final) / 2) * (1 + Math.cos((Math.PI * time) / over));
  });
}

/**
 * Warm-up: the rate grows linearly to the first of another schedule, which then begins, its time counted from
 * there (P. Goyal and others, Accurate, Large Minibatch SGD, 2017). PyTorch: `LinearLR` before another one.
 *
 * @example warmUp(cosineDecay({ rate: 0.1, over: 9 }), { over: 1 });
 * @param schedule what comes after
 * @param options.over how long to grow, above 0
 * @param options.from the share of the first rate to begin with, from above 0 to 1. Default: 0.1
 * @throws RangeError if an option is out of range, or the other schedule does not begin above 0
 */
export function warmUp(schedule: Schedule, options: { over: number; from?: number }): Schedule {
  const { over, from = 0.1 } = options;
  assertPositive("warmUp", "over", over);
  assertShare("warmUp", "from", from);
  const first = schedule(0);
  assertPositive("warmUp", "schedule(0)", first);
  return at("warmUp", (time) =>
    time < over ? first * (from + (1 - from) * (time / over)) : schedule(time - over),
  );
}

const at =
  (caller: string, rate: Schedule): Schedule =>
  (time) => {
    assertNotNegative(caller, "time", time);
    return rate(time);
  };

function assertShare(caller: string, argument: string, value: number): void {
  if (value > 0 && value <= 1) return;
  throw new RangeError(`${caller}: ${argument} must be a number above 0 and at most 1, got ${value}.`);
}
