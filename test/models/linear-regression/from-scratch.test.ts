import * as tf from "@tensorflow/tfjs";
import { memoryDataset } from "../../../lib/src/data/dataset";
import { syntheticRegression } from "../../../lib/src/data/synthetic-regression";
import { linearRegressionFromScratch } from "../../../lib/src/models/linear-regression/from-scratch";
import { adam } from "../../../lib/src/optim/adam";
import type { Optimizer } from "../../../lib/src/optim/optimizer";
import { sgd } from "../../../lib/src/optim/sgd";
import { useBackend } from "../../../lib/src/base/backend";
import { random } from "../../../lib/src/base/random";
import { train } from "../../../lib/src/training/train";

beforeAll(() => useBackend());

test("with one feature a hundred times as large, sgd diverges where adam finds the truth", async () => {
  const { X, y } = syntheticRegression({ n: 250, random: random(0) });
  const data = memoryDataset(
    X.map((value, i) => (i % 2 === 0 ? 100 * value : value)),
    y,
  );
  const trained = async (optimizer: Optimizer, learningRate: number) => {
    const model = linearRegressionFromScratch({ d: 2, optimizer });
    const options = { epochs: 20, batchSize: 10, random: random(1), showProgress: false };
    const training = train(model, data, { ...options, learningRate });
    return training.then(() => model.parameters()).finally(() => model.dispose());
  };
  await expect(trained(sgd, 1e-3)).rejects.toThrow(/the loss became/);
  const { w, b } = await trained(adam(), 0.1);
  expect([100 * w[0], w[1], b]).toEqual([2, -3.4, 4.2].map((v) => expect.closeTo(v, 1) as number));
  expect(tf.memory().numTensors).toBe(0);
});
