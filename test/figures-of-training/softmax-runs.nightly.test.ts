import { readFileSync } from "node:fs";
import * as library from "../../lib/src";
import { softmaxRuns, type SoftmaxRuns } from "../../tools/figures/softmax-runs.ts";
import { inRoot } from "../../tools/setup/shared/paths.mjs";

const stored = JSON.parse(
  readFileSync(inRoot("tools", "figures", "softmax-runs.json"), "utf8"),
) as SoftmaxRuns;
let now: SoftmaxRuns;

beforeAll(async () => {
  await library.notebook.useBackend();
  now = await softmaxRuns(library);
}, 60 * 60_000);

test("ten runs of ten epochs have the test accuracies that the file says", () => {
  // A picture at a border may change sides with the last bits.
  for (const name of ["least", "greatest", "mean", "standardDeviation"] as const) {
    expect(Math.abs(now.testAccuracy[name] - stored.testAccuracy[name])).toBeLessThan(0.001);
  }
});

test("a tenth of the learning rate calms the validation accuracy as much as the file says", () => {
  now.fiveMoreEpochs.forEach(({ meanChange, meanAccuracy }, arm) => {
    expect(meanChange).toBeCloseTo(stored.fiveMoreEpochs[arm].meanChange, 3);
    expect(meanAccuracy).toBeCloseTo(stored.fiveMoreEpochs[arm].meanAccuracy, 3);
  });
  const [long, short] = now.fiveMoreEpochs;
  expect(short.meanChange).toBeLessThan(long.meanChange / 2);
});

test("the run that goes on has the losses and accuracies that the file says", () => {
  now.goingOn.forEach(({ trainingLoss, validationLoss, validationAccuracy }, row) => {
    expect(trainingLoss).toBeCloseTo(stored.goingOn[row].trainingLoss, 2);
    expect(validationLoss).toBeCloseTo(stored.goingOn[row].validationLoss, 2);
    expect(validationAccuracy).toBeCloseTo(stored.goingOn[row].validationAccuracy, 2);
  });
  expect(now.recallOfShirts.least).toBeCloseTo(stored.recallOfShirts.least, 2);
  expect(now.recallOfShirts.greatest).toBeCloseTo(stored.recallOfShirts.greatest, 2);
});
