import { batchOrder } from "../data/batch-order";
import { fashionMnist } from "../data/fashion-mnist/fashion-mnist";
import type { ImageDataset } from "../data/image-dataset";
import { subset } from "../data/subset";
import { crossEntropyOnArrays } from "../losses/on-arrays";
import { softmaxRegressionOnArrays } from "../models/softmax-regression/typed-arrays";
import { assertPositive, assertWhole } from "../base/assertions";
import { random } from "../base/random";
import { mean } from "./arithmetic";
import { improveExercise } from "./improve-exercise";
import { once } from "./once";

/** What exercise 2.5/7 asks for. */
export interface Hyperparameters {
  /** η, above 0. */
  learningRate: number;
  /** B, from 1 to 2000. */
  batchSize: number;
}

const trained = 2000;
const goal = 0.7;

const pictures = once(() => fashionMnist({ limit: 3000, resize: 14, showProgress: false }));

/** The mean cross-entropy on 1000 pictures held back, after five epochs over 2000 others. */
function lossAfterFiveEpochs({ learningRate, batchSize }: Hyperparameters, data: ImageDataset): number {
  assertPositive("2.5/7", "learningRate", learningRate);
  assertWhole("2.5/7", "batchSize", batchSize, 1, trained);
  const q = data.classes.length;
  const model = softmaxRegressionOnArrays({ d: data.d, q });
  const shuffle = random(1);
  for (let epoch = 0; epoch < 5; epoch++) {
    for (const indices of batchOrder(trained, { batchSize, shuffle })) {
      const { X, y } = subset(data, indices);
      model.stepOn(X, y, learningRate);
    }
  }
  const logits = model.logitsOn(data.X.subarray(trained * data.d));
  const heldBack = data.y.subarray(trained);
  return mean([...crossEntropyOnArrays(logits, heldBack, q).losses]);
}

/** Exercise 2.5/7. */
export const fiveEpochs = improveExercise<Hyperparameters, ImageDataset>({
  title: "Five epochs are all you have",
  level: 3,
  kind: "improve",
  unit: "loss on the pictures held back",
  data: pictures,
  measure: lossAfterFiveEpochs,
  goodEnough: (loss) => loss <= goal,
  solution: { learningRate: 0.1, batchSize: 10 },
  mistakes: [
    {
      name: "the notebook's",
      answer: { learningRate: 0.1, batchSize: 256 },
      made: ({ learningRate, batchSize }) => batchSize > 100 && learningRate <= 1,
      hint: "2000 pictures make few steps at this batch size. Count the steps of five epochs, and compare with the notebook's 2350.",
    },
    {
      name: "large batch, long steps",
      answer: { learningRate: 3, batchSize: 256 },
      made: ({ learningRate, batchSize }) => batchSize > 100 && learningRate > 1,
      hint: "Longer steps do not make up for so few of them: they overshoot. Take more steps.",
    },
    {
      name: "short steps",
      answer: { learningRate: 0.003, batchSize: 10 },
      made: ({ learningRate }) => learningRate < 0.1,
      hint: "The steps are many and short: the model has not arrived after five epochs. Make them longer.",
    },
    {
      name: "long steps",
      answer: { learningRate: 10, batchSize: 10 },
      made: ({ learningRate }) => learningRate > 1,
      hint: "The steps are so long that each batch throws over what the others taught, and the wrong answers are given with great confidence.",
    },
  ],
  hint: "Change one of the two at a time, by factors of 3, and watch the figure.",
  shows:
    "Learning rate and batch size are chosen on pictures held back from training. The test set stays untouched for the end.",
});
