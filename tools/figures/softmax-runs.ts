/**
 * What notebook 2.4 says about softmax regression beyond the one run that it shows. On a machine with two cores it takes
 * a few minutes:
 *
 *   npx tsx tools/figures/softmax-runs.ts        writes tools/figures/softmax-runs.json
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inRoot, paths } from "../setup/shared/paths.mjs";

import type { ImageDataset } from "../../lib/src/data/image-dataset.js";
import type { SoftmaxRegressionOnTensors } from "../../lib/src/models/forms.js";

type Library = typeof import("../../lib/src/index.js");
type Sets = Record<"trainSet" | "validationSet" | "testSet", ImageDataset>;

/** Runs of ten epochs, what happens to five of them afterwards, and one run that goes on. */
export interface SoftmaxRuns {
  /** The accuracy on the test set after ten epochs, over the runs. */
  testAccuracy: { least: number; greatest: number; mean: number; standardDeviation: number };
  /** The share of shirts recognised in the validation set, least and greatest after an epoch of the first run. */
  recallOfShirts: { least: number; greatest: number };
  /**
   * Five more epochs of the first five runs, from the same parameters over the same batches at two learning rates: by how
   * much the validation accuracy changes from one epoch to the next, on average, and its mean in the end.
   */
  fiveMoreEpochs: { learningRate: number; meanChange: number; meanAccuracy: number }[];
  /** The first run after so many epochs. */
  goingOn: { epochs: number; trainingLoss: number; validationLoss: number; validationAccuracy: number }[];
}

const settings = { batchSize: 256, showProgress: false };
const learningRate = 0.1;
const shirt = 6;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function standardDeviation(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.map((value) => (value - middle) ** 2);
  return Math.sqrt((mean(squares) * values.length) / (values.length - 1));
}

/**
 * @param library the library, compiled or as source
 * @param options.runs how often to train from other first weights and in another order; the first is the notebook's own
 * @param options.lastEpoch how many epochs the first run makes in all
 */
export async function softmaxRuns(
  library: Library,
  { runs = 10, lastEpoch = 100 } = {},
): Promise<SoftmaxRuns> {
  const { models, random, training } = library;
  const sets = await readSets(library);
  const testAccuracies: number[] = [];
  const more: SoftmaxRuns["fiveMoreEpochs"] = [];
  const recalls: number[] = [];
  const goingOn: SoftmaxRuns["goingOn"] = [];
  for (let run = 0; run < runs; run++) {
    const { d, classes } = sets.trainSet;
    const model = models.softmaxRegressionFromScratch({
      d,
      q: classes.length,
      random: random(2 * run + 1),
    });
    const how = { ...settings, learningRate, random: random(2 * run + 2) };
    const isFirst = run === 0;
    await training.train(model, sets.trainSet, {
      ...how,
      epochs: 10,
      onEpoch: async () => {
        if (isFirst) recalls.push(await recallOf(shirt, model, library, sets.validationSet));
      },
    });
    testAccuracies.push((await training.evaluate(model, sets.testSet)).accuracy);
    if (run < 5) more.push(...(await fiveMoreEpochs(model, 1000 + run, library, sets)));
    if (isFirst) {
      goingOn.push(await measured(10, model, library, sets));
      await training.train(model, sets.trainSet, {
        ...how,
        epochs: lastEpoch - 10,
        onEpoch: async ({ epoch }) => {
          const epochs = epoch + 10;
          if (epochs === 30 || epochs === lastEpoch)
            goingOn.push(await measured(epochs, model, library, sets));
        },
      });
    }
    model.dispose();
  }
  return {
    testAccuracy: {
      least: Math.min(...testAccuracies),
      greatest: Math.max(...testAccuracies),
      mean: mean(testAccuracies),
      standardDeviation: standardDeviation(testAccuracies),
    },
    recallOfShirts: { least: Math.min(...recalls), greatest: Math.max(...recalls) },
    fiveMoreEpochs: meansByLearningRate(more),
    goingOn,
  };
}

/** The three sets of notebook 2.4. */
async function readSets({ data }: Library): Promise<Sets> {
  const all = await data.fashionMnist({ showProgress: false });
  const testSet = await data.fashionMnist({ split: "test", showProgress: false });
  const places = Array.from({ length: all.n }, (_, i) => i);
  return {
    trainSet: data.subset(all, places.slice(0, 50_000)),
    validationSet: data.subset(all, places.slice(50_000)),
    testSet,
  };
}

/** The share of a class that is recognised. */
async function recallOf(
  label: number,
  model: SoftmaxRegressionOnTensors,
  { training }: Library,
  dataset: ImageDataset,
): Promise<number> {
  const q = dataset.classes.length;
  const yHat = await training.predictProbabilities(model, dataset);
  const predicted = Array.from(dataset.y, (_, i) => {
    const row = yHat.subarray(i * q, (i + 1) * q);
    return row.indexOf(Math.max(...row));
  });
  const matrix = training.confusionMatrix(dataset.y, predicted, q);
  return training.precisionAndRecall(matrix).recall[label];
}

/** Goes on from a model's parameters at the learning rate so far and at a tenth of it, and leaves the model alone. */
async function fiveMoreEpochs(
  model: SoftmaxRegressionOnTensors,
  seed: number,
  { models, random, training }: Library,
  { trainSet, validationSet }: Sets,
): Promise<SoftmaxRuns["fiveMoreEpochs"]> {
  const arms: SoftmaxRuns["fiveMoreEpochs"] = [];
  for (const rate of [learningRate, learningRate / 10]) {
    const { d, classes } = trainSet;
    const copy = models.softmaxRegressionFromScratch({ d, q: classes.length, ...model.parameters() });
    const history = await training.train(copy, trainSet, {
      ...settings,
      epochs: 5,
      learningRate: rate,
      random: random(seed),
      metrics: { accuracy: async () => (await training.evaluate(copy, validationSet)).accuracy },
    });
    copy.dispose();
    // The first epoch at a smaller rate also settles what the larger one left, so it is not counted as a change.
    const accuracies = history.map(({ metrics }) => metrics["accuracy"]);
    const changes = accuracies.slice(1).map((accuracy, i) => Math.abs(accuracy - accuracies[i]));
    arms.push({ learningRate: rate, meanChange: mean(changes), meanAccuracy: accuracies[4] });
  }
  return arms;
}

const meansByLearningRate = (arms: SoftmaxRuns["fiveMoreEpochs"]) =>
  [...new Set(arms.map((arm) => arm.learningRate))].map((rate) => {
    const same = arms.filter((arm) => arm.learningRate === rate);
    return {
      learningRate: rate,
      meanChange: mean(same.map(({ meanChange }) => meanChange)),
      meanAccuracy: mean(same.map(({ meanAccuracy }) => meanAccuracy)),
    };
  });

async function measured(
  epochs: number,
  model: SoftmaxRegressionOnTensors,
  { training }: Library,
  { trainSet, validationSet }: Sets,
): Promise<SoftmaxRuns["goingOn"][number]> {
  const { loss: trainingLoss } = await training.evaluate(model, trainSet);
  const { loss: validationLoss, accuracy } = await training.evaluate(model, validationSet);
  return { epochs, trainingLoss, validationLoss, validationAccuracy: accuracy };
}

async function writeRuns() {
  const library = createRequire(import.meta.url)(paths.lib) as Library;
  await library.notebook.useBackend();
  const rounded = (_: string, value: unknown) =>
    typeof value === "number" ? Number(value.toFixed(5)) : value;
  const json = JSON.stringify(await softmaxRuns(library), rounded, 2);
  writeFileSync(inRoot("tools", "figures", "softmax-runs.json"), `${json}\n`);
}

if (process.argv[1]?.endsWith("softmax-runs.ts")) void writeRuns();
