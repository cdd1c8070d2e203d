/**
 * Linear regression on a CSV file of your own: fits four fifths of the rows and measures R² on the rest.
 *
 *   npx tsx examples/own-csv.ts                                    the house sales of data/houses
 *   npx tsx examples/own-csv.ts file.csv                           the last column from all the others
 *   npx tsx examples/own-csv.ts file.csv price rooms garden        the column price from rooms and garden
 */
import { join } from "node:path";
import { data, models, random } from "linear-networks";
import { stopWith } from "./stop-with";

const houses = [join(data.folder(), "houses/king-county-sales.csv"), "price"];
const features = ["sqft_living", "grade", "yr_built", "lat", "waterfront"];

await main(process.argv.length > 2 ? process.argv.slice(2) : [...houses, ...features]).catch(
  stopWith(
    "npx tsx examples/own-csv.ts file.csv target feature …, where the named columns hold numbers only",
  ),
);

async function main([path, ...names]: string[]) {
  const columns = await data.csvColumns(path);
  const target = names[0] ?? columns[columns.length - 1];
  const chosen = names.length > 1 ? names.slice(1) : columns.filter((name) => name !== target);

  const samples: data.Sample[] = [];
  for await (const sample of data.csvSamples(path, { features: chosen, target })) samples.push(sample);
  if (samples.length < 10)
    throw new Error(`${path} must have at least 10 rows below its header, got ${samples.length}.`);

  // The order of a file may mean something (dates, places), so the rows to hold out are drawn at random.
  const shuffled = [...random(0).permutation(samples.length)].map((i) => samples[i]);
  const held = shuffled.splice(0, Math.floor(samples.length / 5));
  const fit = models.fitLeastSquares(
    shuffled.map(({ x }) => x),
    shuffled.map(({ y }) => y),
  );

  console.log(`${target} from ${chosen.join(", ")}`);
  chosen.forEach((name, j) => console.log(`  ${name.padEnd(20)} ${fit.w[j].toPrecision(4)}`));
  console.log(`  ${"bias".padEnd(20)} ${fit.b.toPrecision(4)}`);
  console.log(`R² on the ${shuffled.length} rows it was fitted to: ${fit.rSquared.toFixed(3)}`);
  console.log(`R² on the ${held.length} rows held out: ${rSquared(fit, held).toFixed(3)}`);
}

/** R² = 1 − Σ(ŷ − y)² / Σ(ȳ − y)². A perfect model scores 1; always predicting the mean scores 0. */
function rSquared({ w, b }: models.LinearFit, samples: readonly data.Sample[]): number {
  const sum = (term: (sample: data.Sample) => number) =>
    samples.reduce((total, sample) => total + term(sample), 0);
  const mean = sum(({ y }) => y) / samples.length;
  const predict = (x: ArrayLike<number>) => w.reduce((total, wj, j) => total + wj * x[j], b);
  return 1 - sum(({ x, y }) => (predict(x) - y) ** 2) / sum(({ y }) => (mean - y) ** 2);
}
