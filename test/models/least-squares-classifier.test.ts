import { fashionMnist } from "../../lib/src/data/fashion-mnist/fashion-mnist";
import { imageDataset, type ImageDataset } from "../../lib/src/data/image-dataset";
import { fitLeastSquaresClassifier } from "../../lib/src/models/least-squares-classifier";
import { fitLeastSquares, leastSquaresHessian } from "../../lib/src/models/linear-regression/least-squares";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";

beforeAll(() => useBackend());

const quiet = { showProgress: false };

/** Random images, more of them than are summed in one go, and labels of three classes that depend on them. */
function images(n: number, height: number, width: number): ImageDataset {
  const rng = random(7);
  const d = height * width;
  const pixels = Uint8Array.from({ length: n * d }, () => Math.max(0, rng.integer(400) - 144));
  const labels = Array.from({ length: n }, (_, i) =>
    pixels[i * d] > 100 ? 2 : pixels[i * d + 1] > 60 ? 1 : 0,
  );
  return imageDataset({ pixels, labels, height, width, classes: ["a", "b", "c"] });
}

const rowsOf = ({ X, n, d }: ImageDataset) =>
  Array.from({ length: n }, (_, i) => Array.from(X.subarray(i * d, (i + 1) * d)));

const worst = (a: number[], b: number[]) => Math.max(...a.map((v, i) => Math.abs(v - b[i])));

describe.each([
  [3, 3],
  [2, 4],
])("on 600 images of %d × %d pixels", (height, width) => {
  const data = images(600, height, width);
  const rows = rowsOf(data);

  test("each class is a linear regression of its own, as solved by a QR decomposition", async () => {
    const { W, b } = await fitLeastSquaresClassifier(data, quiet);
    for (let k = 0; k < 3; k++) {
      const alone = fitLeastSquares(
        rows,
        Array.from(data.y, (label) => (label === k ? 1 : 0)),
      );
      expect(
        worst(
          alone.w,
          W.filter((_, at) => at % 3 === k),
        ),
      ).toBeLessThan(1e-6);
      expect(Math.abs(alone.b - b[k])).toBeLessThan(1e-6);
    }
  });

  test("the Hessian is that of linear regression on the same features", async () => {
    const { hessian } = await fitLeastSquaresClassifier(data, quiet);
    expect(worst(hessian.flat(), leastSquaresHessian(rows).flat())).toBeLessThan(1e-7);
  });

  test("the outputs of every image sum to 1, with weight decay as without", async () => {
    for (const lambda of [0, 0.1]) {
      const { W, b } = await fitLeastSquaresClassifier(data, { ...quiet, lambda });
      for (const x of rows) {
        const outputs = b.map((bias, k) => x.reduce((sum, xj, j) => sum + xj * W[j * 3 + k], bias));
        expect(outputs.reduce((sum, o) => sum + o, 0)).toBeCloseTo(1, 10);
      }
    }
  });
});

test("with weight decay the gradient of the loss with (λ/2)‖W‖² vanishes", async () => {
  const data = images(300, 2, 2);
  const lambda = 0.05;
  const { W, b } = await fitLeastSquaresClassifier(data, { ...quiet, lambda });
  for (let k = 0; k < 3; k++) {
    const errors = rowsOf(data).map(
      (x, i) => x.reduce((sum, xj, j) => sum + xj * W[j * 3 + k], b[k]) - (data.y[i] === k ? 1 : 0),
    );
    for (let j = 0; j < 4; j++) {
      const slope = errors.reduce((sum, e, i) => sum + e * data.X[i * 4 + j], 0) / 300;
      expect(slope + lambda * W[j * 3 + k]).toBeCloseTo(0, 7);
    }
    expect(errors.reduce((sum, e) => sum + e, 0) / 300).toBeCloseTo(0, 7);
  }
});

test("pixels that are always black are refused, and have weight 0 with weight decay", async () => {
  const few = await fashionMnist({ split: "test", limit: 300, showProgress: false });
  await expect(fitLeastSquaresClassifier(few, quiet)).rejects.toThrow(
    /pixel 0 is, so that no single W.*lambda/,
  );
  const { W } = await fitLeastSquaresClassifier(few, { ...quiet, lambda: 1e-3 });
  expect(W.slice(0, 10)).toEqual(new Array(10).fill(0));
  expect(W.every(Number.isFinite)).toBe(true);
});

test("a lambda below 0 is refused", async () => {
  await expect(fitLeastSquaresClassifier(images(10, 2, 2), { lambda: -1 })).rejects.toThrow(
    /fitLeastSquaresClassifier: lambda must be a finite number ≥ 0, got -1/,
  );
});
