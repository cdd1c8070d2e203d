import { batches } from "../../../lib/src/data/batches";
import { fashionMnist } from "../../../lib/src/data/fashion-mnist/fashion-mnist";
import { softmaxRegressionHandDerived } from "../../../lib/src/models/softmax-regression/hand-derived";
import { softmaxRegressionFromScratch } from "../../../lib/src/models/softmax-regression/from-scratch";
import { useBackend } from "../../../lib/src/base/backend";
import { train } from "../../../lib/src/training/train";

beforeAll(() => useBackend());

const options = { epochs: 1, batchSize: 256, learningRate: 0.1, showProgress: false };

test("the first epoch from zero, in the order of the files, has NumPy's and PyTorch's loss 0.78375", async () => {
  const data = await fashionMnist({ showProgress: false });
  const model = softmaxRegressionFromScratch({ d: data.d, q: 10 });
  const [{ runningLoss, batchLosses, runningAccuracy }] = await train(model, data, options);
  expect(runningLoss).toBeCloseTo(0.78375, 5);
  expect(batchLosses[0]).toBeCloseTo(Math.log(10), 5);
  expect(batchLosses).toHaveLength(235);
  expect(runningAccuracy).toBeCloseTo(0.7508, 3);
  model.dispose();
}, 120_000);

test("a last batch of 96 counts as 96 samples, and not as 256", async () => {
  const data = await fashionMnist({ limit: 256 + 96, showProgress: false });
  const model = softmaxRegressionHandDerived({ d: data.d, q: 10 });
  const sizes: number[] = [];
  for await (const { size } of batches(data, { batchSize: 256 })) sizes.push(size);
  expect(sizes).toEqual([256, 96]);
  const [{ runningLoss, batchLosses }] = await train(model, data, options);
  expect(runningLoss).toBeCloseTo((256 * batchLosses[0] + 96 * batchLosses[1]) / 352, 10);
  model.dispose();
});
