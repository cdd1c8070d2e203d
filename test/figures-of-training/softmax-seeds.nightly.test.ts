import type { ImageDataset } from "../../lib/src/data/image-dataset";
import { fashionMnist } from "../../lib/src/data/fashion-mnist/fashion-mnist";
import { softmaxRegressionFromScratch } from "../../lib/src/models/softmax-regression/from-scratch";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";
import { evaluate } from "../../lib/src/training/evaluation";
import { train } from "../../lib/src/training/train";

let training: ImageDataset;
let testing: ImageDataset;

beforeAll(async () => {
  await useBackend();
  training = await fashionMnist({ showProgress: false });
  testing = await fashionMnist({ split: "test", showProgress: false });
});

// One form stands for all: four-forms.test.ts proves that they take the same steps.
test(
  "ten epochs from scratch reach the known loss and accuracy over seeds 0 to 9",
  async () => {
    const losses: number[] = [];
    const accuracies: number[] = [];
    for (let seed = 0; seed < 10; seed++) {
      const rng = random(seed);
      const model = softmaxRegressionFromScratch({
        d: training.d,
        q: 10,
        random: rng,
        standardDeviation: 0.01,
      });
      const history = await train(model, training, {
        ...{ epochs: 10, batchSize: 256, learningRate: 0.1, random: rng, showProgress: false },
      });
      losses.push(history[9].runningLoss);
      accuracies.push((await evaluate(model, testing)).accuracy);
      model.dispose();
    }
    for (const loss of losses) expect(Math.abs(loss - 0.447)).toBeLessThan(0.003);
    const mean = accuracies.reduce((sum, accuracy) => sum + accuracy) / accuracies.length;
    expect(mean).toBeGreaterThan(0.825);
    expect(mean).toBeLessThan(0.835);
    expect(Math.min(...accuracies)).toBeGreaterThan(0.8);
  },
  // Ten seeds take half a minute natively; on WebAssembly and on a busy machine many times that.
  20 * 60_000,
);
