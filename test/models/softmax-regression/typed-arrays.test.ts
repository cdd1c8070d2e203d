import { softmaxRegressionOnArrays } from "../../../lib/src/models/softmax-regression/typed-arrays";

const model = () => softmaxRegressionOnArrays({ d: 4, q: 2 });

test.each([1, 9, 10])("%i numbers, which are no whole rows of 4, are refused", (length) => {
  expect(() => model().logitsOn(new Float32Array(length))).toThrow(
    /X must have n · d = n · 4 numbers, got \d+/,
  );
});

test("a batch without a sample, or with another number of samples than labels, leaves the parameters as they are", () => {
  const untouched = model();
  const before = untouched.parameters();
  expect(() => untouched.stepOn(new Float32Array(0), [], 0.1)).toThrow(
    /the number of samples must be a whole number ≥ 1, got 0/,
  );
  expect(() => untouched.stepOn(new Float32Array(8), [1], 0.1)).toThrow(/shape/);
  expect(untouched.parameters()).toEqual(before);
});
