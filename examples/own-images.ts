/**
 * Softmax regression on images of your own, one folder per class: photos/coat/1.jpg, photos/bag/1.jpg …
 * Trains on four fifths of the images and classifies the rest.
 *
 *   npx tsx examples/own-images.ts            the 50 images of data/class-folders/fashion-mnist-sample
 *   npx tsx examples/own-images.ts photos     the PNG and JPEG files in the folders of photos
 */
import { join } from "node:path";
import { data, models, notebook, random, training } from "linear-networks";
import { stopWith } from "./stop-with";

const sample = join(data.folder(), "class-folders/fashion-mnist-sample");

await main(process.argv[2] ?? sample).catch(
  stopWith(
    "npx tsx examples/own-images.ts photos, where photos holds one folder of PNG or JPEG files per class",
  ),
);

async function main(folder: string) {
  const images = await data.classFolders(folder, { size: 28 });
  const { n, d, classes } = images;
  const q = classes.length;
  if (q < 2) throw new Error(`${folder} must hold at least two classes, got only ${classes.join(", ")}.`);
  if (n < 10) throw new Error(`${folder} must hold at least 10 images, got ${n}.`);

  const order = [...random(0).permutation(n)];
  const heldOut = order.splice(0, Math.floor(n / 5));
  const trainingSet = data.subset(images, order);
  const testSet = data.subset(images, heldOut);

  console.log(notebook.describeBackend(await notebook.useBackend()));
  const model = models.softmaxRegressionConcise({ d, q });
  await training.train(model, trainingSet, {
    epochs: 50,
    batchSize: Math.min(16, trainingSet.n),
    learningRate: 0.1,
    random: random(1),
    showProgress: false,
  });
  const onTraining = await training.evaluate(model, trainingSet);
  const onTest = await training.evaluate(model, testSet);
  const P = await training.predictProbabilities(model, testSet);
  model.dispose();

  console.log(`${n} images of ${q} classes: ${classes.join(", ")}`);
  console.log(`accuracy on the ${trainingSet.n} images it was trained on: ${onTraining.accuracy.toFixed(2)}`);
  console.log(
    `accuracy on the ${testSet.n} images held out: ${onTest.accuracy.toFixed(2)}, by guessing ${(1 / q).toFixed(2)}`,
  );
  heldOut.forEach((image, i) => {
    const ofImage = P.subarray(i * q, (i + 1) * q);
    const best = ofImage.indexOf(Math.max(...ofImage));
    const verdict = best === testSet.y[i] ? "✓" : "✗";
    console.log(
      `  ${verdict} ${images.files[image].padEnd(24)} ${classes[best]}, ${Math.round(100 * ofImage[best])} %`,
    );
  });
}
