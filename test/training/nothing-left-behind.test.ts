import * as tf from "@tensorflow/tfjs";
import * as rooms from "../../lib/src";

type Dataset = rooms.data.Dataset;
type Batch = rooms.data.Batch;
type Optimizer = rooms.optim.Optimizer;
type Trainable = rooms.models.Trainable;

const { assertShapes, charts, data, losses, models, notebook, optim, random, show, training } = rooms;
const library = {
  ...{ assertShapes, random, show },
  ...charts,
  ...data,
  ...losses,
  ...models,
  ...notebook,
  ...optim,
  ...training,
};

beforeAll(() => library.useBackend());

/** What the calls below are made with. */
const given = () => ({
  X: tf.tensor2d([1, 2, -1, 0.5, 3, -2, 0, 1], [4, 2]),
  logits: tf.tensor2d([1, 2, 0, -1, 0.5, 2, 3, -2, 1, 0, 1, 0], [4, 3]),
  notANumber: tf.tensor2d([1, NaN, 0, 1, 2, 3], [2, 3]),
  targets: tf.tensor1d([0, 1, 1, 0]),
  labels: tf.tensor1d([0, 1, 1, 0], "int32"),
  beyond: tf.tensor1d([0, 1, 7, 0], "int32"),
  fewer: tf.tensor1d([0, 1], "int32"),
  column: tf.tensor2d([0, 1, 1, 0], [4, 1]),
  scalar: tf.scalar(2),
  w: tf.tidy(() => tf.variable(tf.tensor1d([1, 2]))),
  v: tf.tidy(() => tf.variable(tf.tensor1d([3, 4]))),
});
type Given = ReturnType<typeof given>;
type Calls = (given: Given) => (() => unknown)[];

const as = <T>(value: unknown) => value as T;
const thrown = new Error("thrown by a callback");
const fail = (): never => {
  throw thrown;
};

const labelled: Dataset = library.memoryDataset([[1], [2], [3], [4]], Int32Array.of(0, 1, 1, 0));
const unreadable: Dataset = {
  ...{ n: 4, d: 1 },
  read: (indices) => (indices[0] > 0 ? fail() : labelled.read(indices)),
};
const options = { epochs: 2, batchSize: 2, learningRate: 0.1, showProgress: false };

/** Uses tensors as one does who forgets `tf.tidy`, and then throws. */
const usesTensors = (...tensors: tf.Tensor[]): never => {
  tensors.forEach((tensor) => tensor.toFloat().exp().mul(tensor).log().sum());
  return fail();
};
/** An operation whose gradient throws. */
const noWayBack = (tensor: tf.Tensor) =>
  tf.customGrad((x, save) => {
    const given = x as tf.Tensor;
    (save as (tensors: tf.Tensor[]) => void)([given]);
    return { value: given.square(), gradFunc: fail };
  })(tensor);

const lossCalls =
  (loss: (a: never, b: never) => unknown, kind: "regression" | "labels" | "oneLogit"): Calls =>
  ({ logits, labels, beyond, fewer, targets, column, scalar }) => {
    const wrong: [unknown, unknown][] =
      kind === "regression"
        ? [
            [targets, column],
            [targets, fewer],
            [column, targets],
            [targets, undefined],
          ]
        : [
            [kind === "labels" ? logits : targets, beyond],
            [kind === "labels" ? logits : targets, fewer],
            [kind === "labels" ? logits : targets, targets],
            [scalar, labels],
            [undefined, labels],
          ];
    return wrong.map(
      ([a, b]) =>
        () =>
          loss(as<never>(a), as<never>(b)),
    );
  };

const batchOf = ({ X }: Given, y: tf.Tensor1D): Batch => ({
  X,
  y,
  size: 4,
  indices: Uint32Array.of(0, 1, 2, 3),
});

type Custom = { loss?: (a: tf.Tensor, y: tf.Tensor1D) => never; optimizer?: Optimizer };

/** Steps of a model with losses and optimizers that throw, each on a model of its own. */
const customSteps = (
  make: (custom: Custom) => Trainable & { dispose(): void },
  { g, y, hasLoss }: { g: Given; y: tf.Tensor1D; hasLoss: boolean },
): (() => unknown)[] => {
  const losses: ((a: tf.Tensor, y: tf.Tensor1D) => unknown)[] = [
    (a, y) => usesTensors(a, y),
    (a, y) => tf.tidy(() => usesTensors(a, y)),
    (a) => noWayBack(a.exp()).sum(-1),
    (a) => a.square().sum(),
    (a) => a.exp().expandDims(1),
    (a) => (a.exp(), 3),
    () => Promise.resolve(),
    (_, y) => y.toFloat().square(),
  ];
  const optimizers: Optimizer[] = [
    (parameters, gradients) => usesTensors(...parameters, ...gradients),
    library.weightDecay(fail, { lambda: 0.1 }),
    library.weightDecay(library.sgd, { lambda: 100 }),
  ];
  const customs = [
    ...(hasLoss ? losses.map((loss) => ({ loss: as<never>(loss) })) : []),
    ...optimizers.map((optimizer) => ({ optimizer })),
  ];
  return customs.map((custom) => async () => {
    const model = make(custom);
    try {
      await model.step(batchOf(g, y), 0.1);
    } finally {
      model.dispose();
    }
  });
};

const linearStarts = (make: (start: never) => unknown): (() => unknown)[] =>
  [
    {},
    { d: 0 },
    { d: 2, w: [1] },
    { d: 2, w: [1, NaN] },
    { d: 2, b: NaN },
    { d: 2, random: { normals: fail } },
  ].map((start) => () => make(as<never>(start)));
const softmaxStarts = (make: (start: never) => unknown): (() => unknown)[] =>
  [
    ...[{}, { d: 2, q: 1 }, { d: 2, q: 3, W: [1] }, { d: 2, q: 3, W: [1, 2, 3, 4, 5, NaN] }],
    ...[
      { d: 2, q: 3, b: [1] },
      { d: 2, q: 3, random: { normals: fail } },
    ],
  ].map((start) => () => make(as<never>(start)));

const steps = (optimizer: () => Optimizer): Calls => {
  const failing = [
    ({ w, scalar }: Given, o: Optimizer) => o([w], [scalar], 0.1, 1),
    ({ w, v }: Given, o: Optimizer) => o([w, v], [w], 0.1, 1),
    ({ w, v }: Given, o: Optimizer) => o([w, v], [w, as<tf.Tensor>(undefined)], 0.1, 1),
    ({ w }: Given, o: Optimizer) => o([w], [w], NaN, 1),
    ({ w }: Given, o: Optimizer) => o([w], [w], 0.1, 0),
    ({ w, v }: Given, o: Optimizer) => {
      o([w], [v], 0.1, 1);
      o([v], [w], 0.1, 1);
      fail();
    },
  ];
  return (g) =>
    failing.map((step) => () => {
      const made = optimizer();
      try {
        step(g, made);
      } finally {
        made.dispose?.();
      }
    });
};

const classifiers = ({ logits }: Given): { logits: (X: tf.Tensor2D) => tf.Tensor2D }[] => [
  { logits: (X) => usesTensors(X, logits) },
  { logits: (X) => as<tf.Tensor2D>(X.exp().flatten()) },
  { logits: (X) => tf.concat<tf.Tensor2D>([X, X.mul<tf.Tensor2D>(NaN)], 1) },
  { logits: (X) => as<tf.Tensor2D>((X.exp(), undefined)) },
];
const rightClassifier = { logits: (X: tf.Tensor2D) => tf.concat<tf.Tensor2D>([X, X.neg()], 1) };
const beyondLabels = library.memoryDataset([[1], [2]], Int32Array.of(0, 5));

/** The training callbacks of which each throws in turn. */
const callbacks: Partial<Parameters<typeof library.train>[2]>[] = [
  { metrics: { validation: fail } },
  { metrics: { validation: () => Promise.reject(thrown) } },
  { onBatch: fail },
  { onEpoch: fail },
  { onEpoch: () => Promise.reject(thrown) },
  { until: fail },
  { learningRate: (time) => (time > 0 ? fail() : 0.1) },
  { learningRate: (time) => 0.1 - time },
  { random: { permutation: fail } },
  { onBatch: () => void process.emit("SIGINT") },
  { batchSize: 99 },
];
const ofOne = () => library.linearRegressionFromScratch({ d: 1 });
const withModel = async (run: (model: ReturnType<typeof ofOne>) => unknown) => {
  const model = ofOne();
  try {
    await run(model);
  } finally {
    model.dispose();
  }
};
const stopping = {
  ...options,
  metrics: { validation: () => 1 },
  earlyStopping: { watch: "validation", snapshot: () => () => undefined },
};
const numbers: Dataset = library.memoryDataset([[1], [2], [3], [4]], [1, 2, 3, 4]);

/** For each function that makes tensors, calls that throw. */
const calls: Partial<Record<keyof typeof library, Calls>> = {
  absoluteLoss: lossCalls(library.absoluteLoss, "regression"),
  squaredLoss: lossCalls(library.squaredLoss, "regression"),
  huberLoss: (g) => [
    ...lossCalls(library.huberLoss, "regression")(g),
    () => library.huberLoss(g.targets, g.targets, { delta: NaN }),
  ],
  logisticLoss: lossCalls(library.logisticLoss, "oneLogit"),
  crossEntropy: lossCalls(library.crossEntropy, "labels"),
  crossEntropyOfProbabilities: lossCalls(library.crossEntropyOfProbabilities, "labels"),
  multiclassHinge: (g) => [
    ...lossCalls(library.multiclassHinge, "labels")(g),
    () => library.multiclassHinge(g.logits, g.labels, { margin: -1 }),
  ],
  crossEntropyOfTargets: ({ logits, X, column }) => [
    () => library.crossEntropyOfTargets(logits, X),
    () => library.crossEntropyOfTargets(logits, as(undefined)),
    () => library.crossEntropyOfTargets(column, logits),
  ],
  oneHot: ({ labels, beyond, targets, column }) => [
    () => library.oneHot(labels, 1),
    () => library.oneHot(beyond, 3),
    () => library.oneHot(targets, 3),
    () => library.oneHot(as(column), 3),
  ],
  smoothLabels: ({ labels, beyond }) => [
    () => library.smoothLabels(labels, 3, { epsilon: 2 }),
    () => library.smoothLabels(labels, 1, { epsilon: 0.1 }),
    () => library.smoothLabels(beyond, 3, { epsilon: 0.1 }),
  ],
  softmax: ({ targets }) => [() => library.softmax(as(targets)), () => library.softmax(as(undefined))],
  logSumExp: ({ targets }) => [() => library.logSumExp(as(targets))],
  linearModel: ({ X, w, targets, scalar }) => [
    () => library.linearModel(X, targets, scalar),
    () => library.linearModel(X, w, as(targets)),
    () => library.linearModel(as(w), w, scalar),
  ],
  softmaxModel: ({ X, logits, w }) => [
    () => library.softmaxModel(X, logits, w),
    () => library.softmaxModel(as(w), X, w),
  ],
  linearRegressionFromScratch: (g) => [
    ...linearStarts(library.linearRegressionFromScratch),
    ...customSteps((custom) => library.linearRegressionFromScratch({ d: 2, ...custom }), {
      ...{ g, y: g.targets, hasLoss: true },
    }),
  ],
  linearRegressionConcise: () => linearStarts(library.linearRegressionConcise),
  linearRegressionOnArrays: () => linearStarts(library.linearRegressionOnArrays),
  logisticRegressionFromScratch: (g) => [
    ...linearStarts(library.logisticRegressionFromScratch),
    ...customSteps((custom) => library.logisticRegressionFromScratch({ d: 2, ...custom }), {
      ...{ g, y: g.labels, hasLoss: false },
    }),
  ],
  softmaxRegressionFromScratch: (g) => [
    ...softmaxStarts(library.softmaxRegressionFromScratch),
    ...customSteps((custom) => library.softmaxRegressionFromScratch({ d: 2, q: 3, ...custom }), {
      ...{ g, y: g.labels, hasLoss: true },
    }),
  ],
  softmaxRegressionHandDerived: (g) => [
    ...softmaxStarts(library.softmaxRegressionHandDerived),
    ...customSteps((custom) => library.softmaxRegressionHandDerived({ d: 2, q: 3, ...custom }), {
      ...{ g, y: g.labels, hasLoss: false },
    }),
  ],
  softmaxRegressionConcise: () => softmaxStarts(library.softmaxRegressionConcise),
  softmaxRegressionOnArrays: () => softmaxStarts(library.softmaxRegressionOnArrays),
  sgd: steps(() => library.sgd),
  momentum: steps(() => library.momentum()),
  adam: steps(() => library.adam()),
  weightDecay: (g) => [
    ...steps(() => library.weightDecay(library.momentum(), { lambda: 0.1 }))(g),
    ...steps(() => library.weightDecay(fail, { lambda: 0.1 }))(g),
    () => library.weightDecay(library.sgd, { lambda: 0.1, decays: fail })([g.w], [g.v], 0.1, 1),
  ],
  classify: ({ notANumber, targets }) => [
    () => library.classify(notANumber),
    () => library.classify(as(targets)),
  ],
  countCorrect: ({ logits, notANumber, beyond, fewer }) => [
    () => library.countCorrect(notANumber, fewer),
    () => library.countCorrect(logits, beyond),
    () => library.countCorrect(logits, fewer),
  ],
  evaluate: (g) => [
    ...classifiers(g).map((model) => () => library.evaluate(model, labelled)),
    () => library.evaluate(rightClassifier, unreadable, { batchSize: 1 }),
    () => library.evaluate(rightClassifier, beyondLabels),
    () => library.evaluate(rightClassifier, labelled, { batchSize: 0 }),
  ],
  predictProbabilities: (g) => [
    ...classifiers(g).map((model) => () => library.predictProbabilities(model, labelled)),
    () => library.predictProbabilities(rightClassifier, unreadable, { batchSize: 1 }),
    () => library.predictProbabilities(rightClassifier, labelled, { batchSize: NaN }),
  ],
  gradientCheck: ({ w, v, scalar }) => {
    const failsAt = (call: number) => {
      let made = 0;
      return (x: tf.Tensor) => (++made === call ? usesTensors(x) : x.square().sum());
    };
    const checked =
      (f: (x: tf.Tensor) => unknown, byHand: tf.Tensor = v) =>
      () =>
        library.gradientCheck({ f: as<(x: tf.Tensor) => tf.Tensor>(f), at: [w], byHand: [byHand] });
    return [
      ...[1, 2, 3, 4, 6].map((call) => checked(failsAt(call))),
      checked((x) => x.square()),
      checked((x) => (x.square(), 3)),
      checked((x) => Promise.resolve(x.square())),
      checked((x) => noWayBack(x.exp()).sum()),
      checked((x) => x.square().sum(), scalar),
      checked((x) => x.neg().log().sum()),
      checked(() => v.square().sum()),
    ];
  },
  takeSnapshot: ({ w }) => [
    () => {
      const gone = tf.tidy(() => tf.variable(tf.ones([2])));
      const restore = library.takeSnapshot([w, gone]);
      gone.dispose();
      restore();
    },
    () => {
      const gone = tf.tidy(() => tf.variable(tf.ones([2])));
      gone.dispose();
      library.takeSnapshot([w, gone]);
    },
    () => {
      const concise = library.linearRegressionConcise({ d: 1 });
      const restore = library.takeSnapshot(concise.model);
      concise.dispose();
      restore();
    },
  ],
  batches: () => [
    async () => {
      for await (const { X } of library.batches(labelled, { batchSize: 2 })) if (X.shape[0] === 2) fail();
    },
    async () => {
      for await (const { size } of library.batches(unreadable, { batchSize: 1 })) if (size > 1) fail();
    },
    () => library.batches(labelled, { batchSize: 0 }).next(),
  ],
  fitLeastSquaresClassifier: () => {
    const black = { pixels: new Uint8Array(8), labels: [0, 1], height: 2, width: 2, classes: ["a", "b"] };
    return [() => library.fitLeastSquaresClassifier(library.imageDataset(black), { showProgress: false })];
  },
  train: () => [
    ...callbacks.map(
      (callback) => () => withModel((model) => library.train(model, numbers, { ...options, ...callback })),
    ),
    () => withModel((model) => library.train(model, unreadable, { ...options, batchSize: 1 })),
    () => library.train({ step: fail }, numbers, options),
    () => library.train({ step: () => Promise.reject(thrown) }, numbers, options),
    () => library.train({ step: () => NaN }, numbers, options),
    ...[...callbacks, { earlyStopping: { watch: "validation", snapshot: fail } }].map(
      (callback) => () => withModel((model) => library.train(model, numbers, { ...stopping, ...callback })),
    ),
    () =>
      withModel((model) =>
        library.train(model, numbers, {
          ...stopping,
          earlyStopping: { ...stopping.earlyStopping, watch: "x" },
        }),
      ),
  ],
  findLearningRate: () => {
    const search = (change: (model: ReturnType<typeof ofOne>) => Trainable) => () =>
      library.findLearningRate(() => change(ofOne()), numbers, { batchSize: 2 });
    return [
      search((model) => ({ ...model, step: fail })),
      search((model) => ({ ...model, step: () => Promise.reject(thrown) })),
      search((model) => ({ ...model, step: () => NaN })),
      () => library.findLearningRate(fail, numbers, { batchSize: 2 }),
      () => library.findLearningRate(ofOne, unreadable, { batchSize: 1 }),
      () => library.findLearningRate(ofOne, numbers, { batchSize: 2, random: { permutation: fail } }),
      () => library.findLearningRate(ofOne, numbers, { batchSize: 0 }),
    ];
  },
  useBackend: () => [() => library.useBackend({ backend: as("abacus") })],
};

/** Functions that make no tensors: they have to do with numbers, files, charts or text. */
const without = new Set<string>([
  ...["matrixInverse", "bars", "confusionChart", "contourWithPaths", "curves", "decisionRegions"],
  ...["errorBars", "hill", "histogram"],
  ...["imageGrid", "lossPanels", "networkDrawing", "residuals", "scatterWithLine", "smallMultiples"],
  ...["softmaxTemperature", "weightImages", "batchOrder", "classFolders", "imageFiles", "csvSamples"],
  ...["csvColumns", "toPng", "toSvg"],
  ...["memoryDataset", "download", "fashionMnist", "openDatasetFile", "gunzip", "houses", "parseHouseSales"],
  ...["idxImages", "readIdx", "writeIdx", "imageDataset", "prefetch", "resizeImages", "shuffleInBlocks"],
  ...["standardize", "subset", "syntheticRegression", "syntheticSamples", "folder", "writeDatasetFile"],
  ...["todo", "crossEntropyOfDistributions", "entropy", "klDivergence", "gaussianDensity", "huberDensity"],
  ...["huberNormalization", "laplaceDensity", "fitLeastSquares", "leastSquaresLoss"],
  ...["leastSquaresHessian", "sampleGradients", "spectrum", "loadParameters", "saveParameters", "show"],
  ...["doctor", "expectClose", "liveCurves", "progress", "progressBar", "descend", "newtonStep"],
  ...["describeBackend", "tensorsLeftBy", "peakMemory", "random", "assertShapes", "accuracyOf"],
  ...[
    "confusionMatrix",
    "bestEpoch",
    "hasConverged",
    "gradientTable",
    "minibatchVariance",
    "traceOfCovariance",
  ],
  ...["precisionAndRecall", "constantRate", "cosineDecay", "exponentialDecay", "inverseTimeDecay"],
  ...["stepDecay", "warmUp"],
  // These free tensors rather than make them, and have tests of their own.
  ...["check", "finish", "inScope"],
]);

test("every public function is tried below, or makes no tensors", () => {
  const names = Object.entries(library)
    .filter(([name, value]) => typeof value === "function" && !/^[A-Z]/.test(name))
    .map(([name]) => name);
  expect(names.filter((name) => !(name in calls) && !without.has(name))).toEqual([]);
});

test.each(Object.entries(calls))("%s leaves no tensor behind when it throws", async (name, callsOf) => {
  const tensors = given();
  const left: number[] = [];
  for (const call of callsOf(tensors)) {
    const { numTensors } = tf.memory();
    await expect(Promise.resolve().then(call)).rejects.toThrow();
    left.push(tf.memory().numTensors - numTensors);
  }
  tf.dispose(Object.values(tensors));
  expect(left).toEqual(left.map(() => 0));
});
