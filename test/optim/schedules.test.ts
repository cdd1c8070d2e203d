import fc from "fast-check";
import {
  constantRate,
  cosineDecay,
  exponentialDecay,
  inverseTimeDecay,
  stepDecay,
  type Schedule,
  warmUp,
} from "../../lib/src/optim/schedules";

const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const times = fc.double({ min: 0, max: 100, noNaN: true });

/** Every kind of decay with options of every kind, and the rate that each must begin with. */
const decays: fc.Arbitrary<{ schedule: Schedule; rate: number }> = fc.oneof(
  fc.record({ rate: positive }).map(({ rate }) => ({ schedule: constantRate(rate), rate })),
  fc
    .record({ rate: positive, factor: share, every: positive })
    .map((o) => ({ schedule: stepDecay(o), rate: o.rate })),
  fc
    .record({ rate: positive, decay: positive })
    .map((o) => ({ schedule: inverseTimeDecay(o), rate: o.rate })),
  fc.record({ rate: positive, factor: share }).map((o) => ({ schedule: exponentialDecay(o), rate: o.rate })),
  fc.record({ rate: positive, over: positive }).map((o) => ({ schedule: cosineDecay(o), rate: o.rate })),
);

test("each decay begins with its rate, never rises and never falls below 0", () => {
  fc.assert(
    fc.property(decays, times, times, ({ schedule, rate }, one, other) => {
      expect(schedule(0) / rate).toBeCloseTo(1, 12);
      const [early, late] = [Math.min(one, other), Math.max(one, other)].map(schedule);
      expect(late).toBeLessThanOrEqual(early * (1 + 1e-12));
      expect(late).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("stepDecay() is constant between its cuts, each of which leaves the factor", () => {
  const schedule = stepDecay({ rate: 1, factor: 0.5, every: 10 });
  expect([0, 9.99, 10, 19, 20, 35].map(schedule)).toEqual([1, 1, 0.5, 0.5, 0.25, 0.125]);
  expect(stepDecay({ rate: 1, every: 1 })(2)).toBeCloseTo(0.01, 12);
});

test("inverseTimeDecay() leaves half at time 1/k, and in the limit goes as 1/(kt)", () => {
  fc.assert(
    fc.property(positive, positive, (rate, decay) => {
      const schedule = inverseTimeDecay({ rate, decay });
      expect(schedule(1 / decay) / rate).toBeCloseTo(0.5, 9);
      expect((schedule(1e12 / decay) * 1e12) / rate).toBeCloseTo(1, 9);
    }),
  );
});

test("exponentialDecay() leaves the same share in equal times", () => {
  fc.assert(
    fc.property(share, fc.double({ min: 0, max: 20, noNaN: true }), (factor, time) => {
      const schedule = exponentialDecay({ rate: 3, factor });
      expect(schedule(time + 1) / schedule(time)).toBeCloseTo(factor, 9);
    }),
  );
});

test("cosineDecay() is halfway at half the time, and stays at its final rate", () => {
  fc.assert(
    fc.property(positive, share, positive, times, (rate, part, over, later) => {
      const schedule = cosineDecay({ rate, final: part * rate, over });
      expect(schedule(over / 2) / rate).toBeCloseTo((1 + part) / 2, 9);
      expect(schedule(over + later)).toBe(part * rate);
      expect(schedule(over * (1 - 1e-9)) / rate).toBeCloseTo(part, 9);
    }),
  );
  expect(cosineDecay({ rate: 1, over: 5 })(5)).toBe(0.01);
});

test("warmUp() grows linearly to the first rate of what follows, and hands over without a jump", () => {
  fc.assert(
    fc.property(
      decays,
      positive,
      share,
      fc.double({ min: 0, max: 1, noNaN: true }),
      ({ schedule, rate }, over, from, x) => {
        const warm = warmUp(schedule, { over, from });
        expect(warm(0) / rate).toBeCloseTo(from, 9);
        expect(warm(over) / rate).toBeCloseTo(1, 9);
        expect(warm(x * over * (1 - 1e-9)) / rate).toBeCloseTo(from + (1 - from) * x, 6);
      },
    ),
  );
  const warm = warmUp(inverseTimeDecay({ rate: 1, decay: 1 }), { over: 4 });
  expect([0, 2, 4, 5, 7].map(warm)).toEqual([0.1, 0.55, 1, 1 / 2, 1 / 4]);
});

test.each<[string, () => unknown, RegExp]>([
  ["a rate of 0", () => constantRate(0), /constantRate: rate must be a finite number above 0, got 0/],
  ["a time below 0", () => constantRate(1)(-1), /constantRate: time must be a finite number ≥ 0, got -1/],
  ["a time that is NaN", () => warmUp(constantRate(1), { over: 1 })(NaN), /warmUp: time .* got NaN/],
  ["cuts at every 0", () => stepDecay({ rate: 1, every: 0 }), /stepDecay: every .* got 0/],
  [
    "a factor above 1",
    () => stepDecay({ rate: 1, factor: 2, every: 1 }),
    /stepDecay: factor must be a number above 0 and at most 1, got 2/,
  ],
  ["a decay below 0", () => inverseTimeDecay({ rate: 1, decay: -1 }), /inverseTimeDecay: decay .* got -1/],
  ["a factor of 0", () => exponentialDecay({ rate: 1, factor: 0 }), /exponentialDecay: factor .* got 0/],
  [
    "a final rate above the first",
    () => cosineDecay({ rate: 1, final: 2, over: 1 }),
    /cosineDecay: final \/ rate .* got 2/,
  ],
  ["an infinite length", () => cosineDecay({ rate: 1, over: Infinity }), /cosineDecay: over .* got Infinity/],
  ["warming up from 0", () => warmUp(constantRate(1), { over: 1, from: 0 }), /warmUp: from .* got 0/],
  ["warming up to NaN", () => warmUp(() => NaN, { over: 1 }), /warmUp: schedule\(0\) .* got NaN/],
  ["warming up in no time", () => warmUp(constantRate(1), { over: 0 }), /warmUp: over .* got 0/],
])("%s is refused", (_, run, message) => {
  expect(run).toThrow(message);
});
