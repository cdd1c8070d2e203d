import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { paths } from "../setup/shared/paths.mjs";

import type { Inputs } from "./their-side.ts";
import type { Contender } from "./rounds.ts";
import type { Trainable } from "../../lib/src/models/trainable.js";

const require = createRequire(import.meta.url);

/**
 * What is measured of this project: the compiled library as a notebook uses it, `train` and `batches` included.
 *
 * @param touchMemory to be done before loading
 */
export async function ourSide(
  { W: startFile, orders, batchSize, learningRate }: Inputs,
  touchMemory: () => Promise<unknown>,
): Promise<{ contenders: Contender[]; backend: string }> {
  const library = require(paths.lib) as typeof import("../../lib/src/index.js");
  const { data, models, notebook, random, training } = library;
  const backend = await notebook.useBackend({ backend: "tensorflow" });
  const dataset = await data.fashionMnist({ split: "train", showProgress: false });
  const q = dataset.classes.length;
  const W = numbersOf(Float32Array, startFile);

  type Model = Trainable & { dispose?(): void };
  const epoch = (
    name: string,
    make: (start: { d: number; q: number; W: Float32Array }) => Model,
    contiguous = false,
  ) => ({
    name,
    async run(round: number) {
      const model = make({ d: dataset.d, q, W });
      const order = numbersOf(Uint32Array, orders[round]);
      const drawn = contiguous ? {} : { random: { permutation: () => order } };
      const elapsed = stopwatch();
      const [record] = await training.train(model, dataset, {
        ...{ epochs: 1, batchSize, learningRate, showProgress: false },
        ...drawn,
      });
      const times = elapsed();
      model.dispose?.();
      return { ...times, loss: record.runningLoss, accuracy: record.runningAccuracy };
    },
  });

  const shuffledPass = async (round: number) => {
    const elapsed = stopwatch();
    let count = 0;
    // As `train` goes through the data.
    const how = { batchSize, random: random(round), reuseMemory: true };
    for await (const { X, y, size } of data.batches(dataset, how)) {
      // As on the other side, no operation is done on the batch, so that its copy for TensorFlow is not made.
      if (Number.isNaN(X.dataSync()[0] + y.dataSync()[0])) throw new Error("a number of the batch is NaN");
      count += size;
    }
    return { ...elapsed(), count };
  };
  // What was loaded last stays until the next time is taken: on both sides former data are freed outside the time.
  const last = { dataset };
  const load = async () => {
    const elapsed = stopwatch();
    const { X, n, d } = (last.dataset = await data.fashionMnist({ split: "train", showProgress: false }));
    const times = elapsed();
    let sum = 0;
    for (let i = 0; i < n; i += 100) for (let j = 0; j < d; j++) sum += X[i * d + j];
    return { ...times, count: n, sum };
  };
  return {
    backend: backend.version,
    contenders: [
      epoch("from scratch", models.softmaxRegressionFromScratch),
      epoch("hand-derived", models.softmaxRegressionHandDerived),
      epoch("concise", models.softmaxRegressionConcise),
      epoch("typed arrays", models.softmaxRegressionOnArrays),
      epoch("from scratch, contiguous", models.softmaxRegressionFromScratch, true),
      epoch("hand-derived, contiguous", models.softmaxRegressionHandDerived, true),
      { name: "loading", run: load, prepare: touchMemory },
      { name: "shuffled pass", run: shuffledPass },
    ],
  };
}

/** Seconds by the clock, and those that processors have worked for this process, in all its threads. */
function stopwatch() {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - started) / 1000, processor: (user + system) / 1e6 };
  };
}

const numbersOf = <Numbers extends Float32Array | Uint32Array>(
  type: { new (buffer: ArrayBufferLike): Numbers },
  file: string,
) => new type(Uint8Array.from(readFileSync(file)).buffer);
