import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setImmediate as eventLoop } from "node:timers/promises";
import { batches } from "../../lib/src/data/batches";
import { classFolders } from "../../lib/src/data/class-folders/class-folders";
import { memoryDataset } from "../../lib/src/data/dataset";
import { imageDataset } from "../../lib/src/data/image-dataset";
import { InterruptedError, watchForInterrupt } from "../../lib/src/base/interrupt";
import { prefetch } from "../../lib/src/data/prefetch";
import { resizeImages } from "../../lib/src/data/resize-images";
import { dataFolder } from "../../lib/src/data/verified-file";
import { fitLeastSquaresClassifier } from "../../lib/src/models/least-squares-classifier";
import { linearRegressionOnArrays } from "../../lib/src/models/linear-regression/typed-arrays";
import { useBackend } from "../../lib/src/base/backend";
import { findLearningRate } from "../../lib/src/training/learning-rate-finder";
import { train } from "../../lib/src/training/train";
import { held } from "../data/held";

const data = memoryDataset([[1], [2], [3], [4]], [1, 2, 3, 4]);
const images = imageDataset({
  pixels: Uint8Array.of(1, 2),
  labels: [0, 1],
  height: 1,
  width: 1,
  classes: ["a", "b"],
});
const quiet = { showProgress: false };
const listeners = () => process.listenerCount("SIGINT");

/** A source that never ends. */
async function* forever() {
  for (let i = 0; ; i++) yield await Promise.resolve(i);
}

beforeAll(() => useBackend());
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  expect(listeners()).toBe(0);
});

/** Goes through all of a source. @returns how many items there were */
async function goThrough(source: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const item of source) if (item !== undefined) count++;
  return count;
}

/** A generator that was asked for its first item and then left. */
async function leaveOne(): Promise<WeakRef<object>> {
  const generator = prefetch(forever());
  await generator.next();
  return new WeakRef(generator);
}

describe("an interrupt ends, and no listener is there before the first await, which would kill tslab's kernel:", () => {
  const model = () => linearRegressionOnArrays({ d: 1 });
  const long = { epochs: 1e6, batchSize: 4, learningRate: 0.1 };
  test.each<[string, () => Promise<unknown>]>([
    ["batches", () => goThrough(batches(data, { batchSize: 1 }))],
    ["prefetch", () => goThrough(prefetch(forever()))],
    ["train", () => train(model(), data, { ...quiet, ...long })],
    ["findLearningRate", () => findLearningRate(model, data, { batchSize: 1 })],
    ["resizeImages", () => resizeImages(images, 2, quiet)],
    ["classFolders", () => classFolders(join(dataFolder(), "class-folders", "clothing-photos"), { size: 1 })],
    ["fitLeastSquaresClassifier", () => fitLeastSquaresClassifier(images, { ...quiet, lambda: 1 })],
  ])("%s", async (_, start) => {
    const work = start();
    expect(listeners()).toBe(0);
    while (listeners() === 0) await eventLoop();
    process.emit("SIGINT");
    await expect(work).rejects.toThrow(InterruptedError);
  });
});

test("many loops at once share one listener, and an interrupt ends each of them", async () => {
  const loops = Array.from({ length: 30 }, () => goThrough(batches(data, { batchSize: 1, ahead: 1 })));
  while (listeners() === 0) await eventLoop();
  expect(listeners()).toBe(1);
  process.emit("SIGINT");
  const outcomes = await Promise.allSettled(loops);
  expect(outcomes.map(({ status }) => status)).toEqual(new Array(30).fill("rejected"));
});

test("an interrupt during the last batch is noticed too", async () => {
  const loop = async () => {
    for await (const { size } of batches(data, { batchSize: 4 })) if (size === 4) process.emit("SIGINT");
  };
  await expect(loop()).rejects.toThrow(InterruptedError);
});

test("an interrupt that came before a loop does not end it", async () => {
  const generator = prefetch(forever());
  await generator.next();
  process.emit("SIGINT");
  expect(await goThrough(batches(data, { batchSize: 1 }))).toBe(4);
  await generator.return();
});

test("generators that were left in the middle stop listening once they are garbage", async () => {
  const left: WeakRef<object>[] = [];
  for (let i = 0; i < 3; i++) left.push(await leaveOne());
  expect(listeners()).toBe(1);
  expect(await held(left)).toBe(0);
  // Finalizers are called in a turn of their own.
  for (let turn = 0; turn < 1000 && listeners() > 0; turn++) await eventLoop();
});

test("in a script, Ctrl-C ends the process although generators were left in the middle", async () => {
  const library = join(__dirname, "..", "..", "lib", "dist");
  const program = `
    const { prefetch } = require(${JSON.stringify(join(library, "data", "prefetch.js"))});
    async function* forever() { for (;;) yield await 1; }
    const left = Array.from({ length: 20 }, () => prefetch(forever()));
    Promise.all(left.map((each) => each.next())).then(() => console.log("left", process.listenerCount("SIGINT")));
    setInterval(() => left.length, 1000);`;
  const script = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "pipe"] });
  const complaints: string[] = [];
  script.stderr.on("data", (text: Buffer) => complaints.push(String(text)));
  const [started] = (await once(script.stdout, "data")) as [Buffer];
  expect(String(started)).toBe("left 1\n");
  script.kill("SIGINT");
  expect(await once(script, "exit")).toEqual([null, "SIGINT"]);
  expect(complaints).toEqual([]);
});

describe("with a clock that is moved by hand", () => {
  let ended: jest.SpiedFunction<typeof process.kill>;
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "queueMicrotask", "nextTick"] });
    ended = jest.spyOn(process, "kill").mockReturnValue(true);
  });

  test("a loop whose body takes most of a second is ended by InterruptedError, not the process", async () => {
    const loop = async () => {
      for await (const { size } of batches(data, { batchSize: 1 })) {
        if (size === 1) process.emit("SIGINT");
        jest.advanceTimersByTime(999);
      }
    };
    await expect(loop()).rejects.toThrow(InterruptedError);
    jest.advanceTimersByTime(5000);
    expect(ended).not.toHaveBeenCalled();
  });

  test("an interrupt that one loop has noticed is done with, whatever was left in the middle", async () => {
    const left = prefetch(forever());
    await left.next();
    const loop = goThrough(prefetch(forever()));
    await eventLoop();
    process.emit("SIGINT");
    await expect(loop).rejects.toThrow(InterruptedError);
    jest.advanceTimersByTime(5000);
    expect(ended).not.toHaveBeenCalled();
    await left.return();
  });

  test("while the library itself is at work, a first interrupt waits for it, a second one ends the process", () => {
    const watch = watchForInterrupt("test");
    process.emit("SIGINT");
    // A terminal and npm may both pass on the same Ctrl-C.
    process.emit("SIGINT");
    jest.advanceTimersByTime(3000);
    expect(ended).not.toHaveBeenCalled();
    process.emit("SIGINT");
    expect(ended.mock.calls).toEqual([[process.pid, "SIGINT"]]);
    expect(listeners()).toBe(0);
    watch.end();
  });

  test("where somebody else listens, as a kernel does, the process goes on", () => {
    const watch = watchForInterrupt("test");
    watch.handOver();
    const other = jest.fn();
    process.on("SIGINT", other);
    process.emit("SIGINT");
    jest.advanceTimersByTime(3000);
    process.emit("SIGINT");
    process.off("SIGINT", other);
    watch.end();
    expect(other).toHaveBeenCalledTimes(2);
    expect(ended).not.toHaveBeenCalled();
  });
});
