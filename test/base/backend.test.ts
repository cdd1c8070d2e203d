import * as tf from "@tensorflow/tfjs";
import { type BackendName, describeBackend, useBackend } from "../../lib/src/base/backend";
import { readRecord } from "../../tools/setup/native-backend/record.mjs";
import { root } from "../../tools/setup/shared/paths.mjs";

/** The one that is asked for, else the best by what the set-up has recorded. */
const best = readRecord(root)?.status === "unavailable" ? "wasm" : "tensorflow";
const expected = (process.env["LINEAR_NETWORKS_BACKEND"] ?? best) as BackendName;

// First, while no backend is loaded: tfjs gives up one that is overtaken by another.
test("two calls at once agree on one backend", async () => {
  const [first, second] = await Promise.all([useBackend(), useBackend()]);
  expect(first.name).toBe(expected);
  expect(second).toBe(first);
});

test("useBackend() takes the backend that LINEAR_NETWORKS_BACKEND names, else the best that the set-up has made", async () => {
  const backend = await useBackend();
  expect(backend.name).toBe(expected);
  expect(tf.getBackend()).toBe(expected);
});

test("useBackend() tells the version behind the backend", async () => {
  const { version } = await useBackend();
  const pattern = {
    tensorflow: /^TensorFlow \d+\.\d+\.\d+, tfjs-node \d+\.\d+\.\d+$/,
    wasm: /^WebAssembly, tfjs \d+\.\d+\.\d+$/,
    cpu: /^plain JavaScript, tfjs \d+\.\d+\.\d+$/,
  };
  expect(version).toMatch(pattern[expected]);
});

test("useBackend() keeps its choice", async () => {
  expect(await useBackend()).toBe(await useBackend());
});

test("useBackend() gives a reason and a cure exactly where it is not the native backend", async () => {
  const { reason, cure } = await useBackend();
  expect([reason !== undefined, cure !== undefined]).toEqual([
    expected !== "tensorflow",
    expected !== "tensorflow",
  ]);
});

test("useBackend({ backend }) changes to another one and back", async () => {
  expect((await useBackend({ backend: "cpu" })).name).toBe("cpu");
  expect(tf.getBackend()).toBe("cpu");
  expect((await useBackend({ backend: expected })).name).toBe(expected);
});

test("every backend casts as TensorFlow does: towards 0, and NaN to the least int32", async () => {
  for (const backend of ["cpu", "wasm", expected] as const) {
    await useBackend({ backend });
    const cast = (values: number[]) => [...tf.tidy(() => tf.tensor1d(values).toInt().dataSync())];
    expect(cast([NaN, 1.7, -2.5, 0])).toEqual([-(2 ** 31), 1, -2, 0]);
    expect([...tf.tidy(() => tf.tensor1d([2, 0], "int32").toFloat().dataSync())]).toEqual([2, 0]);
  }
});

test("useBackend({ backend }) refuses a name that it does not know, and lists those it knows", async () => {
  await expect(useBackend({ backend: "gpu" as BackendName })).rejects.toThrow(
    /must be one of tensorflow, wasm, cpu, got "gpu"/,
  );
});

test("useBackend() prints nothing", async () => {
  const printed = jest.spyOn(console, "warn").mockImplementation(() => undefined);
  await useBackend({ backend: "cpu" });
  tf.tidy(() => tf.ones([2, 2]).square().dataSync());
  expect(printed).not.toHaveBeenCalled();
  await useBackend({ backend: expected });
});

test("describeBackend() says what is in use, why not the native one, and the cure", () => {
  const line = describeBackend({
    name: "wasm",
    version: "WebAssembly, tfjs 4",
    reason: "a reason",
    cure: "a cure",
  });
  expect(line).toBe(
    "backend: wasm (WebAssembly, tfjs 4)\nnot native TensorFlow, because a reason\nto change that: a cure",
  );
});

test("describeBackend() says no more than the backend where it is the native one", () => {
  expect(describeBackend({ name: "tensorflow", version: "TensorFlow 2" })).toBe(
    "backend: tensorflow (TensorFlow 2)",
  );
});

test("matrix products are right to float32's precision", async () => {
  await useBackend();
  const product = tf.tidy(() =>
    tf.matMul(tf.tensor2d([1.5, -2, 3, 0.25], [2, 2]), tf.tensor2d([4, 1], [2, 1])).dataSync(),
  );
  expect([...product]).toEqual([4, 12.25]);
});
